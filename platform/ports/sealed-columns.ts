/** All database columns with sealed values, for an operator who changes the key or the form of the values. */
export interface SealedColumns {
  /** The number of values sealed with each key, by key id. */
  countsByKeyId(): Promise<Readonly<Record<string, number>>>;
  /**
   * The number of values that are not bound to their place, or not sealed although they are to be, and of linked roles
   * whose ExternalId is not stored.
   */
  countUnbound(): Promise<number>;
  /**
   * Reseals at most `limit` values per column that were sealed with another key or are not bound. Rows that are being
   * written are skipped until the next call.
   *
   * @returns how many; 0 when nothing is left or all remaining rows are being written.
   * @throws Error when the key of a value is missing.
   */
  reseal(limit: number): Promise<number>;
  /** Like `reseal`, for the values that `countUnbound` counts. */
  rebind(limit: number): Promise<number>;
}
