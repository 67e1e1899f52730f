/** What a reviewer may decide about a round. A declined filing is returned with nothing to mend. */
export type DecisionKind = 'accepted' | 'returned';

/** One field that the applicant must mend, in the words that they read. */
export interface FlaggedField {
  /** A path into the package, such as `websites.0.details.remark`. */
  readonly field: string;
  readonly reason: string;
  readonly suggestion?: string | undefined;
}

/** A decision that can still be taken back. */
export interface Decision {
  readonly id: string;
  readonly caseId: string;
  readonly kind: DecisionKind;
  readonly flagged: readonly FlaggedField[];
  readonly decidedBy: string;
  readonly decidedAt: Date;
  /** From then on it is a verdict and can't be taken back. */
  readonly sendsAt: Date;
}

/** When a decision leaves the desk. @param undoSeconds 0 for automation and tests. */
export const sendsAt = (decidedAt: Date, undoSeconds: number): Date =>
  new Date(decidedAt.getTime() + undoSeconds * 1000);

/** Seconds between the attempts at sending a verdict; afterwards every day, until somebody looks. */
const WAITS_SECONDS = [5, 30, 120, 600, 1_800, 7_200, 18_000, 36_000, 86_400];
const LAST_WAIT_SECONDS = 86_400;

/** Seconds until the next attempt. @param attempts failed so far, this one included. */
export const secondsUntilRetry = (attempts: number, retryAfterSeconds = 0): number =>
  Math.max(WAITS_SECONDS[attempts - 1] ?? LAST_WAIT_SECONDS, Math.min(retryAfterSeconds, LAST_WAIT_SECONDS));
