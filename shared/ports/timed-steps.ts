import type { Standing } from '../domain/filing/process-steps.ts';

/** A filing for which time has brought something about. */
export interface TimedFiling extends Standing {
  readonly filingId: string;
  readonly version: number;
}

/** When time has the word in a filing. Every change of a filing sets the time of its next step anew. */
export interface TimedSteps {
  /**
   * Takes up to `limit` filings whose next step was due by `dueBy`, the longest overdue first, and holds them for `leaseSeconds`: nobody
   * else gets them meanwhile, and they become due again if whoever holds them dies.
   */
  claimDue(dueBy: Date, limit: number, leaseSeconds: number): Promise<readonly TimedFiling[]>;
  /**
   * The step is done; `at` is when the next one is due, undefined when there is none. False, and nothing is written, when the filing has
   * been changed since it was claimed. Joins the running transaction, and holds the filing until that ends.
   */
  scheduleNext(filing: TimedFiling, at: Date | undefined): Promise<boolean>;
}
