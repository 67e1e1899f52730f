import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startQuietClock } from './quiet-clock.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('the time of a reply has no part in which the process could not run', () => {
  let nowMs = 0;
  const clock = startQuietClock(() => nowMs);
  const pass = (ms: number) => {
    nowMs += ms;
    vi.advanceTimersByTime(50);
  };

  for (let turn = 0; turn < 6; turn += 1) pass(50);
  pass(1_050);
  clock.stop();

  expect(clock.between(0, 300)).toBe(300);
  expect(clock.between(300, 1_350)).toBe(50);
});
