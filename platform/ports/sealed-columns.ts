/** All database columns with sealed values, for an operator who changes the key. */
export interface SealedColumns {
  /** The number of values sealed with each key, by key id. */
  countsByKeyId(): Promise<Readonly<Record<string, number>>>;
  /**
   * Reseals at most `limit` values per column that were sealed with another key. Rows that are being
   * written are skipped until the next call.
   *
   * @returns how many; 0 when nothing is left or all remaining rows are being written.
   * @throws Error when the key of a value is missing.
   */
  reseal(limit: number): Promise<number>;
}
