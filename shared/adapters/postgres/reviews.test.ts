import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { draftFiling, filingIn, submission } from '../../../tests/support/filings.ts';
import { type Instance, openInstance, openInstances } from '../../../tests/support/instance.ts';
import type { FilingState } from '../../domain/filing-machine.ts';
import type { Verdict } from '../../domain/verdict.ts';

let test: TestDatabase;
let instance: Instance;
const clock = testClock('2026-11-24T02:00:00Z');

beforeAll(async () => {
  test = await testDatabase();
  instance = openInstance(test.url, clock);
});
afterAll(async () => {
  await instance.close();
  await test.close();
});

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
  it('reads and changes a filing without asking whose it is', async () => {
    const { filingId, applicantId } = await filingIn(instance, 'submitted');
    const flagged = [{ field: 'organizer.name', reason: '与执照不一致', suggestion: '按执照填写' }];

    await instance.reviews.change(filingId, () => ({ event: 'return', flagged, lastVerdict: 1 }));

    expect(await instance.reviews.find(filingId)).toMatchObject({ state: 'returned', flagged, lastVerdict: 1 });
    expect(await instance.reviews.find(filingId)).toEqual(await instance.filings.find(filingId, applicantId));
  });

  it('keeps the numbers of an approval', async () => {
    const { filingId, websiteId } = await filingIn(instance, 'authority-review');
    const numbers = { organizer: '粤ICP备2026000001号', websites: { [websiteId]: '粤ICP备2026000001号-1' } };

    await instance.reviews.change(filingId, () => ({ event: 'approve', numbers }));

    expect(await instance.reviews.find(filingId)).toMatchObject({ state: 'approved', numbers });
  });

  it('refuses a filing that there isn’t', async () => {
    const find = instance.reviews.find(instance.ids.uuid());
    const change = instance.reviews.change(instance.ids.uuid(), () => ({ event: 'accept' }));

    await expect(find).rejects.toMatchObject({ refusal: 'filing.unknown' });
    await expect(change).rejects.toMatchObject({ refusal: 'filing.unknown' });
  });
});

describe('kept verdicts', () => {
  it('[W7] are kept once each, the first version of them, even when both arrive at once', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    const instances = await openInstances(5, test.url, clock);
    await instance.reviews.keep(verdict(filingId, { kind: 'accepted' }));

    await Promise.all(
      Array.from({ length: 10 }, (_, call) =>
        instances.nth(call).reviews.keep(verdict(filingId, { kind: 'returned' })),
      ),
    );
    await instances.close();

    expect(await instance.reviews.kept(filingId)).toEqual([
      verdict(filingId, { kind: 'accepted', numbers: undefined }),
    ]);
  });

  it('[W9] come back in the desk’s order, whole, whatever the order of arrival', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    const numbers = { organizer: '粤ICP备2026000001号', websites: { a: '粤ICP备2026000001号-1' } };
    const flagged = [{ field: 'organizer.name', reason: '与执照不一致' }];
    const third = verdict(filingId, { sequence: 3, kind: 'approved', numbers });
    const second = verdict(filingId, { sequence: 2, kind: 'from-a-newer-desk', flagged, numbers: undefined });
    const tenth = verdict(filingId, { sequence: 10, numbers: undefined });
    for (const each of [tenth, third, second]) await instance.reviews.keep(each);

    const kept = await instance.reviews.kept(filingId);

    expect(kept).toEqual([second, third, tenth]);
  });

  it('are only those of the current round that were not applied yet', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    await instance.reviews.keep(verdict(filingId, { sequence: 1, kind: 'returned' }));
    await instance.reviews.keep(verdict(filingId, { sequence: 2 }));
    await instance.reviews.keep(verdict(filingId, { round: 2, sequence: 1, kind: 'sms-waiting' }));

    await instance.reviews.change(filingId, () => ({ event: 'return', lastVerdict: 1 }));
    const afterFirst = await instance.reviews.kept(filingId);
    await instance.reviews.change(filingId, submission);
    const nextRound = await instance.reviews.kept(filingId);

    expect(afterFirst.map(({ round, sequence }) => [round, sequence])).toEqual([[1, 2]]);
    expect(nextRound.map(({ round, sequence }) => [round, sequence])).toEqual([[2, 1]]);
  });

  it('[W8] are forgotten with the transaction that keeps them', async () => {
    const { filingId } = await filingIn(instance, 'submitted');

    const failed = instance.transactions.run(async () => {
      await instance.reviews.keep(verdict(filingId));
      throw new Error('later step');
    });

    await expect(failed).rejects.toThrow('later step');
    expect(await instance.reviews.kept(filingId)).toEqual([]);
  });
});

describe('claimWaiting', () => {
  beforeEach(async () => {
    await test.query('update filing set waiting_since = null');
  });

  it.each<[FilingState, boolean]>([
    ['draft', false],
    ['submitted', true],
    ['returned', false],
    ['queued', true],
    ['sms-verification', true],
    ['authority-review', true],
    ['authority-returned', false],
    ['approved', false],
    ['abandoned', false],
  ])('of a filing that is %s: the desk is asked is %s', async (state, asked) => {
    const { filingId } = await filingIn(instance, state);
    clock.forward(1);

    const claimed = await instance.reviews.claimWaiting(clock.now(), 10);

    const round = 1;
    expect(claimed).toEqual(asked ? [{ filingId, round, lastVerdict: 0 }] : []);
  });

  it('[W11] asks again only when the question has become as old as the wait may be', async () => {
    await filingIn(instance, 'submitted');
    const claim = async (waitedSeconds: number) =>
      (await instance.reviews.claimWaiting(new Date(clock.now().getTime() - waitedSeconds * 1000), 10)).length;

    const counts = [await claim(300)];
    clock.forward(301);
    counts.push(await claim(300), await claim(300));
    clock.forward(301);
    counts.push(await claim(300));

    expect(counts).toEqual([0, 1, 0, 1]);
  });

  it('[W11] waits anew after the desk has said something', async () => {
    const { filingId } = await filingIn(instance, 'submitted');
    clock.forward(1);
    await instance.reviews.claimWaiting(clock.now(), 10);
    clock.forward(301);
    await instance.reviews.change(filingId, () => ({ event: 'accept' }));

    const claimed = await instance.reviews.claimWaiting(new Date(clock.now().getTime() - 300_000), 10);

    expect(claimed).toEqual([]);
  });

  it('takes those that have waited longest first', async () => {
    const { filingId: first } = await filingIn(instance, 'submitted');
    clock.forward(1);
    const { filingId: second } = await filingIn(instance, 'submitted');
    clock.forward(1);

    const claimed = [
      ...(await instance.reviews.claimWaiting(clock.now(), 1)),
      ...(await instance.reviews.claimWaiting(clock.now(), 1)),
    ];

    expect(claimed.map(({ filingId }) => filingId)).toEqual([first, second]);
  });

  it('shares the work between instances: every filing once, none twice, none more than asked for', async () => {
    for (let made = 0; made < 40; made += 1) await filingIn(instance, 'submitted');
    clock.forward(1);
    const instances = await openInstances(4, test.url, clock);

    const shares = await Promise.all(
      Array.from({ length: 8 }, (_, call) => instances.nth(call).reviews.claimWaiting(clock.now(), 5)),
    );
    await instances.close();

    const ids = shares.flat().map(({ filingId }) => filingId);
    expect(shares.every((share) => share.length <= 5)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(40);
  });

  it('does not wait for a filing that somebody is changing', async () => {
    const { filingId: busy } = await filingIn(instance, 'submitted');
    const { filingId: free } = await filingIn(instance, 'submitted');
    clock.forward(1);
    const other = openInstance(test.url, clock);

    const claimed = await other.transactions.run(async () => {
      await other.reviews.change(busy, () => ({ event: 'accept' }));
      return instance.reviews.claimWaiting(clock.now(), 10);
    });
    await other.close();

    expect(claimed.map(({ filingId }) => filingId)).toEqual([free]);
  });

  it('leaves what a filing has to go on with: a claim is no change', async () => {
    const { filingId } = await draftFiling(instance);
    const submitted = await instance.reviews.change(filingId, submission);
    clock.forward(1);
    await instance.reviews.claimWaiting(clock.now(), 10);

    const accepted = await instance.reviews.change(filingId, () => ({ event: 'accept' }));

    expect(accepted.version).toBe(submitted.version + 1);
  });
});
