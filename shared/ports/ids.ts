/** Fresh identifiers from a cryptographic source. */
export interface Ids {
  /** A UUID for a row. */
  uuid(): string;
  /** 128 random bits as 22 characters of base64url: object keys and tickets, which must not be guessed. */
  secret(): string;
}
