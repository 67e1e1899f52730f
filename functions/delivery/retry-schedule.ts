import type { Failed } from '../../platform/ports/failed.ts';
import type { OutboxLane } from '../../shared/ports/outbox.ts';

/** Waits after the first, second, … failed attempt, in seconds: short for a hiccup, up to a day for an outage. */
const QUICK = [5, 30, 2 * 60, 10 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600] as const;

/** Integrators' servers are called less often. Source: Svix, default retry schedule. */
const PATIENT = [5, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600] as const;

const WAITS_SECONDS: Readonly<Record<OutboxLane, readonly number[]>> = {
  'review-desk': QUICK,
  reminder: QUICK,
  webhook: PATIENT,
};

/** Shortest wait after a receiver was overloaded or too slow (Standard Webhooks, "Deliverability"). */
const LEAST_AFTER_OVERLOAD_SECONDS = 60;

/** Longest `Retry-After` that is obeyed: SMS limits are counted by the day, and no message is useful for longer. */
const MOST_RETRY_AFTER_SECONDS = 24 * 3600;

/** Spreads the retries of messages that failed at the same time. */
const JITTER = 0.2;

/**
 * Seconds until the next attempt; undefined after the last one.
 *
 * @param attempts failed attempts, this one included.
 * @param random 0 ≤ random < 1.
 */
export function secondsUntilRetry(
  lane: OutboxLane,
  attempts: number,
  { kind, retryAfterSeconds = 0 }: Pick<Failed, 'kind' | 'retryAfterSeconds'>,
  random: number,
): number | undefined {
  const wait = WAITS_SECONDS[lane][attempts - 1];
  if (wait === undefined) return undefined;
  const spread = wait * (1 - JITTER + 2 * JITTER * random);
  const overloaded = kind === 'throttled' || kind === 'timeout';
  const least = Math.max(overloaded ? LEAST_AFTER_OVERLOAD_SECONDS : 0, retryAfterSeconds);
  return Math.max(spread, Math.min(least, MOST_RETRY_AFTER_SECONDS));
}
