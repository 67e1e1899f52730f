import { Worker } from 'node:worker_threads';
import { claimsMoreThanItHolds } from './sample-counts.ts';

export interface VideoFacts {
  readonly seconds: number;
  readonly shortSidePixels: number;
}

/** `unreadable`: no video · `too-costly`: hostile or broken, reading it was given up. */
export type VideoReading = VideoFacts | 'unreadable' | 'too-costly';

const MEBIBYTE = 1024 * 1024;
/**
 * How long reading may take: by the file's size, 5 s for the largest. A video is read in milliseconds; a WebM of a few
 * hundred bytes can keep the parser busy for ever.
 */
const secondsFor = (bytes: Buffer): number => 2 + bytes.length / MEBIBYTE / 2;
/** A video of the largest size takes 10 MB. */
const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 2 };

/** Reads duration and picture size of an MP4, QuickTime or WebM file, within limits of time and memory. */
export async function readVideo(bytes: Buffer): Promise<VideoReading> {
  if (claimsMoreThanItHolds(bytes)) return 'too-costly';
  const worker = new Worker(new URL('./video-worker.mjs', import.meta.url), {
    workerData: bytes,
    resourceLimits: LIMITS,
    // The program's own flags and variables are not for a thread that reads what strangers wrote.
    execArgv: [],
    env: {},
    // What a parser prints about a file is not for the log.
    stdout: true,
    stderr: true,
  });
  try {
    return await new Promise((resolve) => {
      worker.on('message', (message: 'started' | VideoFacts | undefined) => {
        if (message !== 'started') return resolve(message ?? 'unreadable');
        // The start of a thread says nothing about the file, and takes seconds on a busy machine.
        setTimeout(() => resolve('too-costly'), secondsFor(bytes) * 1000).unref();
      });
      // Out of memory, or the thread's stack.
      worker.once('error', () => resolve('too-costly'));
      worker.once('exit', () => resolve('too-costly'));
    });
  } finally {
    await worker.terminate();
  }
}
