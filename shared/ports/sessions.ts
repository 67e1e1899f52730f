/**
 * Sign-ins that outlive an access token.
 *
 * A device creates a random secret and sends only its SHA-256, the challenge. To renew, it sends the secret together
 * with the challenge of the next one. So no reply, which the platform writes to its log, holds anything that renews a
 * session, and a request whose reply was lost can be repeated. When a secret is sent again with another successor it
 * has been copied: the session ends.
 */
export interface Sessions {
  /**
   * Opens a session that the holder of the challenge's secret can renew.
   *
   * @param challenge SHA-256 of the secret, base64url.
   * @throws Refused('session.invalid') when the challenge exists already.
   */
  open(accountId: string, challenge: string): Promise<void>;
  /**
   * Exchanges a secret for its successor and returns the session's account. The same secret and successor give the same
   * answer until the successor has been used.
   *
   * @throws Refused('session.invalid') when the secret is unknown, was used before (which ends the session), or the
   * session has ended.
   */
  renew(secret: string, next: string): Promise<{ readonly accountId: string }>;
  /** Ends the session of a secret; does nothing when there is none. */
  end(secret: string): Promise<void>;
  /** Ends every session of an account. @returns how many there were. */
  endAll(accountId: string): Promise<number>;
}
