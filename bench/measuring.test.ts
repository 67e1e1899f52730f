import { describe, expect, it } from 'vitest';
import { alternating, compareCpu, median, quantile } from './measuring.ts';
import { measured, within } from './row.ts';

const work = (times: number) => () => {
  let sum = 0;
  for (let i = 0; i < times; i += 1) sum += Math.sqrt(i);
  return void sum;
};

describe('CPU time', () => {
  it('is that of the work', async () => {
    const times = { rounds: 10, runs: 5, warmUpRuns: 10 };
    const [little = 0, much = 0] = await compareCpu([work(20_000), work(400_000)], times);

    expect(little).toBeGreaterThan(0);
    expect(much / little).toBeGreaterThan(4);
  });

  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('of several measurements the middle counts: %j gives %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of several measurements some lie below a quantile', () => {
    expect([0, 0.5, 0.99].map((share) => quantile([4, 1, 3, 2], share))).toEqual([1, 3, 4]);
  });

  it('is taken in turns', async () => {
    const order: string[] = [];
    const work = (name: string) => async (round: number) => order.push(`${name}${round}`);

    expect(await alternating(2, [work('a'), work('b')])).toEqual([
      [1, 3],
      [2, 4],
    ]);
    expect(order).toEqual(['a0', 'b0', 'a1', 'b1']);
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
