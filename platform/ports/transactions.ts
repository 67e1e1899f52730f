/**
 * Transactions over all database ports. Each of their methods joins the running transaction, and throws
 * Failed('database', …) when the database is unreachable and Refused('session.invalid') for writes of an erased
 * account.
 */
export interface Transactions {
  /**
   * Runs `work` in one database transaction: its writes commit together, or not at all when it throws. A nested call
   * joins the outer transaction. Don't call vendors inside: that holds a connection and can't be undone.
   */
  inTransaction<T>(work: () => Promise<T>): Promise<T>;
}
