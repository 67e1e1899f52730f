/** New identifiers from a cryptographic source. */
export interface Ids {
  /** A UUID for a row. */
  uuid(): string;
  /** 128 random bits as 22 characters of base64url, for unguessable object keys and tickets. */
  secret(): string;
}
