import { WorkerQueue } from '../worker-queue.ts';
import { similarity } from './embedding.ts';
import { type Embedding, type PhotoFacts, UnusableMedia, type VideoFacts } from './facts.ts';

/** Requests to the thread. */
export interface FaceJob {
  readonly kind: 'photo' | 'video';
  readonly file: Uint8Array;
}

/** Replies of the thread. */
export type FaceAnswer =
  | { readonly kind: 'photo'; readonly facts: PhotoFacts }
  | { readonly kind: 'video'; readonly facts: VideoFacts }
  | { readonly kind: 'unusable'; readonly reason: UnusableMedia['reason'] }
  | { readonly kind: 'broken'; readonly message: string };

/**
 * Analyses faces. Its liveness check detects a still photo, a frozen frame, a moved print, another person and a
 * recording of other actions; it does not detect an injected or re-enacted face, so its results are for a laptop, never
 * for a filing record.
 */
export interface FaceEngine {
  /** A JPEG, PNG or WebP of up to 10 MB. @throws UnusableMedia, WorkerFailed */
  photo(picture: Buffer): Promise<PhotoFacts>;
  /**
   * An MP4, MOV, WebM, AVI or FLV of up to 20 MB, of which the first 15 s are used. @throws UnusableMedia, WorkerFailed
   */
  video(clip: Buffer): Promise<VideoFacts>;
  /** Cosine, −1 to 1; the same person from `SAME_PERSON_COSINE` on. */
  similarity(first: Embedding, second: Embedding): number;
  /** Ends the thread. */
  close(): Promise<void>;
}

/** A video takes 2 to 4 s of CPU, a photo 0.2 s, loading 1 s: the timeout leaves room for a busy machine. */
const TIME_LIMIT_SECONDS = 60;

/** The match and anti-spoof models run native code: terminating their thread in the middle ends the process. */
const GRACE_SECONDS = 600;

/** Ten times the measured need. Frames are in buffers, which are bounded by the decoder. */
const MAX_HEAP_MB = 512;

/** More would wait for minutes. */
const MAX_WAITING = 8;

/** An engine whose thread starts with the first picture. */
export function createFaceEngine(): FaceEngine {
  const queue = new WorkerQueue<FaceJob, FaceAnswer>(new URL('./worker.mjs', import.meta.url), {
    maxWaiting: MAX_WAITING,
    timeLimitSeconds: TIME_LIMIT_SECONDS,
    graceSeconds: GRACE_SECONDS,
    maxHeapMb: MAX_HEAP_MB,
  });

  return {
    async photo(picture) {
      const answer = await queue.run({ kind: 'photo', file: picture });
      if (answer.kind !== 'photo') throw failureOf(answer);
      return answer.facts;
    },
    async video(clip) {
      const answer = await queue.run({ kind: 'video', file: clip });
      if (answer.kind !== 'video') throw failureOf(answer);
      // A Buffer arrives from the thread as a plain Uint8Array.
      return { ...answer.facts, bestFrames: answer.facts.bestFrames.map((frame) => Buffer.from(frame)) };
    },
    similarity,
    close: () => queue.close(),
  };
}

function failureOf(answer: FaceAnswer): Error {
  if (answer.kind === 'unusable') return new UnusableMedia(answer.reason);
  return new Error(answer.kind === 'broken' ? `face engine: ${answer.message}` : `unexpected answer ${answer.kind}`);
}
