import type { CaseSummary } from '../domain/case.ts';
import type { Lease } from '../domain/lease.ts';

/** A row of a reviewer's list. */
export interface WorkRow {
  readonly caseId: string;
  readonly filingId: string;
  readonly round: number;
  readonly filingType: string;
  readonly province: string;
  readonly risk: number;
  readonly receivedAt: Date;
  /** Undefined while the clock stands. */
  readonly dueAt: Date | undefined;
  readonly secondView: readonly string[];
  readonly lease: Lease | undefined;
  readonly summary: CaseSummary;
}

/** The open cases, and who works at which. */
export interface WorkList {
  /**
   * Pulls the next case that nobody has, in the order of the queues, with a lease. Two reviewers never get the same one.
   *
   * @returns undefined when there is none.
   */
  takeNext(reviewer: string): Promise<WorkRow | undefined>;
  /** The reviewer's own open cases with a lease that is not over, the first due first, paused ones last. */
  mine(reviewer: string): Promise<readonly WorkRow[]>;
  /** Renews a lease. False when it is not this reviewer's any more: then nothing of theirs may be written. */
  renew(caseId: string, reviewer: string): Promise<boolean>;
  /** Gives cases back whose lease is over, and writes so into their chains. @returns how many. */
  endLeases(limit: number): Promise<number>;
}
