import type { FlaggedField } from './filing.ts';

/**
 * What the review desk can say about a filing.
 *
 * `accepted`: the initial review is passed · `queued`: it waits its turn at the authority · `sms-failed`: the person must correct something,
 * e.g. after five wrong ID numbers · `sms-timed-out`: 24 hours passed, and the provider hands it to the authority once more (PR-07) ·
 * `authority-accepted`: the authority has nothing against it, the numbers are still to come · `revoked`: the authority took an approved
 * filing back (注销, 撤销).
 */
export type VerdictKind =
  | 'accepted'
  | 'returned'
  | 'queued'
  | 'sms-waiting'
  | 'sms-done'
  | 'sms-failed'
  | 'sms-timed-out'
  | 'authority-accepted'
  | 'authority-returned'
  | 'approved'
  | 'revoked';

/** One verdict. The desk numbers them from 1 in each round; they are applied in this order, each once. */
export interface Verdict {
  readonly filingId: string;
  readonly round: number;
  readonly sequence: number;
  /** A kind we don't know yet is kept and alarmed, never guessed. */
  readonly kind: VerdictKind | (string & {});
  /** When the desk decided. */
  readonly at: Date;
  /** For `returned` and `authority-returned`. */
  readonly flagged: readonly FlaggedField[];
  /** For `approved`: 主体备案号 and 网站备案号 by website id. */
  readonly numbers?: { readonly organizer: string; readonly websites: Readonly<Record<string, string>> } | undefined;
}
