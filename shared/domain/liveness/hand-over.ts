import { hasDied, type LivenessCheck } from './liveness.ts';

/** The consent of the site owner, given on their own phone. */
export interface SiteOwnerConsent {
  readonly name: string;
  readonly textVersion: string;
  readonly at: Date;
}

/** A liveness check that whoever files hands over to the site owner's own phone. */
export interface HandOver {
  readonly id: string;
  readonly filingId: string;
  readonly websiteId: string;
  /** Account of whoever files. */
  readonly applicantId: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** When the first device opened it; no other device can. */
  readonly openedAt?: Date | undefined;
  /** The checks that were opened on that device. */
  readonly checkIds: readonly string[];
  /** What the site owner consented to on their phone, and when. */
  readonly consent?: SiteOwnerConsent | undefined;
  /** The site owner objected. */
  readonly declinedAt?: Date | undefined;
  /** Whoever files took it back, or handed the check over anew. */
  readonly cancelledAt?: Date | undefined;
}

/** Enough to reach a person and for them to find a white wall. */
export const HAND_OVER_SECONDS = 30 * 60;

/** Checks that may be opened by one link: each takes two of the uploads that whoever files may make in a day. */
export const MOST_HAND_OVER_CHECKS = 20;

/** Failed checks on the other phone after which the link is over. */
export const MAX_HAND_OVER_TRIES = 3;

/** `sent`: nobody has opened it · `opened`: on the site owner's phone · `running`: a check is open or being verified. */
export type HandOverState = 'sent' | 'opened' | 'running' | 'passed' | 'failed' | 'declined' | 'expired' | 'cancelled';

/** States in which the other phone can go on. */
export const isGoingOn = (state: HandOverState): boolean => ['sent', 'opened', 'running'].includes(state);

/** Whether another check may be begun: one that runs may be finished after the link's time, but none be added. */
export const mayBegin = ({ checkIds, expiresAt }: HandOver, now: Date): boolean =>
  expiresAt > now && checkIds.length < MOST_HAND_OVER_CHECKS;

/** Tries that remain on the other phone. */
export const triesLeftOf = (checks: readonly Pick<LivenessCheck, 'state'>[]): number =>
  Math.max(0, MAX_HAND_OVER_TRIES - checks.filter(({ state }) => state === 'failed').length);

/**
 * Where a hand-over stands.
 *
 * @param checks of this hand-over, in any order.
 */
export function handOverState(
  { cancelledAt, declinedAt, openedAt, expiresAt }: HandOver,
  checks: readonly RunningCheck[],
  now: Date,
): HandOverState {
  if (checks.some(({ state }) => state === 'passed')) return 'passed';
  if (declinedAt) return 'declined';
  if (cancelledAt) return 'cancelled';
  if (triesLeftOf(checks) === 0) return 'failed';
  // Whoever has begun may finish: the challenge ends by itself.
  if (checks.some((check) => isRunning(check, now))) return 'running';
  if (expiresAt <= now) return 'expired';
  return openedAt ? 'opened' : 'sent';
}

type RunningCheck = Pick<LivenessCheck, 'state' | 'expiresAt' | 'createdAt'>;

const isRunning = (check: RunningCheck, now: Date): boolean =>
  (check.state === 'open' && check.expiresAt > now) || (check.state === 'verifying' && !hasDied(check, now));
