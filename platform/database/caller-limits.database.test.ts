import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { openInstances } from '../../tests/support/database/instance.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const begin = (subject: string, most = 2, isPoll = true) =>
  instance.callerLimits.beginCall({ route: 'GET /v1/notes', subjects: [subject], most, seconds: 30, isPoll });

const take = (subject: string, name = 'GET /v1/notes') =>
  instance.callerLimits.countCall({ name, subjects: [subject], times: 3, seconds: 60 });

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
      instances.nth(n).callerLimits.countCall({ name: 'race', subjects: ['five'], times: 7, seconds: 60 });

    const waits = await Promise.all(Array.from({ length: 40 }, (_, n) => call(n)));
    await instances.close();

    expect(waits.filter((wait) => wait === 0)).toHaveLength(7);
  });

  it('counts each subject of a call by itself: it waits for that which waits longest', async () => {
    const takeBoth = () =>
      instance.callerLimits.countCall({ name: 'GET /v1/both', subjects: ['six', 'seven'], times: 3, seconds: 60 });
    const takeOne = (subject: string) => take(subject, 'GET /v1/both');

    const waits = [await takeOne('six'), await takeBoth(), await takeBoth(), await takeBoth(), await takeOne('seven')];

    expect(waits).toEqual([0, 0, 0, 60, 60]);
    expect(await instance.callerLimits.countCall({ name: 'none', subjects: [], times: 0, seconds: 60 })).toBe(0);
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

describe('beginCall', () => {
  it('lets the permitted number of calls run at once, and the next one when one has ended', async () => {
    const [first, second, third] = [await begin('reader'), await begin('reader'), await begin('reader')];
    await first?.();
    const fourth = await begin('reader');
    await Promise.all([second, fourth].map((end) => end?.()));

    expect([first, second, third, fourth].map((end) => end !== undefined)).toEqual([true, true, false, true]);
  });

  it('needs a place for each subject, and keeps none when one is taken', async () => {
    const both = () =>
      instance.callerLimits.beginCall({
        route: 'GET /v1/both',
        subjects: ['eight', 'nine'],
        most: 1,
        seconds: 30,
        isPoll: false,
      });
    const item = (subject: string) =>
      instance.callerLimits.beginCall({
        route: 'GET /v1/both',
        subjects: [subject],
        most: 1,
        seconds: 30,
        isPoll: false,
      });
    const nine = await item('nine');
    const refused = await both();
    const eight = await item('eight');
    await eight?.();
    await nine?.();
    const begun = await both();

    expect([nine, refused, eight, begun].map((end) => end !== undefined)).toEqual([true, false, true, true]);
    await begun?.();
  });

  it('frees the place of a call whose instance died when its time is over, and not a second earlier', async () => {
    await begin('dying', 1);

    clock.forward(29);
    const before = await begin('dying', 1);
    clock.forward(1);
    const after = await begin('dying', 1);
    await after?.();

    expect([before, after !== undefined]).toEqual([undefined, true]);
  });

  it('lets four polls of all callers run at once, while other work of theirs runs as ever', async () => {
    const polls = [];
    for (let caller = 0; caller < 5; caller += 1) polls.push(await begin(`caller-${caller}`));
    const work = await begin('caller-4', 2, false);
    await Promise.all([...polls, work].map((end) => end?.()));
    const later = await begin('caller-4');
    await later?.();

    expect(polls.map((end) => end !== undefined)).toEqual([true, true, true, true, false]);
    expect([work, later].map((end) => end !== undefined)).toEqual([true, true]);
  });

  it('lets no more run when forty calls of ten instances are concurrent, and all places are free afterwards', async () => {
    const instances = await openInstances(10, test.url, clock);
    const call = (n: number) =>
      instances
        .nth(n)
        .callerLimits.beginCall({ route: 'race', subjects: ['one'], most: 7, seconds: 30, isPoll: false });

    const ends = await Promise.all(Array.from({ length: 40 }, (_, n) => call(n)));
    await Promise.all(ends.map((end) => end?.()));
    const again = await Promise.all(Array.from({ length: 7 }, (_, n) => call(n)));
    await instances.close();

    expect(ends.filter((end) => end !== undefined)).toHaveLength(7);
    expect(again.filter((end) => end !== undefined)).toHaveLength(7);
  });

  it('stores no address in clear', async () => {
    await begin('203.0.113.78');

    const rows = await test.query<{ row: string }>('select running_call::text as row from running_call');

    expect(rows.filter(({ row }) => row.includes('203.0.113.78') || row.includes('3230332e302e3131332e3738'))).toEqual(
      [],
    );
  });
});
