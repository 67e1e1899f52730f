/** Authenticated encryption of personal data at rest, and equality without decryption. */
export interface Seal {
  /** Encrypts UTF-8 text with the current key. Two calls never give the same bytes. */
  close(text: string): Buffer;
  /** Decrypts what `close` made with any configured key. Throws when the bytes were changed or the key is gone. */
  open(sealed: Buffer): string;
  /** The bytes with which everything begins that is sealed now: they tell the key. */
  header(): Buffer;
  /** A keyed hash for equality search. `purpose` keeps e.g. phone numbers and certificate numbers apart. */
  blindIndex(purpose: string, value: string): Buffer;
}
