import type { FailureKind } from '../../shared/ports/failed.ts';

/** Waits after the first, second, … failed attempt, in seconds: a hiccup is over at once, an outage within a day. */
export const WAITS_SECONDS = [5, 30, 2 * 60, 10 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600] as const;

/** One that is overloaded, or too slow to answer, is not asked again sooner than this (Standard Webhooks, "Deliverability"). */
const LEAST_AFTER_OVERLOAD_SECONDS = 60;

/** Spreads the retries of messages that failed together. */
const JITTER = 0.2;

/**
 * Seconds until the next attempt, undefined after the last one.
 *
 * @param attempts failed ones, this one included.
 * @param random 0 ≤ random < 1.
 */
export function secondsUntilRetry(attempts: number, kind: FailureKind, random: number): number | undefined {
  const wait = WAITS_SECONDS[attempts - 1];
  if (wait === undefined) return undefined;
  const spread = wait * (1 - JITTER + 2 * JITTER * random);
  return kind === 'throttled' || kind === 'timeout' ? Math.max(spread, LEAST_AFTER_OVERLOAD_SECONDS) : spread;
}
