import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { beijingDay } from '../../../../contracts/kit/beijing-time.ts';
import { BudgetUsedUp } from '../../../../platform/ports/failed.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { testDatabase } from '../../../../tests/support/database/database.ts';
import { budgetsOf, openInstance, testSeal } from '../../../../tests/support/database/instance.ts';
import type { Budgets } from '../../../domain/paid-calls.ts';
import { type Database, openDatabase } from '../database.ts';
import { createPaidCalls } from './paid-calls.ts';

const test = await testDatabase();
// Ten in the evening in Beijing.
const clock = testClock('2026-11-24T14:00:00Z');
const databases: Database[] = [];
afterAll(async () => {
  await Promise.all(databases.map((database) => database.close()));
  await test.close();
});
beforeEach(() => test.query('delete from paid_call'));

const alarms: string[] = [];
/** One instance of a function. */
function instanceWith(budgets: Budgets) {
  const database = openDatabase(test.url);
  databases.push(database);
  return createPaidCalls({ database, seal: testSeal(), clock }, budgets, ({ message }) => alarms.push(message));
}

const instance = openInstance(test.url, clock);
databases.push(instance.transactions as Database);
const PEOPLE = await Promise.all(
  [0, 1, 2, 3, 4, 5, 6].map(async (person) => (await instance.accounts.signIn(`payer ${person}`)).accountId),
);
const [ONE, OTHER] = PEOPLE;
const payer = (accountId: string | undefined, filingId: string) => ({ accountId, filingId });
/** `paid`, or which budget refused the call. */
const outcomeOf = (call: Promise<void>): Promise<string> =>
  call.then(
    () => 'paid',
    (error: unknown) => (error instanceof BudgetUsedUp ? error.budget : String(error)),
  );

describe('a budget for paid calls', () => {
  const few: Budgets = {
    service: { ...budgetsOf(5).service, sms: 100 },
    account: { ...budgetsOf(3).account, sms: 100 },
    filing: { ...budgetsOf(2).filing, sms: 100 },
  };

  it('[A4] of a filing refuses what exceeds it, the next day too', async () => {
    const calls = instanceWith(few);
    const spend = () => outcomeOf(calls.spend('ocr', payer(ONE, 'filing-1')));

    const today = [await spend(), await spend(), await spend()];
    clock.forward(24 * 3600);
    const tomorrow = await spend();

    expect([today, tomorrow]).toEqual([['paid', 'paid', 'filing'], 'filing']);
  });

  it('[A4] of an account refuses what exceeds it on all its filings, until midnight in Beijing', async () => {
    const calls = instanceWith(few);
    const spend = (filingId: string) => outcomeOf(calls.spend('ocr', payer(ONE, filingId)));

    const before = [await spend('a'), await spend('b'), await spend('c'), await spend('d')];
    const refused = await calls.spend('ocr', payer(ONE, 'd')).catch((error: unknown) => error);
    const other = await outcomeOf(calls.spend('ocr', payer(OTHER, 'e')));
    clock.forward(2 * 3600);
    const afterMidnight = await spend('d');

    expect(before).toEqual(['paid', 'paid', 'paid', 'account']);
    expect(refused).toMatchObject({ kind: 'throttled', retryAfterSeconds: 7200, vendorCode: 'budget-account' });
    expect([other, afterMidnight]).toEqual(['paid', 'paid']);
    clock.forward(22 * 3600);
  });

  it('[A4] of a service refuses what exceeds it by whomever; other services go on', async () => {
    const calls = instanceWith(few);
    const outcomes = [];
    for (let person = 0; person < 6; person += 1)
      outcomes.push(await outcomeOf(calls.spend('faces', payer(PEOPLE[person], `filing-${person}`))));

    const other = await outcomeOf(calls.spend('sms', payer(PEOPLE[5], 'filing-5')));

    expect(outcomes).toEqual(['paid', 'paid', 'paid', 'paid', 'paid', 'service']);
    expect(other).toBe('paid');
  });

  it('that is nothing allows no call', async () => {
    expect(await outcomeOf(instanceWith(budgetsOf(0)).spend('sms', payer(ONE, 'filing-1')))).toBe('service');
  });

  it('counts nothing anywhere for a call that one of them refuses', async () => {
    const calls = instanceWith(few);
    for (let call = 0; call < 5; call += 1) await outcomeOf(calls.spend('ocr', payer(ONE, 'filing-1')));

    const rows = await test.query('select payer, calls from paid_call order by payer');

    expect(rows).toEqual([
      { payer: 'all', calls: 2 },
      { payer: 'filing/filing-1', calls: 2 },
      { payer: expect.stringMatching(/^person\/[0-9a-f]{64}$/), calls: 2 },
    ]);
  });

  it('gets back a call of one service by one payer today, and nobody else does', async () => {
    const calls = instanceWith(budgetsOf(100));
    const counts = async () =>
      new Map(
        (await test.query<Record<string, string>>('select service, payer, period, calls from paid_call')).map(
          ({ service, payer: of, period, calls: count }) => [`${service} ${of} ${period}`, Number(count)],
        ),
      );
    for (const seconds of [24 * 3600, 0]) {
      for (const service of ['ocr', 'faces'] as const)
        for (const who of [payer(ONE, 'filing-1'), payer(OTHER, 'filing-2')])
          for (let call = 0; call < 5; call += 1) await calls.spend(service, who);
      clock.forward(seconds);
    }
    const before = await counts();

    await calls.giveBack('ocr', payer(ONE, 'filing-1'));

    const after = await counts();
    const less = [...before].flatMap(([row, count]) => (after.get(row) === count ? [] : [[row, after.get(row)]]));
    const today = beijingDay(clock.now());
    expect(before.size).toBe(16);
    expect(less.toSorted()).toEqual([
      [`ocr all ${today}`, 9],
      ['ocr filing/filing-1 always', 9],
      [expect.stringMatching(/^ocr person\/[0-9a-f]{64} /), 4],
    ]);
  });

  it('has room again for a call that was given back', async () => {
    const calls = instanceWith(few);
    const spend = () => outcomeOf(calls.spend('ocr', payer(ONE, 'filing-1')));

    const before = [await spend(), await spend()];
    await calls.giveBack('ocr', payer(ONE, 'filing-1'));
    const after = [await spend(), await spend()];

    expect([before, after]).toEqual([
      ['paid', 'paid'],
      ['paid', 'filing'],
    ]);
  });

  it('raises one alarm when it is used up, however many calls it refuses', async () => {
    alarms.length = 0;
    const calls = instanceWith(few);

    for (let call = 0; call < 6; call += 1) await outcomeOf(calls.spend('liveness', payer(ONE, 'filing-1')));
    await outcomeOf(instanceWith(few).spend('liveness', payer(ONE, 'filing-1')));

    expect(alarms).toEqual(['liveness: throttled (budget-filing)']);
  });

  it('allows no more when sixty calls of ten instances are concurrent', async () => {
    const instances = Array.from({ length: 10 }, () => instanceWith(few));

    const outcomes = await Promise.all(
      Array.from({ length: 60 }, (_, n) =>
        outcomeOf((instances[n % 10] ?? instanceWith(few)).spend('ocr', payer(PEOPLE[n % 3], `filing-${n}`))),
      ),
    );

    expect(outcomes.filter((outcome) => outcome === 'paid')).toHaveLength(5);
    expect(await test.query(`select calls from paid_call where payer = 'all'`)).toEqual([{ calls: 5 }]);
  });
});
