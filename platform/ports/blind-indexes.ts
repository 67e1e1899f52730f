/** What a part of the work has done. */
export interface Reindexed {
  /** Rows whose indexes were those of another key. */
  readonly changed: number;
  /** Rows that somebody else changed meanwhile: they are looked at in the next walk. */
  readonly missed: number;
}

/** All blind indexes of a database that are kept, for an operator who replaces their key. */
export interface BlindIndexes {
  /**
   * Walks through all rows once and computes their indexes anew with the current key, from what is sealed beside them. A
   * row whose indexes are right already is left alone, so that a walk which was broken off loses nothing.
   *
   * @param batch rows that are read at a time. @returns what each batch has done.
   * @throws Error when a value can't be opened.
   */
  reindex(batch: number): AsyncIterable<Reindexed>;
  /** Walks through all rows without changing any. @returns how many have indexes of another key. */
  countOld(batch: number): Promise<number>;
}
