import type { Action, FaceEvent } from './facts.ts';
import { ACTION } from './thresholds.ts';

/** `missed`: this asked action did not come in its place. `extra`: after all that was asked came one more. */
export type ChallengeResult =
  | { readonly outcome: 'met' }
  | { readonly outcome: 'missed'; readonly action: Action }
  | { readonly outcome: 'extra'; readonly action: Action };

/**
 * Whether the person did what was asked, in this order and nothing else. Blinks shorter than a deliberate closing of the eyes are
 * overlooked, for people can't help them.
 */
export function checkChallenge(events: readonly FaceEvent[], asked: readonly Action[]): ChallengeResult {
  const done = events.filter(isDeliberate).map(({ action }) => action);
  const missed = asked.find((action, place) => done[place] !== action);
  if (missed) return { outcome: 'missed', action: missed };
  const extra = done[asked.length];
  return extra ? { outcome: 'extra', action: extra } : { outcome: 'met' };
}

/** Not a natural blink. */
function isDeliberate({ action, fromSeconds, toSeconds }: FaceEvent): boolean {
  return action !== 'blink' || toSeconds - fromSeconds >= ACTION.eyesClosedMinSeconds;
}
