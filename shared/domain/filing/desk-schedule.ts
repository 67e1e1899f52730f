import type { FilingState } from './machine.ts';

interface AskTimes {
  /** Verdicts arrive by webhook; the desk is queried if none has arrived for this long. */
  readonly firstAfterMs: number;
  /** @param ageMs how long the filing has been in its state. */
  readonly nextAfterMs: (ageMs: number) => number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** status-sync runs every five minutes. Each run queries every filing once, however long the run takes. */
const UNDER_REVIEW: AskTimes = { firstAfterMs: MINUTE_MS, nextAfterMs: () => 4 * MINUTE_MS };
/**
 * Verdicts on an approved filing are rare and never urgent, and the rarer the older it is: each time it is left alone
 * for a tenth of its age. Once a day for all would soon be all that the desk is asked.
 */
const APPROVED: AskTimes = {
  firstAfterMs: DAY_MS,
  nextAfterMs: (ageMs) => Math.min(Math.max(ageMs / 10, DAY_MS), 30 * DAY_MS),
};

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

/** When to query the desk next about a filing that is queried at `now`, in its state since then; undefined: never. */
export const nextAskAt = (state: FilingState, since: Date, now: Date): Date | undefined =>
  later(now, TIMES[state]?.nextAfterMs(now.getTime() - since.getTime()));

/**
 * The queue of a filing. Those under review come first, and approved ones take what is left, but at least one place in
 * `ONE_APPROVED_IN`, so that they get their turn however many are under review.
 */
export const queueOf = (state: FilingState): 'under-review' | 'approved' =>
  state === 'approved' ? 'approved' : 'under-review';

/**
 * One of this many filings that the desk is asked about may be approved while others under review still wait. A run
 * gets through some 50,000, so 4,000 of them: 1.2 million a day, and the 12 million approved filings of twelve years
 * are due half a million times a day.
 */
export const ONE_APPROVED_IN = 12;
