/** How a vendor failed us: no answer in time, told to slow down, turned away, or anything else. */
export type FailureKind = 'timeout' | 'throttled' | 'refused' | 'broken';

/** What else is known of a failure. */
export interface FailureDetails extends ErrorOptions {
  /** Seconds after which the vendor wants to be asked again, as its `Retry-After` says. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Thrown by an adapter when its vendor, not the caller, is the trouble. The edge answers 503, the outbox tries later.
 *
 * `vendorCode` is the vendor's short code; never its message or body, which may repeat personal data. `cause` is for debugging in
 * process and is never logged.
 */
export class Failed extends Error {
  override readonly name = 'Failed';
  readonly retryAfterSeconds: number | undefined;
  constructor(
    readonly port: string,
    readonly kind: FailureKind,
    readonly vendorCode: string | undefined = undefined,
    details: FailureDetails = {},
  ) {
    super(`${port}: ${kind}${vendorCode ? ` (${vendorCode})` : ''}`, details);
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}
