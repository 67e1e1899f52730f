import { WorkerQueue } from '../worker-queue.ts';
import { type CertificateKind, type Reading, UnusablePicture } from './reading.ts';

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

/** Reads ID cards and business licences in a thread of its own, one at a time. Keeps no picture and logs no text. */
export interface OcrEngine {
  /**
   * Reads a JPEG or PNG, whichever way it is turned.
   *
   * @param expected saves half the time for licences when it is right; what is found is told in any case.
   * @throws UnusablePicture; WorkerFailed: `busy` when 16 wait already, `timeout` after 30 s.
   */
  read(picture: Buffer, expected?: CertificateKind): Promise<Reading>;
  /** Ends the thread; readings under way fail. */
  close(): Promise<void>;
}

const LIMITS = { maxWaiting: 16, timeLimitSeconds: 30 } as const;

/** An engine whose thread starts, and loads its models in 0.3 s, with the first picture. */
export function createOcrEngine(): OcrEngine {
  const queue = new WorkerQueue<OcrJob, OcrAnswer>(new URL('./worker.mjs', import.meta.url), LIMITS);
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
