import type { Assurance, LivenessChallenge, LivenessReason } from '../domain/liveness/liveness.ts';

/** A photo or video of a site owner as it lies in the object store. */
export interface LivenessMedium {
  /** An address from which it can be fetched within seconds. */
  readonly link: string;
  /** Its contents, for ourselves and for a vendor that can't fetch it. @throws Failed('object-store', …) */
  readonly load: () => Promise<Buffer>;
}

/** Whom the authority is asked for. */
export interface CheckedIdentity {
  readonly name: string;
  readonly idNumber: string;
}

export interface LivenessEvidence extends CheckedIdentity {
  readonly challenge: LivenessChallenge;
  readonly photo: LivenessMedium;
  /** None where the vendor films. */
  readonly video?: LivenessMedium | undefined;
}

/** Similarities are 0 to 100. A pass is for the caller to judge by the threshold in the domain, not for the vendor. */
export type LivenessOutcome =
  | {
      readonly outcome: 'compared';
      readonly photoSimilarity: number;
      readonly authoritySimilarity: number;
      readonly assurance: Assurance;
      /** Pictures out of the video, as the vendor chose them: JPEG or PNG. */
      readonly frames: readonly Buffer[];
    }
  | {
      readonly outcome: 'failed';
      readonly reason: LivenessReason;
      /** Whether something was billed for this try, or may have been: then it is never asked again. */
      readonly maybeBilled: boolean;
      readonly assurance: Assurance;
      /** The vendor's code, when the operator must look at it: one that is not known, or says that the account is in trouble. */
      readonly alarm?: string | undefined;
    }
  /** The person has not come to the end of the vendor's page. */
  | { readonly outcome: 'unfinished' };

/** Whether the right living person stands before the camera. */
export interface LivenessProvider {
  /** Where the video is made: by the client after a challenge, or on a page of the vendor's. */
  readonly films: 'client' | 'vendor';
  /** A new challenge for this person. @throws Failed('liveness', …) */
  challenge(identity: CheckedIdentity): Promise<LivenessChallenge>;
  /**
   * Compares who was filmed with the photo and with the authority's record of name and number. What is billed is called once: when it is not
   * known whether it was run, as after a time-out, the answer is `failed` with `try-later`.
   *
   * @throws Failed('liveness', …) only when certainly nothing was billed, so that the same try may be verified again.
   */
  verify(evidence: LivenessEvidence): Promise<LivenessOutcome>;
}
