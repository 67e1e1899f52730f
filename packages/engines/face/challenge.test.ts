import { describe, expect, it } from 'vitest';
import { checkChallenge } from './challenge.ts';
import type { Action, FaceEvent } from './facts.ts';

const event = (action: Action, fromSeconds: number, lastsSeconds = 0.9): FaceEvent => ({
  action,
  fromSeconds,
  toSeconds: fromSeconds + lastsSeconds,
  parallax: 0.2,
});

describe('checkChallenge', () => {
  it('is met by the required actions in their order', () => {
    const result = checkChallenge([event('blink', 1.2), event('mouth', 3)], ['blink', 'mouth']);

    expect(result).toEqual({ outcome: 'met' });
  });

  it('names the first action that did not come in its place', () => {
    const result = checkChallenge([event('blink', 1.2), event('mouth', 3)], ['mouth', 'blink']);

    expect(result).toEqual({ outcome: 'missed', action: 'mouth' });
  });

  it('ignores a natural blink', () => {
    const events = [event('blink', 0.5, 0.17), event('mouth', 1.5), event('blink', 2, 0.25)];

    expect(checkChallenge(events, ['mouth'])).toEqual({ outcome: 'met' });
  });

  it('accepts eyes that are closed for 0.4 s as intended or as natural, as required', () => {
    const events = [event('blink', 0.5, 0.4), event('mouth', 1.5), event('blink', 3, 0.4)];

    expect(checkChallenge(events, ['mouth'])).toEqual({ outcome: 'met' });
    expect(checkChallenge(events, ['blink', 'mouth', 'blink'])).toEqual({ outcome: 'met' });
  });

  it('does not accept a natural blink as closing the eyes', () => {
    const result = checkChallenge([event('blink', 0.5, 0.2)], ['blink']);

    expect(result).toEqual({ outcome: 'missed', action: 'blink' });
  });

  it('is not met with more actions than required', () => {
    const result = checkChallenge([event('mouth', 1), event('left', 3)], ['mouth']);

    expect(result).toEqual({ outcome: 'extra', action: 'left' });
  });

  it('is not met by a person who does nothing', () => {
    expect(checkChallenge([], ['mouth', 'blink'])).toEqual({ outcome: 'missed', action: 'mouth' });
  });
});
