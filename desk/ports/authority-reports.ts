import type { NoticeResult } from '../../contracts/desk/authority-notices.ts';

/** What came of a notice, for the authority: staff type it into the authority's system. */
export interface NewReport {
  /** The desk's id of the notice. */
  readonly notice: string;
  /** The record's. */
  readonly filingNumber: string;
  readonly result: NoticeResult;
  readonly words: string | undefined;
  readonly by: string;
}

/** A report as the desk keeps it. */
export interface KeptReport extends Pick<NewReport, 'filingNumber' | 'result' | 'words'> {
  readonly reportId: string;
  readonly queuedAt: Date;
  /** When somebody has typed it there; undefined while it waits. */
  readonly sentAt: Date | undefined;
}

/** What is reported back to the authority. */
export interface AuthorityReports {
  queue(report: NewReport): Promise<void>;
  /** The record that a report is about; undefined when its notice is gone. */
  recordOf(reportId: string): Promise<string | undefined>;
  /** It is in the authority's system; its chain says who noted it. False when it was noted before. */
  note(reportId: string, by: string): Promise<boolean>;
  /** What waits first, then the newest. */
  list(limit: number): Promise<readonly KeptReport[]>;
}
