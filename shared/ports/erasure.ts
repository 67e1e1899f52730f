/** Erases people from the database. What stays behind, states and times under ids, names nobody. */
export interface Erasure {
  /** Keys of every object that belongs to a filing. */
  filesOf(filingId: string): Promise<readonly string[]>;
  /** Erases what was filled in, read, checked, handed in and said of a filing. Its row and history stay. Again has no effect. */
  eraseFiling(filingId: string): Promise<void>;
  /**
   * Erases an account: its openid, sign-ins, linked cloud account, webhook endpoints, unused authorization codes and kept replies. Its
   * consents stay, as records of what was handled on which ground. The same person signing in again is a new account.
   */
  eraseAccount(accountId: string): Promise<void>;
}
