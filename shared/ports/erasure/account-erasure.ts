/** Ends accounts at their persons' request. */
export interface AccountErasure {
  /**
   * Ends an account: sessions, tokens, and every command that has not committed yet. `retention` deletes within the hour
   * what nobody deletes before.
   *
   * @returns how many filings it has.
   * @throws Refused('account.active-filing') while a filing is in progress or in force, Refused('session.invalid') when
   * the account is erased already or unknown.
   */
  begin(accountId: string): Promise<number>;
  /** How many filings and records refuse it now. */
  activeOf(accountId: string): Promise<number>;
}
