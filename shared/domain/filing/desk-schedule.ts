import type { FilingState } from './machine.ts';

interface AskTimes {
  /** Verdicts arrive by webhook; the desk is queried if none has arrived for this long. */
  readonly firstAfterMs: number;
  readonly nextAfterMs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** status-sync runs every five minutes. Each run queries every filing once, however long the run takes. */
const UNDER_REVIEW: AskTimes = { firstAfterMs: MINUTE_MS, nextAfterMs: 4 * MINUTE_MS };
/** Verdicts on an approved filing are rare and never urgent. */
const APPROVED: AskTimes = { firstAfterMs: DAY_MS, nextAfterMs: DAY_MS };

const TIMES: Readonly<Partial<Record<FilingState, AskTimes>>> = {
  submitted: UNDER_REVIEW,
  queued: UNDER_REVIEW,
  'sms-verification': UNDER_REVIEW,
  'authority-review': UNDER_REVIEW,
  approved: APPROVED,
};

/** States in which the review desk may have a verdict on a filing. */
export const ASKED_STATES = Object.keys(TIMES) as readonly FilingState[];

const later = (now: Date, ms: number | undefined): Date | undefined =>
  ms === undefined ? undefined : new Date(now.getTime() + ms);

/** When to query the desk about a filing that changed at `now`, if no verdict arrives before then; undefined: never. */
export const firstAskAt = (state: FilingState, now: Date): Date | undefined => later(now, TIMES[state]?.firstAfterMs);

/** When to query the desk next about a filing that is queried at `now`; undefined: never. */
export const nextAskAt = (state: FilingState, now: Date): Date | undefined => later(now, TIMES[state]?.nextAfterMs);
