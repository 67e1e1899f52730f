import type { Clock } from '../../platform/ports/clock.ts';

export interface TestClock extends Clock {
  /** Moves the clock; negative seconds turn it back. */
  forward(seconds: number): void;
}

/** A clock that stands at `start` (ISO 8601) until it is moved. */
export function testClock(start: string): TestClock {
  let nowMs = Date.parse(start);
  return {
    now: () => new Date(nowMs),
    forward: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
}
