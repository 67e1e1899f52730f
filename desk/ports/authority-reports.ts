import type { AuthorityReport, ReportedOf } from './authority.ts';

/** `parked`: the authority refused it, and a person must look. */
export type ReportState = 'waiting' | 'parked' | 'sent';

/** A report that staff have made. */
export interface NewReport extends Omit<AuthorityReport, 'number'> {
  /** The desk's id of the notice that it is about. */
  readonly notice?: string | undefined;
  /** Staff type it into the authority's system themselves: it does not leave, and has no number. */
  readonly isByHand: boolean;
  readonly by: string;
}

/** A report as the desk keeps it. */
export interface KeptReport {
  readonly reportId: string;
  /** The desk's id of the notice. */
  readonly notice: string | undefined;
  readonly of: ReportedOf;
  readonly result: AuthorityReport['result'];
  readonly words: string | undefined;
  /** Undefined until it leaves, and of one by hand. */
  readonly number: number | undefined;
  readonly isByHand: boolean;
  readonly state: ReportState;
  readonly queuedAt: Date;
  readonly sentAt: Date | undefined;
  /** Why the last attempt failed, as a code. */
  readonly failure: string | undefined;
}

/** A report that leaves now. */
export interface LeavingReport {
  readonly reportId: string;
  readonly report: AuthorityReport;
  /** Failed ones. */
  readonly attempts: number;
}

/** What is reported back to the authority, in the order of its numbers: of their own, beside those of submissions. */
export interface AuthorityReports {
  queue(report: NewReport): Promise<void>;
  /**
   * The next to send, with its number: the one that has a number and has not arrived, otherwise the oldest. Nobody else gets
   * it for the time of the lease. Nothing overtakes: while one is parked or postponed, there is none.
   */
  claimNext(leaseSeconds: number): Promise<LeavingReport | undefined>;
  markSent(reportId: string): Promise<void>;
  postpone(reportId: string, at: Date, failure: string): Promise<void>;
  park(reportId: string, failure: string): Promise<void>;
  /** A parked one is tried again; its chain says who wanted it. False when it is not parked. */
  release(reportId: string, by: string): Promise<boolean>;
  /** One by hand is in the authority's system; its chain says who noted it. False when it is not by hand, or was noted before. */
  noteByHand(reportId: string, by: string): Promise<boolean>;
  /** What waits first, then the newest. */
  list(limit: number): Promise<readonly KeptReport[]>;
}
