import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../contracts/review-desk/verdict.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { openInstance, openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { draftFiling, filingIn, submission } from '../../../../tests/support/filings/filings.ts';
import type { FilingState } from '../../../domain/filing/machine.ts';
import type { WaitingFiling } from '../../../ports/filings/reviews.ts';
import { type Database, openDatabase } from '../database.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);

const verdict = (filingId: string, changes: Partial<Verdict> = {}): Verdict => ({
  filingId,
  round: 1,
  sequence: 1,
  kind: 'accepted',
  at: new Date('2026-11-24T01:00:00Z'),
  flagged: [],
  ...changes,
});

describe('find and change', () => {
  it('reads and changes a filing without its applicant', async () => {
    const { filingId, applicantId } = await filingIn(instance, 'submitted');
    const flagged = [{ field: 'organizer.name', reason: '与执照不一致', suggestion: '按执照填写' }];

    await instance.reviews.changeFiling(filingId, () => ({ event: 'return', flagged, lastVerdict: 1 }));

    expect(await instance.reviews.findFiling(filingId)).toMatchObject({ state: 'returned', flagged, lastVerdict: 1 });
    expect(await instance.reviews.findFiling(filingId)).toEqual(await instance.filings.findOwn(filingId, applicantId));
  });

  it('stores the numbers of an approval', async () => {
    const { filingId, websiteId } = await filingIn(instance, 'authority-review');
    const numbers = { organizer: '粤ICP备2026000001号', websites: { [websiteId]: '粤ICP备2026000001号-1' } };

    await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));

    expect(await instance.reviews.findFiling(filingId)).toMatchObject({ state: 'approved', numbers });
  });

  it('refuses a filing that does not exist', async () => {
    const find = instance.reviews.findFiling(instance.ids.uuid());
    const change = instance.reviews.changeFiling(instance.ids.uuid(), () => ({ event: 'accept' }));

    await expect(find).rejects.toMatchObject({ refusal: 'filing.unknown' });
    await expect(change).rejects.toMatchObject({ refusal: 'filing.unknown' });
  });
});

describe('stored verdicts', () => {
  it('[W7] are stored once each, the first version of them, even when both arrive concurrently', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    const instances = await openInstances(5, test.url, clock);
    await instance.reviews.keepVerdict(verdict(filingId, { kind: 'accepted' }));

    await Promise.all(
      Array.from({ length: 10 }, (_, call) =>
        instances.nth(call).reviews.keepVerdict(verdict(filingId, { kind: 'returned' })),
      ),
    );
    await instances.close();

    expect(await instance.reviews.unappliedVerdicts(filingId)).toEqual([
      verdict(filingId, { kind: 'accepted', numbers: undefined }),
    ]);
  });

  it('[W9] are returned in the desk’s order, complete, whatever the order of arrival', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    const numbers = { organizer: '粤ICP备2026000001号', websites: { a: '粤ICP备2026000001号-1' } };
    const flagged = [{ field: 'organizer.name', reason: '与执照不一致' }];
    const third = verdict(filingId, { sequence: 3, kind: 'approved', numbers });
    const second = verdict(filingId, { sequence: 2, kind: 'from-a-newer-desk', flagged, numbers: undefined });
    const tenth = verdict(filingId, { sequence: 10, numbers: undefined });
    for (const each of [tenth, third, second]) await instance.reviews.keepVerdict(each);

    const kept = await instance.reviews.unappliedVerdicts(filingId);

    expect(kept).toEqual([second, third, tenth]);
  });

  it('are only those of the current round that were not applied yet', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    await instance.reviews.keepVerdict(verdict(filingId, { sequence: 1, kind: 'returned' }));
    await instance.reviews.keepVerdict(verdict(filingId, { sequence: 2 }));
    await instance.reviews.keepVerdict(verdict(filingId, { round: 2, sequence: 1, kind: 'sms-waiting' }));

    await instance.reviews.changeFiling(filingId, () => ({ event: 'return', lastVerdict: 1 }));
    const afterFirst = await instance.reviews.unappliedVerdicts(filingId);
    await instance.reviews.changeFiling(filingId, submission);
    const nextRound = await instance.reviews.unappliedVerdicts(filingId);

    expect(afterFirst.map(({ round, sequence }) => [round, sequence])).toEqual([[1, 2]]);
    expect(nextRound.map(({ round, sequence }) => [round, sequence])).toEqual([[2, 1]]);
  });

  it('[W8] are rolled back with their transaction', async () => {
    const { filingId } = await filingIn(instance, 'submitted');

    const failed = instance.transactions.inTransaction(async () => {
      await instance.reviews.keepVerdict(verdict(filingId));
      throw new Error('later step');
    });

    await expect(failed).rejects.toThrow('later step');
    expect(await instance.reviews.unappliedVerdicts(filingId)).toEqual([]);
  });
});

const PATIENCE_SECONDS = 60;

describe('claimWaiting', () => {
  beforeEach(async () => {
    await test.query('delete from desk_question');
  });
  const claim = (limit = 10) => instance.reviews.claimWaiting(clock.now(), limit);
  const idsOf = (claimed: readonly WaitingFiling[]) => claimed.map(({ filingId }) => filingId);

  it.each<[FilingState, boolean]>([
    ['draft', false],
    ['submitted', true],
    ['returned', false],
    ['queued', true],
    ['sms-verification', true],
    ['authority-review', true],
    ['authority-returned', false],
    ['approved', false],
    ['revoked', false],
    ['abandoned', false],
  ])('of a filing that is %s: is returned after a minute: %s', async (state, asked) => {
    const { filingId } = await filingIn(instance, state);
    const askAt = new Date(clock.now().getTime() + PATIENCE_SECONDS * 1000);
    clock.forward(PATIENCE_SECONDS);

    const claimed = await claim();

    expect(claimed).toMatchObject(asked ? [{ filingId, round: 1, lastVerdict: 0, askAt, hasKept: false }] : []);
  });

  it('returns an approved filing once a day, to see whether it was revoked', async () => {
    const { filingId } = await filingIn(instance, 'approved');
    const counts: number[] = [];

    for (const seconds of [24 * 3600 - 1, 1, 24 * 3600 - 1, 1]) {
      clock.forward(seconds);
      counts.push((await claim()).length);
    }

    expect(counts).toEqual([0, 1, 0, 1]);
    expect(await instance.reviews.findFiling(filingId)).toMatchObject({ state: 'approved', version: 6 });
  });

  it('[W11] returns a filing after a minute without a verdict, and then every four minutes', async () => {
    await filingIn(instance, 'submitted');
    const counts: number[] = [];

    for (const seconds of [PATIENCE_SECONDS - 1, 1, 239, 1]) {
      clock.forward(seconds);
      counts.push((await claim()).length);
    }

    expect(counts).toEqual([0, 1, 0, 1]);
  });

  it('[W11] counts anew after a verdict', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    clock.forward(PATIENCE_SECONDS);
    await instance.reviews.changeFiling(filingId, () => ({ event: 'accept' }));
    clock.forward(PATIENCE_SECONDS - 1);

    const claimed = await claim();

    expect(claimed).toEqual([]);
  });

  it('does not come back to a filing that has ended since it was claimed', async () => {
    const { filingId } = await filingIn(instance, 'abandoned');

    await instance.reviews.askAgain([filingId], new Date(0));

    expect(await test.query('select from desk_question where filing_id = $1', [filingId])).toEqual([]);
  });

  it('reports that a verdict was stored but not applied', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    await instance.reviews.keepVerdict(verdict(filingId, { sequence: 2 }));
    clock.forward(PATIENCE_SECONDS);

    const claimed = await claim();

    expect(claimed).toMatchObject([{ filingId, hasKept: true }]);
  });

  it('shares the work among instances: every filing once, none twice, none beyond the limit', async () => {
    for (let made = 0; made < 40; made += 1) await filingIn(instance, 'submitted');
    clock.forward(PATIENCE_SECONDS);
    const instances = await openInstances(4, test.url, clock);

    const shares = await Promise.all(
      Array.from({ length: 8 }, (_, call) => instances.nth(call).reviews.claimWaiting(clock.now(), 5)),
    );
    await instances.close();

    const ids = shares.flatMap(idsOf);
    expect(shares.every((share) => share.length <= 5)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(40);
  });

  it('shares nothing without its locks: read first and marked later, the same filings go to several', async () => {
    for (let made = 0; made < 40; made += 1) await filingIn(instance, 'submitted');
    clock.forward(PATIENCE_SECONDS);
    const databases = Array.from({ length: 4 }, () => openDatabase(test.url));
    await Promise.all(databases.map((database) => database.inTransaction(async () => {})));

    const shares = await Promise.all(databases.map((database) => claimWithoutLock(database, clock.now(), 10)));
    await Promise.all(databases.map((database) => database.close()));

    expect(new Set(shares.flat()).size).toBeLessThan(40);
  });

  it('does not wait for a filing that is being changed', async () => {
    const { filingId: busy } = await filingIn(instance, 'submitted');
    const { filingId: free } = await filingIn(instance, 'submitted');
    clock.forward(PATIENCE_SECONDS);
    const other = openInstance(test.url, clock);

    const claimed = await other.transactions.inTransaction(async () => {
      await other.reviews.changeFiling(busy, () => ({ event: 'accept' }));
      return claim();
    });
    await other.close();

    expect(idsOf(claimed)).toEqual([free]);
  });

  it('leaves the version of a filing unchanged: a claim is not a change', async () => {
    const { filingId } = await draftFiling(instance);
    const submitted = await instance.reviews.changeFiling(filingId, submission);
    clock.forward(PATIENCE_SECONDS);
    await claim();

    const accepted = await instance.reviews.changeFiling(filingId, () => ({ event: 'accept' }));

    expect(accepted.version).toBe(submitted.version + 1);
  });

  it('asks about an approved filing behind those under review, however long it has waited', async () => {
    const { filingId: approved } = await filingIn(instance, 'approved');
    clock.forward(2 * 24 * 3600);
    const { filingId: submitted } = await filingIn(instance, 'submitted');
    clock.forward(PATIENCE_SECONDS);

    const claimed = await claim();

    expect(idsOf(claimed)).toEqual([submitted, approved]);
  });

  it('keeps one place in twelve for approved filings, however many under review are due', async () => {
    const approved: string[] = [];
    for (let made = 0; made < 2; made += 1) approved.push((await filingIn(instance, 'approved')).filingId);
    clock.forward(2 * 24 * 3600);
    for (let made = 0; made < 13; made += 1) await filingIn(instance, 'submitted');
    clock.forward(PATIENCE_SECONDS);

    const rounds = [idsOf(await claim(12)), idsOf(await claim(12))];

    expect(rounds.map((ids) => ids.filter((id) => approved.includes(id)).length)).toEqual([1, 1]);
    expect(rounds.map((ids) => ids.length)).toEqual([12, 3]);
    expect(new Set(rounds.flat()).size).toBe(15);
  });

  it('gives each filing under review its turn: a claim goes on behind the one before, whoever made it', async () => {
    const ids: string[] = [];
    for (let made = 0; made < 7; made += 1) ids.push((await filingIn(instance, 'submitted')).filingId);
    clock.forward(PATIENCE_SECONDS);
    const other = openInstance(test.url, clock);

    const rounds: string[] = [];
    for (const by of [instance, other, instance, other, instance]) {
      // All are due again, as when a run comes to less than half of them.
      await instance.reviews.askAgain(ids, new Date(0));
      rounds.push(...idsOf(await by.reviews.claimWaiting(clock.now(), 3)));
    }
    await other.close();

    const turns = ids.map((id) => rounds.filter((round) => round === id).length);
    expect(rounds).toHaveLength(15);
    expect([Math.min(...turns), Math.max(...turns)]).toEqual([2, 3]);
  });

  it('writes the next time of a filing under review in place: 95 of 100 updates touch no index, and none a filing', async () => {
    for (let made = 0; made < 20; made += 1) await filingIn(instance, 'submitted');

    const counted = async () => {
      const { rows } = await sql<{ relname: string; all: number; inPlace: number }>`
        select relname, n_tup_upd::int as all, n_tup_hot_upd::int as "inPlace" from pg_stat_xact_user_tables
        where relname in ('desk_question', 'filing')`.execute(instance.transactions.sql);
      return (table: string) => rows.find(({ relname }) => relname === table) ?? { all: 0, inPlace: 0 };
    };

    const counts = await instance.transactions.inTransaction(async () => {
      const atFirst = await counted();
      for (let run = 0; run < 3; run += 1) {
        clock.forward(4 * 60);
        await claim(20);
      }
      return { was: atFirst, is: await counted() };
    });

    expect(counts.is('filing')).toEqual(counts.was('filing'));
    expect(counts.is('desk_question').all - counts.was('desk_question').all).toBe(60);
    expect(counts.is('desk_question').inPlace - counts.was('desk_question').inPlace).toBeGreaterThanOrEqual(57);
  });
});

/** Like `claimWaiting`, but without the lock: read, then mark. */
async function claimWithoutLock({ sql: database }: Database, dueBy: Date, limit: number): Promise<readonly string[]> {
  const rows = await database
    .selectFrom('desk_question')
    .select('filing_id')
    .where('ask_at', '<=', dueBy)
    .orderBy('ask_at')
    .limit(limit)
    .execute();
  const ids = rows.map(({ filing_id }) => filing_id);
  await database
    .updateTable('desk_question')
    .set({ ask_at: new Date(dueBy.getTime() + 1) })
    .where('filing_id', 'in', ids)
    .execute();
  return ids;
}

describe('the pause of the desk', () => {
  it('holds for every instance until it is over; the latest time counts', async () => {
    const other = openInstance(test.url, clock);
    const until = new Date(clock.now().getTime() + 90_000);
    await instance.reviews.keepQuietUntil(until);
    await other.reviews.keepQuietUntil(new Date(clock.now().getTime() + 60_000));

    const told = [await other.reviews.quietUntil()];
    clock.forward(89);
    told.push(await other.reviews.quietUntil());
    clock.forward(1);
    told.push(await other.reviews.quietUntil());
    await other.close();

    expect(told).toEqual([until, until, undefined]);
  });
});
