/** Which objects under `views/` show values of which account. */
export interface ViewFiles {
  /** Notes a view of an account. @throws Refused('session.invalid') when the account was erased. */
  note(key: string, accountId: string): Promise<void>;
  /** Whether a view may still be shown: false once it was taken, or its account erased. */
  isNoted(key: string): Promise<boolean>;
  /** Takes the notes of an account's views since then away. @returns their keys. */
  take(accountId: string, since: Date): Promise<readonly string[]>;
}
