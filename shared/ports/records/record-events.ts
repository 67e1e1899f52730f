import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { RecordEvent } from '../../../contracts/review-desk/record-event.ts';
import type { RecordCause } from '../../domain/record/fold.ts';
import type { FiledRecord, RecordContents } from '../../domain/record/record.ts';
import type { WrongEvent } from '../../domain/record/record-event.ts';

/** What came of the events of a record that were stored. */
export interface AppliedEvents {
  readonly applied: number;
  /** The event that holds up those behind it until the desk corrects it. */
  readonly wrong?: { readonly sequence: number; readonly why: WrongEvent } | undefined;
}

/** A version of a record as the desk reads it. */
export interface RecordChange {
  /** Grows with each version of any record; a reader that goes on behind the last one it has seen misses none. */
  readonly position: number;
  readonly recordId: RecordId;
  readonly number: string;
  readonly version: number;
  readonly cause: RecordCause['kind'];
  /** The filing that made it, if one did. */
  readonly filingId: FilingId | undefined;
  readonly at: Date;
  readonly contents: RecordContents;
}

/** An event that an operator must look at. */
export interface ParkedEvent {
  readonly recordId: RecordId;
  readonly sequence: number;
  readonly kind: string;
  readonly why: WrongEvent;
  readonly receivedAt: Date;
}

/** Records as the desk sees them: without an account. */
export interface RecordEvents {
  /** Undefined when there is none, or none any more. */
  find(recordId: RecordId): Promise<FiledRecord | undefined>;
  /**
   * Stores an event, once per record and sequence, even when an earlier one is missing. One that is parked is replaced, so
   * that the desk can correct it. Joins the running transaction.
   *
   * @returns false when the record was erased or its time is over: the event is dropped.
   * @throws Refused('record.unknown') when there never was one.
   */
  keep(event: RecordEvent): Promise<boolean>;
  /** Applies the stored events whose turn has come, each in a transaction with the version that it makes. */
  applyKept(recordId: RecordId): Promise<AppliedEvents>;
  /** Versions of all records behind a position, oldest first. */
  changesAfter(position: number, limit: number): Promise<readonly RecordChange[]>;
}

/** Events that are wrong for their record, until the desk corrects them. */
export interface ParkedEvents {
  /** Longest parked first. */
  list(limit: number): Promise<readonly ParkedEvent[]>;
}
