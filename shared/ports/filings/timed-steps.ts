import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { Standing } from '../../domain/filing/process-steps.ts';

/** A filing with a due step. */
export interface TimedFiling extends Standing {
  readonly filingId: FilingId;
  readonly version: number;
}

/** Steps that are due at a time, such as expiry. Every change of a filing schedules its next step anew. */
export interface TimedSteps {
  /**
   * Claims up to `limit` filings whose step was due by `dueBy`, longest overdue first, for `leaseSeconds`. No other
   * caller gets them during that time; they are due again when the holder dies.
   */
  claimDue(dueBy: Date, limit: number, leaseSeconds: number): Promise<readonly TimedFiling[]>;
  /**
   * Completes the step; `at` is when the next one is due, undefined for none. False, without writing, when the filing
   * has changed since it was claimed. Joins the running transaction and locks the filing until it ends.
   */
  scheduleNext(filing: TimedFiling, at: Date | undefined): Promise<boolean>;
}
