export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Access tokens of signed-in people. */
export interface SessionTokens {
  /** A fresh token for an account; it holds for half an hour. */
  issue(accountId: string): Promise<IssuedToken>;
  /** The account, or undefined when the token is forged, expired or not ours. */
  verify(token: string): Promise<{ readonly accountId: string } | undefined>;
}
