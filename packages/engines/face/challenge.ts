import type { Action, FaceEvent } from './facts.ts';
import { ACTION } from './thresholds.ts';

/** `missed`: this required action did not come in its place. `extra`: one more action came after the required ones. */
export type ChallengeResult =
  | { readonly outcome: 'met' }
  | { readonly outcome: 'missed'; readonly action: Action }
  | { readonly outcome: 'extra'; readonly action: Action };

/**
 * Whether the person did the required actions, in this order and no others. Blinks too short to be intended are ignored
 * where none is required, and natural ones everywhere: people can't suppress them.
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
