import { secondsUntilRetry } from './decision.ts';

const HOUR_SECONDS = 3_600;
/** The sixth attempt is 43 minutes after the first one: no hiccup any more. */
const FIRST_TOLD = 6;
/** About once a day from then on. */
const TOLD_EVERY = 24;

/**
 * Seconds until a submission or a report that could not be handed in is tried again: at least every hour, because all others
 * wait behind it, but not before the authority wants it.
 *
 * @param attempts failed so far, this one included.
 */
export const secondsUntilNextHandIn = (attempts: number, retryAfterSeconds = 0): number =>
  Math.max(Math.min(secondsUntilRetry(attempts), HOUR_SECONDS), secondsUntilRetry(1, retryAfterSeconds));

/** Whether a person is told that one can't be handed in. @param attempts failed so far, this one included. */
export const isToldOfDelay = (attempts: number): boolean =>
  attempts >= FIRST_TOLD && (attempts - FIRST_TOLD) % TOLD_EVERY === 0;
