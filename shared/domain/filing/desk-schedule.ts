import type { FilingState } from './machine.ts';

interface AskTimes {
  /** A change is told by webhook; the desk is asked when nothing was heard for this long. */
  readonly firstAfterMs: number;
  readonly againAfterMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Every run of status-sync, five minutes apart, asks about every filing; no run asks twice, however many filings it walks over. */
const UNDER_REVIEW: AskTimes = { firstAfterMs: MINUTE_MS, againAfterMs: 4 * MINUTE_MS };
/** Of an approved filing there is seldom news, and never urgent ones. */
const APPROVED: AskTimes = { firstAfterMs: DAY_MS, againAfterMs: DAY_MS };

const TIMES: Readonly<Partial<Record<FilingState, AskTimes>>> = {
  submitted: UNDER_REVIEW,
  queued: UNDER_REVIEW,
  'sms-verification': UNDER_REVIEW,
  'authority-review': UNDER_REVIEW,
  approved: APPROVED,
};

/** States in which the review desk may have news of a filing. */
export const ASKED_STATES = Object.keys(TIMES) as readonly FilingState[];

const later = (now: Date, ms: number | undefined): Date | undefined =>
  ms === undefined ? undefined : new Date(now.getTime() + ms);

/** When the desk is asked about a filing that changed at `now`, if nothing is heard until then; undefined: never. */
export const firstAskAt = (state: FilingState, now: Date): Date | undefined => later(now, TIMES[state]?.firstAfterMs);

/** When the desk is asked again about a filing that it is asked about at `now`; undefined: never. */
export const nextAskAt = (state: FilingState, now: Date): Date | undefined => later(now, TIMES[state]?.againAfterMs);
