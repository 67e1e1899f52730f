import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { openInstances } from '../../../tests/support/instance.ts';
import { testInstance } from '../../../tests/support/test-instance.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const take = (subject: string, name = 'GET /v1/notes') =>
  instance.callerLimits.countCall({ name, subject, times: 3, seconds: 60 });

describe('countCall', () => {
  it('allows the permitted number of calls, and then returns how long to wait', async () => {
    const waits = [await take('one'), await take('one'), await take('one'), await take('one')];

    expect(waits).toEqual([0, 0, 0, 60]);
  });

  it('starts a new window when the time is over, and not a second earlier', async () => {
    for (let call = 0; call < 4; call += 1) await take('two');

    clock.forward(59);
    const before = await take('two');
    clock.forward(1);
    const after = await take('two');

    expect([before, after]).toEqual([1, 0]);
  });

  it('counts every subject and every name separately', async () => {
    for (let call = 0; call < 4; call += 1) await take('three');

    const others = [await take('four'), await take('three', 'POST /v1/notes')];

    expect(others).toEqual([0, 0]);
  });

  it('allows no more when forty calls of ten instances are concurrent', async () => {
    const instances = await openInstances(10, test.url, clock);
    const call = (n: number) =>
      instances.nth(n).callerLimits.countCall({ name: 'race', subject: 'five', times: 7, seconds: 60 });

    const waits = await Promise.all(Array.from({ length: 40 }, (_, n) => call(n)));
    await instances.close();

    expect(waits.filter((wait) => wait === 0)).toHaveLength(7);
  });

  it('stores no address in clear', async () => {
    await take('203.0.113.77');

    const rows = await test.query<{ row: string }>('select caller_limit::text as row from caller_limit');

    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ row }) => row.includes('203.0.113.77') || row.includes('3230332e302e3131332e3737'))).toEqual(
      [],
    );
  });
});
