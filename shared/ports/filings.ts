import type { Filing, FilingContents, FilingNumbers, FilingType, FlaggedField } from '../domain/filing.ts';
import type { FilingEvent, FilingState } from '../domain/filing-machine.ts';
import type { OutboxMessage } from './outbox.ts';

export interface NewFiling {
  readonly id: string;
  readonly applicantId: string;
  readonly filingType: FilingType;
  readonly contents: FilingContents;
}

/** A decision about a filing. What is left out stays as it is. */
export interface Change {
  readonly event: FilingEvent;
  readonly contents?: FilingContents;
  readonly flagged?: readonly FlaggedField[];
  readonly numbers?: FilingNumbers;
  /** Set when the event starts a round or applies a verdict. */
  readonly round?: number;
  readonly lastVerdict?: number;
  /** When it came about, for a change that is told later: the times of the new state run from there. */
  readonly since?: Date;
  /** Kept in the history line and shown in the timeline: codes and counts, no personal data. */
  readonly facts?: Readonly<Record<string, string | number>>;
  readonly send?: readonly OutboxMessage[];
}

/** A line of a filing's history. Line `version` led to that version. */
export interface HistoryEntry {
  readonly version: number;
  readonly event: FilingEvent | 'create';
  readonly state: FilingState;
  readonly at: Date;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface FilingSummary {
  readonly id: string;
  readonly filingType: FilingType;
  readonly state: FilingState;
  readonly domain: string;
  readonly updatedAt: Date;
}

/** Filings of all applicants. Read-decide-write is one call, so that no caller can forget the guard. */
export interface Filings {
  /** @throws Refused('filing.unfinished') when the applicant has one that has not ended (FT-13). */
  create(filing: NewFiling): Promise<Filing>;
  /** @throws Refused('filing.unknown') for a missing one and for another applicant's: existence is not told. */
  find(filingId: string, applicantId: string): Promise<Filing>;
  /** All of an applicant's, newest first: whoever erases or exports must not miss one. */
  list(applicantId: string): Promise<readonly FilingSummary[]>;
  history(filingId: string): Promise<readonly HistoryEntry[]>;
  /**
   * Reads, decides, writes: state, history line and outgoing messages commit together or not at all.
   *
   * @param decide pure; returning undefined leaves everything as it is.
   * @throws Refused('filing.unknown'); Refused('filing.wrong-state') when the event can't happen in the current state;
   * Refused('filing.changed-meanwhile') when somebody else's change landed first.
   */
  change(filingId: string, applicantId: string, decide: (filing: Filing) => Change | undefined): Promise<Filing>;
}
