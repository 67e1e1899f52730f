/** Which objects under `views/` show values of which account. */
export interface ViewFiles {
  /** Notes a view of an account. @throws Refused('session.invalid') when the account was erased. */
  note(key: string, accountId: string): Promise<void>;
}
