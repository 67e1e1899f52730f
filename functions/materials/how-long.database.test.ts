import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../tests/support/database/database.ts';
import { type Instance, openInstance } from '../../tests/support/database/instance.ts';
import { filingIn } from '../../tests/support/filings/filings.ts';
import { howLong } from './how-long.ts';

let test: TestDatabase;
let instance: Instance;

beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => {
  instance = openInstance(test.url, testClock('2026-11-24T02:00:00Z'));
  return () => instance.close();
});
afterAll(() => test.close());

let filings = 0;
/** A filing of 广东 that was submitted on Monday, 2 November, and approved on another day of that month. */
async function approvedOn(day: number): Promise<string> {
  filings += 1;
  const specimen = { ...ENTERPRISE, domain: `yunfan-${filings}.cn` };
  const { filingId, websiteId } = await filingIn(instance, 'authority-review', specimen);
  const organizer = `粤ICP备${2026000000 + filings}号`;
  const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  await test.query(
    `update filing_history set at = case when event = 'approve' then $2::timestamptz else '2026-11-02T02:00:00Z' end
     where filing_id = $1`,
    [filingId, `2026-11-${String(day).padStart(2, '0')}T02:00:00Z`],
  );
  return filingId;
}

describe('how long filings took in all', () => {
  it('is told from twenty approvals of the last ninety days on, from the first submission, returns included', {
    timeout: 60_000,
  }, async () => {
    // Ten working days for half, fifteen for the others.
    for (const day of [...Array(10).fill(16), ...Array(9).fill(23)] as readonly number[]) await approvedOn(day);
    const with19 = await howLong('440000', instance);
    // Submitted once more a week later: the time before counts.
    const returned = await approvedOn(23);
    await test.query(
      `insert into filing_history select (jsonb_populate_record(h, jsonb_build_object('at', '2026-11-09T02:00:00Z',
        'version', h.version + 1000))).* from filing_history h where filing_id = $1 and event = 'submit'`,
      [returned],
    );

    expect(with19).toBeUndefined();
    expect(await howLong('440000', instance)).toEqual({ filings: 20, half: 10, nineOfTen: 15 });
    expect(await howLong('120000', instance)).toBeUndefined();
  });

  it('is of the last ninety days only', async () => {
    const later = openInstance(test.url, testClock('2027-02-22T02:00:00Z'));

    expect(await howLong('440000', later)).toBeUndefined();
    await later.close();
  });
});
