import type { FlaggedField } from './filing.ts';

/** What the review desk can say about a filing. */
export type VerdictKind =
  | 'accepted'
  | 'returned'
  | 'sms-waiting'
  | 'sms-done'
  | 'sms-failed'
  | 'authority-returned'
  | 'approved';

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
