import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../../tests/support/database/database.ts';
import { openInstances } from '../../../../tests/support/database/instance.ts';

let test: TestDatabase;
let instances: Awaited<ReturnType<typeof openInstances>>;

beforeAll(async () => {
  test = await testDatabase();
  instances = await openInstances(8, test.url);
});
afterAll(async () => {
  await instances.close();
  await test.close();
});

/** Many concurrent instances wait for a slot. Returns when each call that got one continued, in milliseconds. */
async function race(name: string, calls: number, perSecond: number, maxWaitMs: number) {
  const startedMs = performance.now();
  const turns = await Promise.all(
    Array.from({ length: calls }, async (_, n) => {
      const isTaken = await instances.nth(n).rateLimits.waitForTurn(name, perSecond, maxWaitMs);
      return isTaken ? performance.now() - startedMs : undefined;
    }),
  );
  return turns.filter((atMs) => atMs !== undefined).toSorted((first, second) => first - second);
}

/** Seconds until the next slot. */
const untilNext = async (name: string) => {
  const [row] = await test.query<{ ahead: number }>(
    'select extract(epoch from next_at - clock_timestamp())::float8 as ahead from rate_limit where name = $1',
    [name],
  );
  return row?.ahead ?? 0;
};

describe('countCall', () => {
  it('lets the first call through at once', async () => {
    const { rateLimits } = instances.nth(0);

    expect(await rateLimits.waitForTurn('first', 1, 0)).toBe(true);
  });

  it('refuses a call that would have to wait longer, without taking a slot', async () => {
    const { rateLimits } = instances.nth(0);
    await rateLimits.waitForTurn('full', 0.1, 0);
    const before = await untilNext('full');

    const taken = await Promise.all([
      rateLimits.waitForTurn('full', 0.1, 1000),
      rateLimits.waitForTurn('full', 0.1, 1000),
    ]);

    expect(taken).toEqual([false, false]);
    expect(await untilNext('full')).toBeLessThanOrEqual(before);
  });

  it('counts every action separately', async () => {
    const { rateLimits } = instances.nth(0);
    await rateLimits.waitForTurn('one', 0.1, 0);

    expect(await rateLimits.waitForTurn('other', 0.1, 0)).toBe(true);
  });

  it('[V2] gives forty concurrent calls of eight instances forty slots, one after the other', async () => {
    const turns = await race('spread', 40, 40, 5000);

    expect(turns).toHaveLength(40);
    // The last of forty slots is 39 intervals of 25 ms after the first.
    expect(turns.at(-1)).toBeGreaterThanOrEqual(39 * 25);
  });

  it('gives one slot to forty calls that can not wait, whoever calls', async () => {
    const turns = await race('short', 40, 0.1, 0);

    expect(turns).toHaveLength(1);
  });
});
