import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cryptoIds } from '../../../../platform/adapters/node-crypto/ids.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type DeskTablesUnderTest, deskTables } from '../../../../tests/support/desk/desk-tables.ts';

const START = '2026-11-26T02:00:00Z';
const clock = testClock(START);
let tables: DeskTablesUnderTest;

beforeAll(async () => {
  tables = await deskTables(clock);
});
afterAll(() => tables.close());
beforeEach(async () => {
  await tables.test.query('delete from desk.review_case');
  clock.forward((Date.parse(START) - clock.now().getTime()) / 1000);
});

/** Hours from now. */
const hours = (count: number) => new Date(clock.now().getTime() + count * 3_600_000);

async function received({ due, risk = 0, age = 0 }: { due: number | undefined; risk?: number; age?: number }) {
  const filingId = cryptoIds.uuid();
  await tables.incomingCases.receive({
    filingId,
    round: 1,
    contentHash: 'a'.repeat(64),
    packageJson: '{}',
    facts: {
      filingType: 'first',
      province: '440000',
      risk,
      secondView: ['pre-approval'],
      summary: { domains: ['yunfan.example'], organizer: '云帆样例公司' },
      keys: [],
    },
    clock: {
      limitMs: 1,
      usedMs: 0,
      runningSince: due === undefined ? undefined : clock.now(),
      pausedFor: due === undefined ? 'held' : undefined,
    },
    dueAt: due === undefined ? undefined : hours(due),
    keptUntil: clock.now(),
  });
  const [row] = await tables.test.query<{ id: string }>(
    'update desk.review_case set received_at = $2 where filing_id = $1 returning id',
    [filingId, hours(-age)],
  );
  return row?.id ?? '';
}

const taken = async (reviewer = 'lin-yue') => (await tables.workList.takeNext(reviewer, 20))?.caseId;
const mine = async (reviewer: string) => (await tables.workList.mine(reviewer)).map(({ caseId }) => caseId);

describe('the next case', () => {
  it('is overdue before due today before later, then by risk, then by age', async () => {
    // Midnight in Beijing, and a minute before it.
    const later = await received({ due: 14, risk: 9, age: 9 });
    const today = await received({ due: 14 - 1 / 60, risk: 5, age: 9 });
    const young = await received({ due: -1, risk: 1, age: 1 });
    const old = await received({ due: 0, risk: 1, age: 5 });
    const risky = await received({ due: -2, risk: 2 });

    const order = [await taken(), await taken(), await taken(), await taken(), await taken(), await taken()];

    expect(order).toEqual([risky, old, young, today, later, undefined]);
  });

  it('is the same for everybody when all else is equal', async () => {
    const ids = [await received({ due: 3 }), await received({ due: 3 }), await received({ due: 3 })];

    expect([await taken(), await taken(), await taken()]).toEqual(ids.toSorted());
  });

  it('shows what a list needs, and not the package', async () => {
    const caseId = await received({ due: 3, risk: 2 });

    expect(await tables.workList.takeNext('lin-yue', 20)).toEqual({
      caseId,
      filingId: expect.any(String),
      round: 1,
      state: 'open',
      version: 1,
      queue: 'new',
      filingType: 'first',
      province: '440000',
      risk: 2,
      receivedAt: clock.now(),
      clock: { limitMs: 1, usedMs: 0, runningSince: clock.now(), pausedFor: undefined },
      callAgainAt: undefined,
      missedCalls: 0,
      keptFor: undefined,
      dueAt: hours(3),
      secondView: ['pre-approval'],
      lease: { holder: 'lin-yue', until: new Date('2026-11-26T02:20:00Z') },
      summary: { domains: ['yunfan.example'], organizer: '云帆样例公司' },
    });
  });

  it('is never one whose clock stands, or that was withdrawn', async () => {
    await received({ due: undefined });
    const caseId = await received({ due: 1 });
    const [row] = await tables.test.query<{ filing_id: string }>(
      'select filing_id from desk.review_case where id = $1',
      [caseId],
    );
    await tables.incomingCases.withdraw(row?.filing_id ?? '', 1);

    expect(await taken()).toBeUndefined();
  });

  it('is another one for each of ten reviewers who ask at once, and none is left out', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, (_, index) => received({ due: 1, risk: index % 3 })));

    const got = await Promise.all(all.map((_, index) => taken(`reviewer-${index}`)));

    expect(got.toSorted()).toEqual(all.toSorted());
  });
});

describe('a lease', () => {
  it('keeps a case for its reviewer, and after twenty minutes it is the next one again', async () => {
    const caseId = await received({ due: 1 });
    await taken('lin-yue');
    const meanwhile = await taken('zhou-ping');

    clock.forward(20 * 60);
    const afterwards = await mine('lin-yue');

    expect([meanwhile, afterwards]).toEqual([undefined, []]);
    expect(await taken('zhou-ping')).toBe(caseId);
  });

  it('that ended is told in the chain of its case, once', async () => {
    const caseId = await received({ due: 1 });
    await taken('lin-yue');
    clock.forward(20 * 60);

    const ended = [await tables.workList.endLeases(10), await tables.workList.endLeases(10)];

    const entries = await tables.auditReader.entriesOf(caseId);
    expect(ended).toEqual([1, 0]);
    expect(entries.map(({ actor, action, facts }) => [actor, action, facts])).toEqual([
      ['filing-service', 'received', { round: 1 }],
      ['lin-yue', 'taken', {}],
      ['desk', 'lease-ended', { holder: 'lin-yue' }],
    ]);
  });
});

describe('my cases', () => {
  it('are those that I have, the first due first and paused ones last', async () => {
    const [second, first] = [await received({ due: 5, risk: 1 }), await received({ due: 2 })];
    await taken('lin-yue');
    await taken('lin-yue');
    const paused = await received({ due: 6 });
    await taken('lin-yue');
    await tables.test.query(
      "update desk.review_case set due_at = null, running_since = null, paused_for = 'held' where id = $1",
      [paused],
    );

    expect(await mine('lin-yue')).toEqual([first, second, paused]);
    expect(await mine('zhou-ping')).toEqual([]);
  });
});
