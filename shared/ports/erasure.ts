/** Erases personal data from the database. What remains are states and times under ids. */
export interface Erasure {
  /** Keys of every object that belongs to a filing. */
  filesOf(filingId: string): Promise<readonly string[]>;
  /** Erases what was typed, read, checked, submitted and said about a filing, not its row and history. Idempotent. */
  eraseFiling(filingId: string): Promise<void>;
  /**
   * Erases an account: its openid, sessions, linked cloud account, webhook endpoints, unused authorization codes and
   * stored replies. Its consents remain, as evidence of the legal ground. When the same person signs in again they get
   * a new account.
   */
  eraseAccount(accountId: string): Promise<void>;
}
