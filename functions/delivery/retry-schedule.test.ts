import { describe, expect, it } from 'vitest';
import { secondsUntilRetry } from './retry-schedule.ts';

describe('secondsUntilRetry', () => {
  it('[D1] waits longer each time, for a day at most, and then gives up', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempts) => secondsUntilRetry(attempts, 'broken', 0.5));

    expect(waits).toEqual([5, 30, 120, 600, 1800, 7200, 18000, 36000, undefined]);
  });

  it('[D1] spreads each wait by a fifth either side', () => {
    const [least, most] = [0, 0.999999].map((random) => secondsUntilRetry(4, 'refused', random));

    expect(least).toBe(480);
    expect(most).toBeCloseTo(720, 2);
  });

  it.each(['timeout', 'throttled'] as const)('[D2] lets a desk that answers with %s rest for a minute', (kind) => {
    const waits = [1, 2, 3].map((attempts) => secondsUntilRetry(attempts, kind, 0.5));
    const least = secondsUntilRetry(1, kind, 0);

    expect(waits).toEqual([60, 60, 120]);
    expect(least).toBeGreaterThanOrEqual(60);
  });
});
