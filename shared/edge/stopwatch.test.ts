import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { stopwatch } from './stopwatch.ts';

describe('a stopwatch', () => {
  it('counts milliseconds from its start, each of several by itself', async () => {
    const first = stopwatch();
    await pause(30);
    const second = stopwatch();

    // A timer may be a little early.
    expect(first()).toBeGreaterThan(25);
    expect(second()).toBeLessThan(first());
  });
});
