import type { FilingId, RecordId } from '../../../contracts/kit/record-id.ts';
import type { FiledRecord } from '../../domain/record/record.ts';
import type { RecoveryCase } from '../../domain/record/recovery.ts';
import type { RecordTransfer, TransferCase } from '../../domain/record/transfer.ts';

/** A transfer with the record that it moves. */
export interface TransferOfRecord {
  readonly transfer: RecordTransfer;
  readonly record: FiledRecord;
}

/** How a transfer is found: by its id, by the token of its link, or by the code that its principal was sent. */
export type TransferKey = { readonly id: string } | { readonly token: string } | { readonly stopCode: string };

/** What is stored with a change besides the transfer itself. */
export interface TransferSecrets {
  /** SHA-256 of the link's token, base64url. */
  readonly tokenHash?: string;
  /** Sealed, so that it can be sent later. */
  readonly stopCode?: string;
}

/**
 * Records on their way to other accounts. Every change locks the record, both accounts and the transfer: of two at once
 * the second one sees what the first one did, and no filing is opened meanwhile.
 */
export interface RecordTransfers {
  /**
   * Starts a transfer; an earlier one of the record that nobody has accepted ends. One that waits for its code goes on,
   * so that another code may be sent for it.
   *
   * @throws Refused('record.unknown') also for another account's; Refused('transfer.under-way') when one waits.
   */
  start(
    recordId: RecordId,
    accountId: string,
    decide: (transferCase: Omit<TransferCase, 'transfer'>) => RecordTransfer,
  ): Promise<TransferOfRecord>;
  /**
   * Starts a transfer to an account that recovers the record; an earlier one that nobody has accepted ends.
   *
   * @param decide undefined: nothing changes.
   * @throws Refused('record.unknown'); Refused('transfer.under-way') when one waits.
   */
  recover(
    recordId: RecordId,
    targetId: string,
    decide: (recoveryCase: RecoveryCase) => RecordTransfer | undefined,
  ): Promise<void>;
  /**
   * Stores what the domain decides. When it has ended as `moved`, the record is the target's in the same transaction;
   * the people concerned are told of an acceptance and of an end after it.
   *
   * @param decide undefined: nothing changes.
   * @throws Refused('transfer.unknown')
   */
  change(
    key: TransferKey,
    decide: (
      transferCase: TransferCase,
    ) => { readonly transfer: RecordTransfer; readonly secrets?: TransferSecrets } | undefined,
  ): Promise<TransferOfRecord>;
  /** @throws Refused('transfer.unknown') */
  find(key: TransferKey): Promise<TransferOfRecord>;
  /** Those that an account holds or has opened, newest first: at most fifty. */
  ofAccount(accountId: string): Promise<readonly TransferOfRecord[]>;
  /**
   * Ids of those whose wait was over by then, longest overdue first; without those whose principal could not be told yet: the
   * outbox tries again, or an operator does.
   */
  due(by: Date, limit: number): Promise<readonly string[]>;
  /** The account that holds the record which the approval of this filing is in; undefined when it is in none. */
  holderOf(filingId: FilingId): Promise<string | undefined>;
  /** The code by which the principal stops it; undefined when it has none. */
  stopCodeOf(transferId: string): Promise<string | undefined>;
}
