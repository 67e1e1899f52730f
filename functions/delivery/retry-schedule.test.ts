import { describe, expect, it } from 'vitest';
import { pauseSeconds, secondsUntilRetry } from './retry-schedule.ts';

const BROKEN = { kind: 'broken', retryAfterSeconds: undefined } as const;
const MIDDLE = 0.5;

describe('secondsUntilRetry', () => {
  it.each(['review-desk', 'reminder'] as const)(
    '[D1] retries a %s after longer and longer waits, then stops',
    (lane) => {
      const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => secondsUntilRetry(lane, attempts, BROKEN, MIDDLE));

      expect(waits).toEqual([5, 30, 120, 600, 1800, 7200, 18000, 36000, undefined]);
    },
  );

  it('[D1] retries an integrator after 5 s, 5 m, 30 m, 2 h, 5 h, 10 h and 10 h', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => secondsUntilRetry('webhook', attempts, BROKEN, MIDDLE));

    expect(waits).toEqual([5, 300, 1800, 7200, 18000, 36000, 36000, undefined]);
  });

  it('[D1] varies each wait by up to a fifth in both directions', () => {
    const [least, most] = [0, 0.999999].map((random) => secondsUntilRetry('webhook', 4, BROKEN, random));

    expect(least).toBe(5760);
    expect(most).toBeCloseTo(8640, 1);
  });

  it.each(['timeout', 'throttled'] as const)('[D2] waits at least a minute after a failure of kind %s', (kind) => {
    const failure = { kind, retryAfterSeconds: undefined };

    const waits = [1, 2, 3].map((attempts) => secondsUntilRetry('review-desk', attempts, failure, MIDDLE));

    expect(waits).toEqual([60, 60, 120]);
    expect(secondsUntilRetry('review-desk', 1, failure, 0)).toBe(60);
  });

  it.each([
    [90, 90],
    [3, 5],
    [3600, 3600],
    [10 * 24 * 3600, 24 * 3600],
  ])('[D2] obeys Retry-After, at most a day and not sooner than the schedule: %i s → %i s', (asked, waited) => {
    const failure = { kind: 'broken', retryAfterSeconds: asked } as const;

    expect(secondsUntilRetry('webhook', 1, failure, MIDDLE)).toBe(waited);
  });
});

describe('pauseSeconds', () => {
  it('doubles with each failure, from five seconds to an hour', () => {
    const pauses: number[] = [];
    for (let failingFor = 0; pauses.length < 13; failingFor += pauses.at(-1) ?? 0)
      pauses.push(pauseSeconds(failingFor, BROKEN));

    expect(pauses).toEqual([5, 5, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
  });

  it.each([
    ['throttled', undefined, 60],
    ['timeout', undefined, 60],
    ['broken', 7200, 7200],
    ['broken', 999_999, 86_400],
  ] as const)('is as long as a receiver needs that is %s and asks for %s s', (kind, retryAfterSeconds, seconds) => {
    expect(pauseSeconds(0, { kind, retryAfterSeconds })).toBe(seconds);
  });
});
