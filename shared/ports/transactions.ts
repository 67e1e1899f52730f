/** All or nothing over every port that is kept in the database. */
export interface Transactions {
  /**
   * Runs `work` in one database transaction: what the database ports write in it commits together, or not at all when it throws.
   * A call inside another joins it. Calls to vendors do not belong inside: they hold a connection and can't be undone.
   */
  run<T>(work: () => Promise<T>): Promise<T>;
}
