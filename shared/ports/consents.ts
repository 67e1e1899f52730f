/** A person's separate consent to the handling of sensitive data (SEC-01): who, when, which text. */
export interface Consents {
  give(accountId: string, textVersion: string): Promise<void>;
  /** Whether this account has agreed to this version of the text. */
  has(accountId: string, textVersion: string): Promise<boolean>;
}
