/** Authenticated encryption of personal data at rest, and equality without decryption. */
export interface Seal {
  /** Encrypts UTF-8 text with the current key. Two calls never return the same bytes. */
  close(text: string): Buffer;
  /** Decrypts what `close` made with any configured key. Throws when the bytes were changed or the key is missing. */
  open(sealed: Buffer): string;
  /** The prefix of everything that is sealed with the current key; it identifies the key. */
  header(): Buffer;
  /** A keyed hash for equality search. `purpose` separates e.g. phone numbers from certificate numbers. */
  blindIndex(purpose: string, value: string): Buffer;
}
