/** A new access token. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Access tokens of signed-in people. */
export interface SessionTokens {
  /** A new token for an account; it is valid for half an hour. */
  issue(accountId: string): Promise<IssuedToken>;
  /** The account of a token; undefined when the token is forged, expired or not ours. */
  verify(token: string): Promise<{ readonly accountId: string } | undefined>;
}
