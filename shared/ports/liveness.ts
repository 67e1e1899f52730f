import type { LivenessChallenge, LivenessReason } from '../domain/liveness.ts';

export interface LivenessEvidence {
  readonly challenge: LivenessChallenge;
  /** Links that the vendor can fetch within seconds. */
  readonly photoLink: string;
  readonly videoLink: string;
  readonly name: string;
  readonly idNumber: string;
}

/** Similarities are 0 to 100. A pass is for the caller to judge by the threshold in the domain, not for the vendor. */
export type LivenessOutcome =
  | {
      readonly outcome: 'compared';
      readonly photoSimilarity: number;
      readonly authoritySimilarity: number;
      readonly bestFrame?: Buffer;
    }
  | { readonly outcome: 'failed'; readonly reason: LivenessReason };

/** Whether a video shows the right living person. */
export interface LivenessProvider {
  /** A new random challenge. @throws Failed('liveness', …) */
  challenge(): Promise<LivenessChallenge>;
  /**
   * Compares the video with the photo (`LivenessCompare`) and with the authority's record of name and number (`LivenessRecognition`).
   * Each is billed, and neither is ever called twice for one try: after a time-out the answer is `failed` with `try-later`.
   *
   * @throws Failed('liveness', …) only when the vendor certainly did not run the check.
   */
  verify(evidence: LivenessEvidence): Promise<LivenessOutcome>;
}
