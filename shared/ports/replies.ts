/** A finished answer as it went out: HTTP status and the exact body. */
export interface StoredReply {
  readonly status: number;
  readonly body: string;
}

export interface RequestKey {
  readonly applicantId: string;
  /** Method and path pattern, e.g. `POST /v1/submissions/{filingId}`. */
  readonly route: string;
  readonly key: string;
  /** Who claims: an id of this one call. Whoever took over an abandoned claim shuts its old holder out. */
  readonly holder: string;
}

/** Answers by Idempotency-Key (IETF draft-ietf-httpapi-idempotency-key-header). */
export interface Replies {
  /**
   * Claims a key before the work starts, in its own transaction.
   *
   * @param fingerprint hash of the parsed command; another one under the same key → Refused('idempotency.key-reused').
   * @returns the stored reply when the work was done before, undefined when the caller must do it now.
   * @throws Refused('idempotency.running') while another call holds the key and its lock has not run out.
   */
  claimKey(request: RequestKey, fingerprint: string, lockSeconds: number): Promise<StoredReply | undefined>;
  /**
   * Stores the reply; call it in the work's transaction.
   *
   * @throws Refused('idempotency.running') when another call has taken the claim over meanwhile: the work must not commit then.
   */
  storeReply(request: RequestKey, reply: StoredReply): Promise<void>;
  /** Lets go of a claim whose work was refused or failed, so that a retry runs again. */
  releaseKey(request: RequestKey): Promise<void>;
}
