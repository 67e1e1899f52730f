import { WorkerQueue } from '../worker-queue.ts';
import type { Division } from './cards/division.ts';
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

/** Reads ID cards and business licences in a separate thread, one after the other. Keeps no picture and logs no text. */
export interface OcrEngine {
  /**
   * Reads a JPEG or PNG in any rotation.
   *
   * @param expected halves the time for licences when it is right; the reading always has the actual kind.
   * @throws UnusablePicture; WorkerFailed: `busy` when sixteen pictures already wait, `timeout` after 30 s.
   */
  read(picture: Buffer, expected?: CertificateKind): Promise<Reading>;
  /** Ends the thread; readings in progress fail. */
  close(): Promise<void>;
}

/** The models' runtime is native code: terminating its thread in the middle ends the process. */
const LIMITS = { maxWaiting: 16, timeLimitSeconds: 30, graceSeconds: 600, maxNewHeapMb: 12 } as const;

/**
 * The thread starts with the first picture and loads its models in 0.3 s. There is one, whose models use two cores: a
 * second one would need another 400 MB and would make no picture ready sooner than the first.
 */
export function createOcrEngine(options: OcrOptions = {}): OcrEngine {
  const queue = new WorkerQueue<OcrJob, OcrAnswer>(new URL('./worker.mjs', import.meta.url), LIMITS, options);
  return {
    async read(picture, expected) {
      const answer = await queue.run({ file: picture, expected });
      if ('reading' in answer) return answer.reading;
      if ('unusable' in answer) throw new UnusablePicture(answer.unusable);
      throw new Error(`OCR engine: ${answer.broken}`);
    },
    close: () => queue.close(),
  };
}
