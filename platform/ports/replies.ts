/** A finished reply as it was sent: HTTP status and the exact body. */
export interface StoredReply {
  readonly status: number;
  readonly body: string;
}

/** One call with an Idempotency-Key. */
export interface RequestKey {
  readonly applicantId: string;
  /** Method and path pattern, e.g. `POST /v1/submissions/{filingId}`. */
  readonly route: string;
  readonly key: string;
  /** Who claims the key: an id of this one call. When another call takes over, the old holder loses the claim. */
  readonly holder: string;
}

/** Stored replies by Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header). */
export interface Replies {
  /**
   * Claims a key before the work starts, in its own transaction.
   *
   * @param fingerprint hash of the parsed command.
   * @returns the stored reply when the work was done before, undefined when the caller must do it now.
   * @throws Refused('idempotency.key-reused') when the key was used with another fingerprint;
   * Refused('idempotency.running') while another call holds the key and its lock has not expired.
   */
  claimKey(request: RequestKey, fingerprint: string, lockSeconds: number): Promise<StoredReply | undefined>;
  /**
   * Stores the reply. Call it in the transaction of the work.
   *
   * @throws Refused('idempotency.running') when another call has taken over the claim: the work must not commit then.
   */
  storeReply(request: RequestKey, reply: StoredReply): Promise<void>;
  /** Releases a claim whose work was refused or failed, so that a retry runs again. */
  releaseKey(request: RequestKey): Promise<void>;
}
