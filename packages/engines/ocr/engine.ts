import { availableParallelism } from 'node:os';
import { WorkerQueue } from '../worker-queue.ts';
import type { Division } from './division.ts';
import { type CertificateKind, type Reading, UnusablePicture } from './reading.ts';

export interface OcrOptions {
  /**
   * Administrative divisions of all three levels, cities before districts: where a doubtful character hides one of their names, the name is
   * put in its place. Left out, addresses stay as they were read.
   */
  readonly divisions?: readonly Division[];
}

/** What the thread is asked. */
export interface OcrJob {
  readonly file: Uint8Array;
  readonly expected: CertificateKind | undefined;
}

/** What the thread answers. */
export type OcrAnswer =
  | { readonly reading: Reading }
  | { readonly unusable: UnusablePicture['reason'] }
  | { readonly broken: string };

/** Reads ID cards and business licences in threads of its own. Keeps no picture and logs no text. */
export interface OcrEngine {
  /**
   * Reads a JPEG or PNG, whichever way it is turned.
   *
   * @param expected saves half the time for licences when it is right; what is found is told in any case.
   * @throws UnusablePicture; WorkerFailed: `busy` when eight wait already for each thread, `timeout` after 30 s.
   */
  read(picture: Buffer, expected?: CertificateKind): Promise<Reading>;
  /** Ends the threads; readings under way fail. */
  close(): Promise<void>;
}

/** The models' runtime is native code: a thread that is cut off in it ends the process. */
const LIMITS = { maxWaiting: 8, timeLimitSeconds: 30, graceSeconds: 60 } as const;
/** A thread reads on one core, and takes 450 MB. */
const MAX_THREADS = 2;

/** An engine whose first thread starts, and loads its models in 0.3 s, with the first picture; the second one when the first is at work. */
export function createOcrEngine(options: OcrOptions = {}): OcrEngine {
  const threads = Array.from({ length: Math.min(MAX_THREADS, availableParallelism()) }, () => ({
    queue: new WorkerQueue<OcrJob, OcrAnswer>(new URL('./worker.mjs', import.meta.url), LIMITS, options),
    jobs: 0,
  }));
  const answerTo = async (job: OcrJob): Promise<OcrAnswer> => {
    const thread = threads.reduce((least, one) => (one.jobs < least.jobs ? one : least));
    thread.jobs += 1;
    try {
      return await thread.queue.run(job);
    } finally {
      thread.jobs -= 1;
    }
  };
  return {
    async read(picture, expected) {
      const answer = await answerTo({ file: picture, expected });
      if ('reading' in answer) return answer.reading;
      if ('unusable' in answer) throw new UnusablePicture(answer.unusable);
      throw new Error(`OCR engine: ${answer.broken}`);
    },
    close: async () => void (await Promise.all(threads.map(({ queue }) => queue.close()))),
  };
}
