import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../../../contracts/kit/record-id.ts';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances, outcomes } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { approveFiling } from '../../../../tests/support/filings/approve-filing.ts';
import { draftFiling, filingIn } from '../../../../tests/support/filings/filings.ts';
import { startTransfer } from '../../../domain/record/transfer.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
let instances: Awaited<ReturnType<typeof openInstances>>;
beforeAll(async () => {
  instances = await openInstances(2, test.url, clock);
});
afterAll(() => instances.close());

const ROUNDS = 10;
const MADE = { createdAt: clock.now(), expiresAt: new Date('2026-11-24T02:30:00Z'), checkIds: [] };
type OfFiling = Pick<Awaited<ReturnType<typeof draftFiling>>, 'filingId' | 'websiteId' | 'applicantId'>;

/** Hands a website's check over. */
async function handOver({ filingId, websiteId, applicantId }: OfFiling, by: Instance = instance) {
  const [id, token] = [by.ids.uuid(), by.ids.secret()];
  await by.handOvers.create({ ...MADE, id, filingId, websiteId, applicantId }, token);
  return { id, token };
}
/** A filing that has brought a record. */
async function approved(number: string) {
  const filing = await draftFiling(instance);
  await approveFiling(instance.reviews, { ...filing, organizer: number });
  return filing;
}
const devices = () => [0, 1].map((index) => ({ by: instances.nth(index), device: instance.ids.secret() }));

describe('a transfer’s hand-over', () => {
  it('is that of the account that made it, ends with the next one of its transfer, and goes with it', async () => {
    const holder = await approved('粤ICP备2026000001号');
    const { accountId: target } = await instance.accounts.signIn(instance.ids.secret());
    const { transfer } = await instance.recordTransfers.start(
      recordBegunBy(holder.filingId),
      holder.applicantId,
      (transferCase) => startTransfer(transferCase, instance.ids.uuid()),
    );
    const { filingId } = holder;
    const made = { ...MADE, filingId, websiteId: undefined, transferId: transfer.id, applicantId: target };
    const ids = [instance.ids.uuid(), instance.ids.uuid()] as const;
    await instance.handOvers.create({ ...made, id: ids[0] }, instance.ids.secret());
    await handOver(holder);
    await instance.handOvers.create(
      { ...made, id: ids[1], createdAt: new Date('2026-11-24T02:00:01Z') },
      instance.ids.secret(),
    );

    const all = await instance.handOvers.ofFiling(filingId, holder.applicantId);
    const newest = await instance.handOvers.ofTransfer(transfer.id);
    await test.query('delete from record_transfer where id = $1', [transfer.id]);

    expect(newest).toMatchObject({ id: ids[1], applicantId: target, transferId: transfer.id, websiteId: undefined });
    expect(all.filter(({ cancelledAt }) => cancelledAt).map(({ id }) => id)).toEqual([ids[0]]);
    expect(all.map(({ transferId }) => transferId).toSorted()).toEqual([transfer.id, transfer.id, undefined]);
    expect((await instance.handOvers.ofFiling(filingId, holder.applicantId)).length).toBe(1);
    expect(await instance.handOvers.ofTransfer(transfer.id)).toBeUndefined();
  });

  it('leaves with the account that made it', async () => {
    const { filingId, applicantId } = await approved('粤ICP备2026000002号');
    const { accountId: target } = await instance.accounts.signIn(instance.ids.secret());
    const { transfer } = await instance.recordTransfers.start(recordBegunBy(filingId), applicantId, (transferCase) =>
      startTransfer(transferCase, instance.ids.uuid()),
    );
    const made = { ...MADE, id: instance.ids.uuid(), filingId, websiteId: undefined, transferId: transfer.id };
    await instance.handOvers.create({ ...made, applicantId: target }, instance.ids.secret());

    await instance.erasure.beginAccount(target);
    await instance.erasure.eraseAccount(target);

    expect(await instance.handOvers.ofTransfer(transfer.id)).toBeUndefined();
  });
});

describe('a hand-over', () => {
  it('belongs to one of two phones that open its link at once, and only that one can go on', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { token } = await handOver(await draftFiling(instance));
      const phones = devices();

      const opened = await outcomes(phones.map(({ by, device }) => by.handOvers.open({ token, device }, clock.now())));
      const goesOn = await outcomes(phones.map(({ by, device }) => by.handOvers.lock({ token, device })));

      expect([opened, goesOn]).toEqual([
        { done: 1, 'hand-over.other-device': 1 },
        { done: 1, 'hand-over.other-device': 1 },
      ]);
    }
  });

  it('ends with the next one of its website, also when both are made at once', async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const filing = await draftFiling(instance);

      await Promise.all([0, 1].map((index) => handOver(filing, instances.nth(index))));

      const all = await instance.handOvers.ofFiling(filing.filingId, filing.applicantId);
      expect(all.filter(({ cancelledAt }) => cancelledAt === undefined)).toHaveLength(1);
    }
  });

  it('keeps the time of the first objection, and of the first cancellation', async () => {
    const filing = await draftFiling(instance);
    const { id } = await handOver(filing);
    const later = new Date('2026-11-24T02:10:00Z');

    for (const at of [MADE.createdAt, later]) {
      await instance.handOvers.decline(id, at === later ? 'unwilling' : 'wrong-person', at);
      await instance.handOvers.cancel(id, filing.applicantId, at);
    }

    const [found] = await instance.handOvers.ofFiling(filing.filingId, filing.applicantId);
    expect(found).toMatchObject({
      declinedAt: MADE.createdAt,
      declineReason: 'wrong-person',
      cancelledAt: MADE.createdAt,
    });
  });

  it('binds no phone when it is over already', async () => {
    const filing = await draftFiling(instance);
    const { id, token } = await handOver(filing);
    await instance.handOvers.cancel(id, filing.applicantId, clock.now());

    for (const { by, device } of devices()) await by.handOvers.open({ token, device }, clock.now());

    const [found] = await instance.handOvers.ofFiling(filing.filingId, filing.applicantId);
    expect(found?.openedAt).toBeUndefined();
  });

  it('is seen and cancelled by nobody but the account of its filing', async () => {
    const [filing, stranger] = [await draftFiling(instance), await draftFiling(instance)];
    const { id } = await handOver(filing);

    const cancelled = await outcomes([instance.handOvers.cancel(id, stranger.applicantId, clock.now())]);

    expect(cancelled).toEqual({ 'hand-over.unknown': 1 });
    expect(await instance.handOvers.ofFiling(filing.filingId, stranger.applicantId)).toEqual([]);
  });

  it('is refused about a filing that was erased, and a verdict about it is neither kept nor parked', async () => {
    const filing = await filingIn(instance, 'abandoned');
    await instance.erasure.eraseFilings([filing.filingId]);

    const { filingId } = filing;
    const verdict = { filingId, round: 1, sequence: 1, kind: 'accepted', at: clock.now(), flagged: [] };
    const made = await outcomes([handOver({ ...filing, websiteId: instance.ids.uuid() })]);
    await instance.reviews.keepVerdict(verdict);
    await instance.parkedVerdicts.park({ filingId, reason: 'failed', fields: [] });

    expect(made).toEqual({ 'filing.unknown': 1 });
    for (const table of ['hand_over', 'verdict', 'parked_verdict'])
      expect(await test.query(`select * from ${table} where filing_id = '${filing.filingId}'`)).toEqual([]);
  });
});
