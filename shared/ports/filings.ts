import type { Change, HistoryEntry, NewFiling } from '../domain/filing/change.ts';
import type { Filing, FilingType } from '../domain/filing/filing.ts';
import type { FilingState } from '../domain/filing/machine.ts';

export interface FilingSummary {
  readonly id: string;
  readonly filingType: FilingType;
  readonly state: FilingState;
  readonly domain: string;
  readonly updatedAt: Date;
}

/** Filings of all applicants. Read-decide-write is one call, so that no caller can forget the guard. */
export interface Filings {
  /**
   * Opens a draft, with the first line of its history. Joins the running transaction.
   *
   * @throws Refused('filing.unfinished') when the applicant has one that has not ended (FT-13).
   */
  create(filing: NewFiling): Promise<Filing>;
  /** An applicant's filing. @throws Refused('filing.unknown') for a missing one and for another applicant's: existence is not told. */
  findOwn(filingId: string, applicantId: string): Promise<Filing>;
  /** All of an applicant's, newest first: whoever erases or exports must not miss one. */
  listOwn(applicantId: string): Promise<readonly FilingSummary[]>;
  /** The lines of a filing's history, oldest first; none for one that is missing. Whose filing it is, is for the caller to check. */
  historyOf(filingId: string): Promise<readonly HistoryEntry[]>;
  /**
   * Reads, decides, writes: state, history line and outgoing messages commit together or not at all.
   *
   * @param decide pure; returning undefined leaves everything as it is.
   * @throws Refused('filing.unknown'); Refused('filing.wrong-state') when the event can't happen in the current state;
   * Refused('filing.changed-meanwhile') when somebody else's change landed first.
   */
  change(filingId: string, applicantId: string, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
}
