import type { FilingId } from '../../../contracts/kit/record-id.ts';
/**
 * Erases personal data from the database. What remains are states and times under ids.
 *
 * An erasure first sets a mark that every writer reads, and then deletes; so it may run beside any command, and may be
 * repeated after a crash.
 */
export interface Erasure {
  /**
   * Marks an account as erased and ends its sessions. From then on it can't be found or used. Joins the running
   * transaction.
   *
   * @returns how many filings it has.
   * @throws Refused('account.active-filing') while a filing is in progress or in force, Refused('session.invalid') when
   * the account is erased already.
   */
  beginAccount(accountId: string): Promise<number>;
  /** How many filings, and records that came from elsewhere, keep an account: they are in progress or in force. */
  activeOf(accountId: string): Promise<number>;
  /**
   * Deletes everything else of an account that was marked: its filings and unused certificates, linked cloud account, webhook endpoints,
   * authorization codes, views and stored replies. Its consents and the audit trail remain, as evidence of the legal
   * ground. When the same person signs in again they get a new account.
   *
   * @returns keys of the objects to be deleted.
   */
  eraseAccount(accountId: string): Promise<readonly string[]>;
  /**
   * Erases what was typed, read, checked, submitted and said about filings, not their rows and history, and tells the
   * review desk of those that it ever got. All of them or none. That media of liveness checks were used stays known, without
   * an id.
   *
   * @returns keys of the objects to be deleted.
   */
  eraseFilings(filingIds: readonly FilingId[]): Promise<readonly string[]>;
  /**
   * Deletes those of these certificates that belong to no filing.
   *
   * @returns keys of the objects to be deleted.
   */
  eraseUnused(documentIds: readonly string[]): Promise<readonly string[]>;
  /**
   * Deletes those of these documents whose file has not arrived.
   *
   * @returns keys of the objects to be deleted: the file may be on its way.
   */
  eraseUnsent(documentIds: readonly string[]): Promise<readonly string[]>;
  /** Accounts that were marked and are not erased yet, at most `limit`. */
  unfinishedAccounts(limit: number): Promise<readonly string[]>;
  /** Objects of what was erased before `before`, at most `limit`, until they are forgotten. */
  objectsErased(before: Date, limit: number): Promise<readonly string[]>;
  /** Forgets the keys of objects that were deleted for good. */
  forgetObjects(keys: readonly string[]): Promise<void>;
}
