import { describe, expect, it } from 'vitest';
import { compareCpu, cpuMs, median } from './cpu.ts';
import { measured, within } from './row.ts';

const work = (times: number) => () => {
  let sum = 0;
  for (let i = 0; i < times; i += 1) sum += Math.sqrt(i);
  return void sum;
};

describe('CPU time', () => {
  it('is that of the work', () => {
    const [little = 0, much = 0] = compareCpu([work(20_000), work(400_000)], { rounds: 10, runsPerRound: 5 });

    expect(much / little).toBeGreaterThan(4);
    expect(cpuMs(work(5_000_000))).toBeGreaterThan(0);
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('of several measurements the middle counts: %j gives %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('a row', () => {
  it('fails only when it exceeds its limit', () => {
    const row = { metric: 'one', unit: 'ms CPU' } as const;

    expect(within(2, { ...row, value: 2 }).ok).toBe(true);
    expect(within(2, { ...row, value: 2.01 })).toEqual({ ...row, value: 2.01, limit: 2, ok: false });
    expect(measured({ ...row, value: 9 })).toEqual({ ...row, value: 9, ok: true });
  });
});
