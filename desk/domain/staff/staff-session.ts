/** A session without a call for this long is over: somebody has left their desk. */
export const IDLE_MS = 30 * 60 * 1000;
/** No session is longer than a working day with a late evening. */
export const LONGEST_MS = 12 * 60 * 60 * 1000;
/**
 * For so long the identity provider's last word counts. Who is disabled or loses a role there can't go on here for more
 * than five minutes, also when nobody can ask the provider.
 */
export const CONFIRMED_MS = 5 * 60 * 1000;
/** The provider is asked again after this time: twice before its word is too old. */
export const CONFIRM_AFTER_MS = 2 * 60 * 1000;
/** When a session was used is written down at most this often. */
export const SEEN_EVERY_MS = 60 * 1000;

/** Why a session has ended. */
export type SessionEnd =
  | 'signed-out'
  /** The same person has signed in again: nobody works at two places. */
  | 'signed-in-elsewhere'
  /** The identity provider does not confirm the person any more, or they have no role left. */
  | 'not-confirmed'
  /** An administrator has ended it. */
  | 'ended-by-admin';

/** When what happened to a session. */
export interface SessionTimes {
  readonly startedAt: Date;
  readonly seenAt: Date;
  /** When the identity provider last said that the person is in force, and with which roles. */
  readonly confirmedAt: Date;
  readonly endedBecause: SessionEnd | undefined;
}

/**
 * What a session is worth now. `unconfirmed`: nobody could ask the identity provider; it goes on as soon as somebody can.
 */
export function sessionState(
  { startedAt, seenAt, confirmedAt, endedBecause }: SessionTimes,
  now: Date,
): 'open' | 'over' | 'elsewhere' | 'unconfirmed' {
  if (endedBecause === 'signed-in-elsewhere') return 'elsewhere';
  const isOlder = (since: Date, ms: number) => now.getTime() - since.getTime() >= ms;
  if (endedBecause !== undefined || isOlder(seenAt, IDLE_MS) || isOlder(startedAt, LONGEST_MS)) return 'over';
  return isOlder(confirmedAt, CONFIRMED_MS) ? 'unconfirmed' : 'open';
}
