/**
 * All or nothing over every port that is kept in the database. Each of their methods joins the running transaction, and throws
 * Failed('database', …) when the database can't be reached, Refused('session.invalid') for what an erased account would write.
 */
export interface Transactions {
  /**
   * Runs `work` in one database transaction: what the database ports write in it commits together, or not at all when it throws.
   * A call inside another joins it. Calls to vendors do not belong inside: they hold a connection and can't be undone.
   */
  inTransaction<T>(work: () => Promise<T>): Promise<T>;
}
