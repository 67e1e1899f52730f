/** People who sign in. An account is found by its WeChat openid, which is kept sealed. */
export interface Accounts {
  /** The account of this openid, made on first sign-in. Two calls at once give the same account. */
  signIn(openid: string): Promise<{ readonly accountId: string }>;
  /** The openid of an account, to send it a message; undefined for none. */
  openidOf(accountId: string): Promise<string | undefined>;
}
