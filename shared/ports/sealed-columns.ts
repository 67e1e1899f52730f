/** All columns that hold sealed bytes, for the operator who changes the key. */
export interface SealedColumns {
  /** How many values each key id has sealed. */
  countsByKeyId(): Promise<Readonly<Record<string, number>>>;
  /**
   * Seals again, with the current key, at most `limit` values per column that another key has sealed. Values that somebody is writing just
   * now are left for the next call.
   *
   * @returns how many; 0 when nothing is left or all of the rest is being written.
   * @throws Error when the key of a value is gone.
   */
  reseal(limit: number): Promise<number>;
}
