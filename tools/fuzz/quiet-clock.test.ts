import { describe, expect, it } from 'vitest';
import { quietBetween } from './quiet-clock.ts';

/** A second alone, a second of which others took three quarters, a second alone. */
const SAMPLES = [
  { atMs: 0, quietMs: 0 },
  { atMs: 1_000, quietMs: 1_000 },
  { atMs: 2_000, quietMs: 1_250 },
  { atMs: 3_000, quietMs: 2_250 },
];

describe('the time of a reply on a quiet machine', () => {
  it.each([
    ['is that of the clock while nothing else runs', 200, 700, 500],
    ['is shorter while others run', 1_200, 1_600, 100],
    ['adds up', 500, 2_500, 1_250],
  ])('%s', (_, fromMs, toMs, quietMs) => {
    expect(quietBetween(SAMPLES, fromMs, toMs)).toBe(quietMs);
  });
});
