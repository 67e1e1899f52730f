import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { RecordCause } from '../../domain/record/fold.ts';
import type { FiledRecord, RecordContents } from '../../domain/record/record.ts';
import type { RecordFiledElsewhere } from '../../domain/record/record-elsewhere.ts';
import type { EventCause } from '../../domain/record/record-event.ts';

/** A version of a record: what made it, when, and what it says. */
export interface RecordVersion {
  readonly version: number;
  readonly cause: RecordCause['kind'];
  /** The filing that made it, if one did. */
  readonly filingId: FilingId | undefined;
  /** The sequence number of the desk's event that made it, if one did. */
  readonly event: number | undefined;
  readonly at: Date;
  readonly contents: RecordContents;
}

/**
 * What the authority holds, as accounts keep it here. Approvals and revocations of filings write it, in their own
 * transaction; what needs no filing is written by
 * `RecordEvents`, and by `change`. Nobody else does.
 */
export interface Records {
  /** All records of an account, oldest first, also those that have ended and are kept still. */
  listOwn(accountId: string): Promise<readonly FiledRecord[]>;
  /** @throws Refused('record.unknown') also for another's: its existence is not revealed. */
  findOwn(recordId: RecordId, accountId: string): Promise<FiledRecord>;
  /** The records with an organizer's certificate that have not ended, oldest first, whosever they are. */
  filedWith(certificateNumber: string): Promise<readonly FiledRecord[]>;
  /** The versions of a record, oldest first. The caller checks whose record it is. */
  versionsOf(recordId: RecordId): Promise<readonly RecordVersion[]>;
  /** The filings that were approved into it, newest first; not those that took a domain from it. The caller checks whose record it is. */
  filingsOf(recordId: RecordId): Promise<readonly FilingId[]>;
  /**
   * Writes the version that the account's own act makes of a record, alone with it, and the messages about it.
   *
   * @param decide undefined: nothing changes.
   * @throws Refused('record.unknown') as `findOwn` does.
   */
  change(
    recordId: RecordId,
    accountId: string,
    decide: (record: FiledRecord) => EventCause | undefined,
  ): Promise<FiledRecord>;
  /**
   * Makes a record of what came from elsewhere, as an account has claimed it.
   *
   * @param ids of the record, and of each of its websites.
   * @throws Refused('claim.taken') when an account has it, or a website or a domain of it.
   */
  claim(
    ids: { readonly record: RecordId; readonly websites: readonly string[] },
    accountId: string,
    found: RecordFiledElsewhere,
  ): Promise<FiledRecord>;
}
