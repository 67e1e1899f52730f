import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { Assurance, LivenessCheck, LivenessObjection, LivenessState } from '../../domain/liveness/liveness.ts';

/** The new state of a check, and the values that change with it. Values left out stay as they are. */
export interface LivenessChange {
  readonly state: LivenessState;
  readonly photoAccepted?: true;
  /** Documents of the kind `liveness-frame`, the vendor's best first. */
  readonly frameDocumentIds?: readonly string[];
  readonly reasons?: readonly LivenessObjection[];
  readonly similarity?: number;
  readonly assurance?: Assurance;
  readonly expiresAt?: Date;
}

/** Liveness checks of site owners, and of principals for transfers. The identity that was checked is stored sealed. */
export interface LivenessChecks {
  /**
   * Opens a check. The open checks of the same website or transfer expire with it: only the newest challenge can be
   * answered. The files of a transfer's check are deleted half an hour later, though its filing was approved long ago.
   *
   * @throws Refused('liveness.too-many-tries') when this person has `maxTries` checks of the website or transfer that
   * failed or are being verified.
   */
  create(check: LivenessCheck, maxTries: number): Promise<void>;
  /** A check of an applicant's filing. @throws Refused('liveness.unknown') also for another applicant's check. */
  findOwn(checkId: string, applicantId: string): Promise<LivenessCheck>;
  /** All checks that hang on a filing, oldest first. */
  ofFiling(filingId: FilingId): Promise<readonly LivenessCheck[]>;
  /** The checks of an applicant that wait for a verification, expired ones included. */
  openOf(applicantId: string): Promise<readonly LivenessCheck[]>;
  /**
   * Moves a check from state `from` to a new one. False, without writing, when it is in another state. Joins the
   * running transaction.
   */
  change(checkId: string, from: LivenessState, change: LivenessChange): Promise<boolean>;
  /**
   * Notes that the photo of a check agrees with the portrait on an ID card. Once noted, it stays.
   *
   * @param similarity 0 to 100; undefined when the card has no face that can be compared.
   */
  addMatchedCard(checkId: string, documentId: string, similarity: number | undefined): Promise<void>;
}
