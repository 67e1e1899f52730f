import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { Change, HistoryEntry, NewFiling } from '../../domain/filing/change.ts';
import type { Filing, FilingContents } from '../../domain/filing/filing.ts';
import type { FilingType } from '../../domain/filing/filing-types.ts';
import type { FilingState } from '../../domain/filing/machine.ts';

/** A filing in a list. */
export interface FilingSummary {
  readonly id: string;
  readonly filingType: FilingType;
  readonly state: FilingState;
  /** As of the filing itself. */
  readonly isStopped?: boolean | undefined;
  /** Its first one; empty for the cancellation of an organizer without websites. */
  readonly domain: string;
  readonly updatedAt: Date;
  /** When it came into its state. */
  readonly since: Date;
  /** The record that it is about, or has begun. */
  readonly recordId?: RecordId | undefined;
}

/** Filings of all applicants. Read, decide and write are one call, so that no caller can forget the version guard. */
export interface Filings {
  /**
   * Opens a draft with the first entry of its history. Joins the running transaction.
   *
   * @throws Refused('filing.unfinished') when the applicant has another filing that has not ended (FT-13).
   */
  create(filing: NewFiling): Promise<Filing>;
  /** An applicant's filing. @throws Refused('filing.unknown') also for another's: its existence is not revealed. */
  findOwn(filingId: FilingId, applicantId: string): Promise<Filing>;
  /** All filings of an applicant, newest first; complete, because erasure and export must not miss one. */
  listOwn(applicantId: string): Promise<readonly FilingSummary[]>;
  /** What an applicant has filed: contents of their filings that are approved or under review. */
  listFiled(applicantId: string): Promise<readonly FilingContents[]>;
  /** What an applicant has filed of one record and is in force, newest approval first; at most twenty. */
  approvedOf(recordId: RecordId, applicantId: string): Promise<readonly Pick<Filing, 'id' | 'contents'>[]>;
  /** The history of a filing, oldest first; empty when it is missing. The caller checks whose filing it is. */
  historyOf(filingId: FilingId): Promise<readonly HistoryEntry[]>;
  /**
   * Reads, decides and writes: state, history entry and outgoing messages commit together or not at all.
   *
   * @param decide pure; returns undefined to change nothing.
   * @throws Refused('filing.unknown'); Refused('filing.wrong-state') when the event can't happen in the current state;
   * Refused('filing.changed-meanwhile') when another change was committed first.
   */
  change(filingId: FilingId, applicantId: string, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
}
