import type { Assurance, LivenessCheck, LivenessObjection, LivenessState } from '../domain/liveness/liveness.ts';

/** How a check goes on. What is left out stays as it is. */
export interface LivenessChange {
  readonly state: LivenessState;
  readonly photoAccepted?: true;
  readonly reasons?: readonly LivenessObjection[];
  readonly similarity?: number;
  readonly assurance?: Assurance;
  readonly expiresAt?: Date;
}

/** Checks of site owners before the camera. Who was checked is kept sealed. */
export interface LivenessChecks {
  /**
   * Opens a check. The website's open ones expire with it: only the newest challenge can be answered.
   *
   * @throws Refused('liveness.too-many-tries') when this site owner of the website has `maxTries` checks that failed or are being verified.
   */
  create(check: LivenessCheck, maxTries: number): Promise<void>;
  /** A check of an applicant's filing. @throws Refused('liveness.unknown') also for another applicant's check. */
  findOwn(checkId: string, applicantId: string): Promise<LivenessCheck>;
  /** All checks of a filing, oldest first. */
  ofFiling(filingId: string): Promise<readonly LivenessCheck[]>;
  /** Moves a check on if it is still in state `from`; false when it isn't, and then nothing is written. Joins the running transaction. */
  change(checkId: string, from: LivenessState, change: LivenessChange): Promise<boolean>;
}
