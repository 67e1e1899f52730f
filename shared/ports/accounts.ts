/** People who sign in. An account is found by its WeChat openid, which is stored sealed. */
export interface Accounts {
  /** The account of this openid; creates it on first sign-in. Two calls at once return the same account. */
  signIn(openid: string): Promise<{ readonly accountId: string }>;
  /** The openid of an account, to send it a message; undefined when there is no such account, or it was erased. */
  openidOf(accountId: string): Promise<string | undefined>;
}
