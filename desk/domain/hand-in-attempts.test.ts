import { describe, expect, it } from 'vitest';
import { isToldOfDelay, secondsUntilNextHandIn } from './hand-in-attempts.ts';

const attempts = Array.from({ length: 60 }, (_, index) => index + 1);

describe('a submission that can’t be handed in', () => {
  it('is tried again soon, and at least every hour, so that nobody waits a day after an outage', () => {
    expect(attempts.slice(0, 8).map((one) => secondsUntilNextHandIn(one))).toEqual([
      5, 30, 120, 600, 1_800, 3_600, 3_600, 3_600,
    ]);
    expect(secondsUntilNextHandIn(60)).toBe(3_600);
  });

  it('is not tried before the authority wants it', () => {
    expect(secondsUntilNextHandIn(1, 7_200)).toBe(7_200);
    expect(secondsUntilNextHandIn(1, 10 * 86_400)).toBe(86_400);
    expect(secondsUntilNextHandIn(8, 60)).toBe(3_600);
  });

  it('is told of after 43 minutes, and then once a day', () => {
    expect(attempts.filter(isToldOfDelay)).toEqual([6, 30, 54]);
  });
});
