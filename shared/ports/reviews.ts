import type { Filing } from '../domain/filing.ts';
import type { Verdict } from '../domain/verdict.ts';
import type { Change } from './filings.ts';

/** A filing that waits for the review desk. */
export interface WaitingFiling {
  readonly filingId: string;
  readonly round: number;
  readonly lastVerdict: number;
}

/** The review side of filings: no applicant is asking, the review desk is. */
export interface Reviews {
  /** The filing for the review desk's package. @throws Refused('filing.unknown') */
  find(filingId: string): Promise<Filing>;
  /**
   * Keeps a verdict, once per (filing, round, sequence), whether or not its turn has come. Joins the running transaction.
   */
  keep(verdict: Verdict): Promise<void>;
  /** Verdicts of the filing's current round after `lastVerdict`, in order of sequence. */
  kept(filingId: string): Promise<readonly Verdict[]>;
  /** Like `Filings.change`, without an applicant. */
  change(filingId: string, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
  /**
   * Takes filings that have been waiting for the desk since before `since`, oldest question first, and marks them as asked now, so
   * that many instances share the work.
   */
  claimWaiting(since: Date, limit: number): Promise<readonly WaitingFiling[]>;
}
