// Without zod: front ends and adapters read them, too.

/** The kinds of verdicts, in the order in which a filing may get them. */
export const VERDICT_KINDS = [
  'call-missed',
  'accepted',
  'returned',
  'declined',
  'queued',
  'sms-waiting',
  'sms-done',
  'sms-failed',
  'sms-timed-out',
  'authority-accepted',
  'authority-returned',
  'approved',
  'revoked',
] as const;
export type VerdictKind = (typeof VERDICT_KINDS)[number];

/** The kinds of events about a record. */
export const RECORD_EVENT_KINDS = ['cancelled', 'access-ended', 'notice', 'inspection', 'notice-closed'] as const;
export type RecordEventKind = (typeof RECORD_EVENT_KINDS)[number];

/** Verdicts of one filing in one reply. A review ends after a handful. */
export const MOST_VERDICTS = 100;
