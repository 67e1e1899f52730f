import type { Failed } from '../../platform/ports/failed.ts';
import type { OutboxLane } from '../../shared/ports/messages/outbox.ts';

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
  failed: Failure,
  random: number,
): number | undefined {
  const wait = WAITS_SECONDS[lane][attempts - 1];
  if (wait === undefined) return undefined;
  const spread = wait * (1 - JITTER + 2 * JITTER * random);
  return Math.max(spread, leastSeconds(failed));
}

type Failure = Pick<Failed, 'kind' | 'retryAfterSeconds'>;

/** What the receiver asks for, or needs. */
function leastSeconds({ kind, retryAfterSeconds = 0 }: Failure): number {
  const overloaded = kind === 'throttled' || kind === 'timeout';
  const least = Math.max(overloaded ? LEAST_AFTER_OVERLOAD_SECONDS : 0, retryAfterSeconds);
  return Math.min(least, MOST_RETRY_AFTER_SECONDS);
}

/** An endpoint is left alone after a failure for as long as it has failed: the pauses double, within these bounds. */
const PAUSE_SECONDS = { least: 5, most: 3600 } as const;

/** Seconds for which an endpoint is paused. @param failingForSeconds since its first failure, this one included */
export const pauseSeconds = (failingForSeconds: number, failed: Failure): number =>
  Math.max(PAUSE_SECONDS.least, Math.min(failingForSeconds, PAUSE_SECONDS.most), leastSeconds(failed));
