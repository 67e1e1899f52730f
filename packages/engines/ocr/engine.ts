import { availableParallelism } from 'node:os';
import { WorkerQueue } from '../worker-queue.ts';
import type { Division } from './division.ts';
import { type CertificateKind, type Reading, UnusablePicture } from './reading.ts';

export interface OcrOptions {
  /**
   * Administrative divisions of all three levels, cities before districts: used to correct their names in addresses
   * where a character is doubtful. By default addresses stay as they were read.
   */
  readonly divisions?: readonly Division[];
}

/** Requests to the thread. */
export interface OcrJob {
  readonly file: Uint8Array;
  readonly expected: CertificateKind | undefined;
}

/** Replies of the thread. */
export type OcrAnswer =
  | { readonly reading: Reading }
  | { readonly unusable: UnusablePicture['reason'] }
  | { readonly broken: string };

/** Reads ID cards and business licences in separate threads. Keeps no picture and logs no text. */
export interface OcrEngine {
  /**
   * Reads a JPEG or PNG in any rotation.
   *
   * @param expected halves the time for licences when it is right; the reading always has the actual kind.
   * @throws UnusablePicture; WorkerFailed: `busy` when eight pictures already wait for each thread, `timeout` after 30
   * s.
   */
  read(picture: Buffer, expected?: CertificateKind): Promise<Reading>;
  /** Ends the threads; readings in progress fail. */
  close(): Promise<void>;
}

/** The models' runtime is native code: terminating its thread in the middle ends the process. */
const LIMITS = { maxWaiting: 8, timeLimitSeconds: 30, graceSeconds: 60 } as const;
/** A thread uses one core and 450 MB. */
const MAX_THREADS = 2;

/** The first thread starts with the first picture and loads its models in 0.3 s, the second when the first is busy. */
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
