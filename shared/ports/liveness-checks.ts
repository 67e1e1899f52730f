import type { Assurance, LivenessCheck, LivenessObjection, LivenessState } from '../domain/liveness.ts';

export interface LivenessChange {
  readonly state: LivenessState;
  readonly photoAccepted?: true;
  readonly reasons?: readonly LivenessObjection[];
  readonly similarity?: number;
  readonly assurance?: Assurance;
  readonly expiresAt?: Date;
}

export interface LivenessChecks {
  /**
   * Opens a check. The website's open ones expire with it: only the newest challenge can be answered.
   *
   * @throws Refused('liveness.too-many-tries') when this site owner of the website has `maxTries` checks that failed or are being verified.
   */
  create(check: LivenessCheck, maxTries: number): Promise<void>;
  /** @throws Refused('liveness.unknown') also for another applicant's check. */
  find(checkId: string, applicantId: string): Promise<LivenessCheck>;
  /** All checks of a filing, oldest first. */
  ofFiling(filingId: string): Promise<readonly LivenessCheck[]>;
  /** Moves a check on if it is still in state `from`; false when it isn't. */
  change(checkId: string, from: LivenessState, change: LivenessChange): Promise<boolean>;
}
