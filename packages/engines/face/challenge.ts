import type { Action, FaceEvent } from './facts.ts';
import { ACTION } from './thresholds.ts';

/** `missed`: this asked action did not come in its place. `extra`: after all that was asked came one more. */
export type ChallengeResult =
  | { readonly outcome: 'met' }
  | { readonly outcome: 'missed'; readonly action: Action }
  | { readonly outcome: 'extra'; readonly action: Action };

/**
 * Whether the person did what was asked, in this order and nothing else. Blinks too short to be on purpose are overlooked where none is
 * asked for, and natural ones everywhere: people can't help them.
 */
export function checkChallenge(events: readonly FaceEvent[], asked: readonly Action[]): ChallengeResult {
  let place = 0;
  for (const event of events) {
    const action = asked[place];
    if (event.action === action && (action !== 'blink' || lasts(event) >= ACTION.eyesClosedMinSeconds)) place += 1;
    else if (event.action === 'blink' && lasts(event) < ACTION.eyesClosedOnPurposeSeconds) continue;
    else return action ? { outcome: 'missed', action } : { outcome: 'extra', action: event.action };
  }
  const action = asked[place];
  return action ? { outcome: 'missed', action } : { outcome: 'met' };
}

const lasts = ({ fromSeconds, toSeconds }: FaceEvent): number => toSeconds - fromSeconds;
