/** Where a sealed value stands in the database. It opens nowhere else. */
export interface SealedPlace {
  readonly table: string;
  readonly column: string;
  /** The row's primary key as text. */
  readonly row: string;
}

/** Authenticated encryption of personal data at rest, and equality without decryption. */
export interface Seal {
  /** Encrypts UTF-8 text for one place with the current key. Two calls never return the same bytes. */
  close(text: string, place: SealedPlace): Buffer;
  /**
   * Decrypts what `close` made for this place with any configured key.
   *
   * @throws Error when the bytes were changed or were sealed for another place, or when the key is missing.
   */
  open(sealed: Buffer, place: SealedPlace): string;
  /** The prefix of everything that `close` returns; it identifies the key. */
  header(): Buffer;
  /** A keyed hash for equality search. `purpose` separates e.g. phone numbers from certificate numbers. */
  blindIndex(purpose: string, value: string): Buffer;
  /**
   * Every hash under which a value may have been written: that of `blindIndex`, and while the key is replaced that of the
   * other key. Whoever searches looks for all of them.
   */
  blindIndexes(purpose: string, value: string): readonly [Buffer, ...Buffer[]];
}
