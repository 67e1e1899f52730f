/**
 * Sign-ins that outlive an access token.
 *
 * A device makes a random secret and tells only its SHA-256, the challenge. To renew it shows the secret together with the challenge of
 * the next one. So nothing that renews a session is ever in a reply, whose text the platform writes to its log, and a request whose
 * answer was lost may simply be sent again. A secret that is shown once more with another successor has been copied: the session ends.
 */
export interface Sessions {
  /**
   * Begins a session that the holder of the challenge's secret can renew.
   *
   * @param challenge SHA-256 of the secret, base64url.
   * @throws Refused('session.invalid') when the challenge is known already.
   */
  open(accountId: string, challenge: string): Promise<void>;
  /**
   * Exchanges a secret for its successor and tells whose session it is. The same secret and successor give the same answer again, until
   * the successor has been used.
   *
   * @throws Refused('session.invalid') when the secret is unknown or was used before (which ends the session), and when the session has
   * ended.
   */
  renew(secret: string, next: string): Promise<{ readonly accountId: string }>;
  /** Ends the session that a secret belongs to; does nothing when there is none. */
  end(secret: string): Promise<void>;
  /** Ends every session of an account. @returns how many there were. */
  endAll(accountId: string): Promise<number>;
}
