import type { RecordId } from '../../../contracts/kit/record-id.ts';
import type { LookedAt, Outside, WebsiteCare } from '../../domain/record/outside.ts';
import type { FiledRecord } from '../../domain/record/record.ts';

/** A record that is due to be looked at. */
export interface DueRecord {
  readonly record: FiledRecord;
  /** When it was looked at as a whole; of one that never was, when it was filed. */
  readonly lastLook: Date;
}

/** Looks at records while they live: what runs out, what is due, whether websites answer. Every version makes one due. */
export interface RecordLooks {
  /**
   * Claims up to `limit` records that were due by `dueBy`, longest overdue first, for `leaseSeconds`. No other caller gets
   * them during that time; they are due again when the holder dies.
   */
  claimDue(dueBy: Date, limit: number, leaseSeconds: number): Promise<readonly DueRecord[]>;
  /**
   * Completes a look. False, without writing, when the record has another version than was looked at: then it is due anyway.
   * Joins the running transaction.
   *
   * @param seen of a full look: what was found, and when.
   */
  complete(
    record: Pick<FiledRecord, 'id' | 'version'>,
    nextAt: Date,
    seen?: { readonly outside: Outside; readonly at: Date },
  ): Promise<boolean>;
  /**
   * Changes what the holder has set for a website, alone with the record.
   *
   * @throws Refused('record.unknown') also for another's; what `decide` throws.
   */
  setCare(
    recordId: RecordId,
    accountId: string,
    websiteId: string,
    decide: (record: FiledRecord) => WebsiteCare,
  ): Promise<FiledRecord>;
  /** Keeps a look at one website between the full ones. Nothing happens to a record that is gone. */
  keepLook(recordId: RecordId, websiteId: string, looked: LookedAt): Promise<void>;
}
