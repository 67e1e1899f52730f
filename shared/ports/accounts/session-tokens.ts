import type { Session } from './sessions.ts';

/** A new access token. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

/** Access tokens of signed-in people. */
export interface SessionTokens {
  /** A new token of a session; it is valid for half an hour, unless the session ends before. */
  issue(session: Session): Promise<IssuedToken>;
  /**
   * The session of a token, which may have ended; undefined when the token is forged, expired or not ours.
   */
  verify(token: string): Promise<Session | undefined>;
}
