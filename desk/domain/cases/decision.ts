import type { Amendment } from '../../../contracts/review-desk/amendment.ts';
import type { FlaggedField } from '../../../contracts/review-desk/verdict.ts';

/** What may be decided about a round. Nothing of a declined filing opens for the applicant. */
export type DecisionKind = 'accepted' | 'returned' | 'declined';

/** An item of a return with its reason of the catalogue. */
export interface ReasonedField extends FlaggedField {
  readonly reasonId?: string | undefined;
  readonly reasonVersion?: number | undefined;
  readonly foundBy?: 'machine' | 'reviewer' | undefined;
}

/** A decision that can still be taken back. */
export interface Decision {
  readonly id: string;
  readonly caseId: string;
  readonly kind: DecisionKind;
  readonly flagged: readonly ReasonedField[];
  /** What is corrected with an acceptance. Two must agree to it. */
  readonly amendments?: readonly Amendment[] | undefined;
  /** The words of whoever decided, for their colleagues. */
  readonly comment?: string | undefined;
  /** They want somebody else to look. */
  readonly asksSecondView?: boolean | undefined;
  /** At which row of the checklist the second view begins, when they ask for one. */
  readonly askedRow?: string | undefined;
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
