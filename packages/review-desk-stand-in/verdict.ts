/** The verdicts of the desk: `kind` of a verdict in `docs/api/review-desk.yaml`. */
export type VerdictKind =
  | 'accepted'
  | 'returned'
  | 'declined'
  | 'queued'
  | 'sms-waiting'
  | 'sms-done'
  | 'sms-failed'
  | 'sms-timed-out'
  | 'authority-accepted'
  | 'authority-returned'
  | 'approved'
  | 'revoked';

/** A change that a reviewer requests. */
export interface FlaggedField {
  /** Path in the package, e.g. `websites.0.details.remark`. */
  readonly field: string;
  readonly reason: string;
  readonly suggestion?: string | undefined;
}

/** An obvious slip that a reviewer corrects. */
export interface Amendment {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

/** 主体备案号, and 网站备案号 by website id. */
export interface FilingNumbers {
  readonly organizer: string;
  readonly websites: Readonly<Record<string, string>>;
}
