/** How a vendor failed us: no answer in time, told to slow down, turned away, or anything else. */
export type FailureKind = 'timeout' | 'throttled' | 'refused' | 'broken';

/**
 * Thrown by an adapter when its vendor, not the caller, is the trouble. The edge answers 503, the outbox tries later.
 *
 * `vendorCode` is the vendor's short code; never its message or body, which may repeat personal data. `cause` is for debugging in
 * process and is never logged.
 */
export class Failed extends Error {
  override readonly name = 'Failed';
  constructor(
    readonly port: string,
    readonly kind: FailureKind,
    readonly vendorCode: string | undefined = undefined,
    options?: ErrorOptions,
  ) {
    super(`${port}: ${kind}${vendorCode ? ` (${vendorCode})` : ''}`, options);
  }
}
