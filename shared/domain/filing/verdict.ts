import type { FilingId } from '../../../contracts/kit/record-id.ts';
import type { Amendment, FilingNumbers, FlaggedField } from './filing.ts';

/**
 * The kinds of verdicts of the review desk.
 *
 * `call-missed`: a reviewer called and nobody answered; they will call again ·
 * `accepted`: the initial review is passed · `declined`: the provider refuses the filing for good ·
 * `queued`: the filing is in the authority's queue · `sms-failed`: a
 * correction is needed, e.g. after five wrong ID numbers · `sms-timed-out`: 24 hours have passed, and the provider
 * submits the filing to the authority again (PR-07) · `authority-accepted`: the authority accepts, the numbers follow ·
 * `revoked`: the authority revoked an approved filing (注销, 撤销).
 */
export type VerdictKind =
  | 'call-missed'
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

/** What could be read of a verdict that does not fit the schema. */
export interface UnreadableVerdict {
  readonly filingId?: string | undefined;
  readonly round?: number | undefined;
  readonly sequence?: number | undefined;
  /** Paths of the values that are wrong, such as `flagged.0.reason`; '' for the verdict as a whole. */
  readonly fields: readonly string[];
}

/** One verdict. The desk numbers the verdicts of a round from 1; each is applied once, in this order. */
export interface Verdict {
  readonly filingId: FilingId;
  readonly round: number;
  readonly sequence: number;
  /** An unknown kind is stored and raises an alarm; it is never applied. */
  readonly kind: VerdictKind | (string & {});
  /** When the desk decided. */
  readonly at: Date;
  /** For `returned` and `authority-returned` what is to be corrected; for `declined` why, and what can be done. */
  readonly flagged: readonly FlaggedField[];
  /** For `accepted`: what the reviewer corrected. */
  readonly amendments?: readonly Amendment[] | undefined;
  /** For `approved`: 主体备案号 and 网站备案号 by website id. */
  readonly numbers?: FilingNumbers | undefined;
}
