import type { Assurance, LivenessChallenge, LivenessReason } from '../../domain/liveness/liveness.ts';

/** A photo or video of a site owner in the object store. */
export interface LivenessMedium {
  /** A URL that is valid for seconds to minutes. */
  readonly link: string;
  /** Its contents, for our own checks and for a vendor that can't fetch the link. @throws Failed('object-store', …) */
  readonly load: () => Promise<Buffer>;
}

/** The identity that is verified with the authority. */
export interface CheckedIdentity {
  readonly name: string;
  readonly idNumber: string;
}

/** What a liveness check submits to the vendor. */
export interface LivenessEvidence extends CheckedIdentity {
  readonly challenge: LivenessChallenge;
  readonly photo: LivenessMedium;
  /** Undefined when the vendor films. */
  readonly video?: LivenessMedium | undefined;
}

/** Similarities are 0 to 100. The domain's threshold decides on a pass, not the vendor. */
export type LivenessOutcome =
  | {
      readonly outcome: 'compared';
      readonly photoSimilarity: number;
      readonly authoritySimilarity: number;
      readonly assurance: Assurance;
      /** Key frames of the video that the vendor chose: JPEG or PNG. */
      readonly frames: readonly Buffer[];
    }
  | {
      readonly outcome: 'failed';
      readonly reason: LivenessReason;
      /** Whether this try was billed or may have been. If so, it is never retried. */
      readonly maybeBilled: boolean;
      readonly assurance: Assurance;
      /** The vendor's code when the operator must look at it: an unknown one, or trouble with the account. */
      readonly alarm?: string | undefined;
    }
  /** The person has not finished on the vendor's page. */
  | { readonly outcome: 'unfinished' };

/** Checks that a site owner is present in person and is who they claim to be. */
export interface LivenessProvider {
  /** Who makes the video: the client after a challenge, or a page of the vendor. */
  readonly films: 'client' | 'vendor';
  /** A new challenge for this person. @throws Failed('liveness', …) */
  challenge(identity: CheckedIdentity): Promise<LivenessChallenge>;
  /**
   * Compares the filmed person with the photo and with the authority's record of name and number. A billed request is
   * sent once: when it is unknown whether it ran, as after a timeout, the outcome is `failed` with `try-later`.
   *
   * @throws Failed('liveness', …) only when certainly nothing was billed, so that the same try may be verified again.
   */
  verify(evidence: LivenessEvidence): Promise<LivenessOutcome>;
}
