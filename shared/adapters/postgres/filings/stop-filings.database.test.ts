import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type RecordId, recordBegunBy } from '../../../../contracts/kit/record-id.ts';
import type { RecordEvent } from '../../../../contracts/review-desk/record-event.ts';
import { openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf, submission } from '../../../../tests/support/filings/filings.ts';
import type { FilingType } from '../../../domain/filing/filing-types.ts';
import { WEBHOOK_EVENTS } from '../../../domain/messages/webhook-event.ts';

const { test, instance } = await testInstance();
const instances = await openInstances(3, test.url, instance.clock);
afterAll(() => instances.close());

beforeEach(async () => {
  await test.empty('account');
  await test.query('delete from outbox');
});

const AT = new Date('2026-12-01T02:00:00Z');

/** An account with a record of its own, and how it opens a filing about it. */
async function filed(nth = 1) {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const recordId = recordBegunBy(filingId);
  const contents = contentsOf(ENTERPRISE, websiteId);
  const websites = contents.websites.map((website) => ({ ...website, domain: `site-${recordId}.cn` }));
  const organizer = `粤ICP备${2026000000 + nth}号`;
  await instance.filings.create({
    id: filingId,
    applicantId: accountId,
    filingType: 'first',
    contents: { ...contents, websites },
  });
  await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [filingId]);
  const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  await test.query('delete from outbox');
  const open = async (filingType: FilingType, item = instance) => {
    const id = item.ids.uuid();
    const startedFrom = { recordId, version: 1 };
    await item.filings.create({ id, applicantId: accountId, filingType, contents, startedFrom });
    return id;
  };
  return { accountId, filingId, recordId, open };
}

const cancelled = (recordId: RecordId): RecordEvent => ({
  recordId,
  sequence: 1,
  kind: 'cancelled',
  at: AT,
  websites: [],
  whole: true,
  items: [],
});
async function tell(told: RecordEvent, item = instance) {
  await item.transactions.inTransaction(() => item.recordEvents.keep(told));
  return item.recordEvents.applyKept(told.recordId);
}
const submit = (filingId: string, accountId: string, item = instance) =>
  item.filings.change(filingId, accountId, submission);
const keys = async () =>
  (await test.query<{ key: string }>('select key from outbox order by key')).map(({ key }) => key);

/** Open filings on ended records. */
const openOnEnded = () =>
  test.query(
    `select filing.id from filing join record on record.id = filing.from_record_id
     where record.ended_at is not null and filing.state not in ('approved', 'revoked', 'abandoned', 'expired')`,
  );

describe('a forced cancellation', () => {
  it('stops the open filing of the record: the desk, the account and endpoints are told', async () => {
    const { accountId, recordId, open } = await filed();
    const endpoint = { id: instance.ids.uuid(), accountId, url: 'https://partner.example/', secret: 'whsec_' };
    await instance.webhookEndpoints.create({ ...endpoint, events: WEBHOOK_EVENTS }, 5);
    const filingId = await open('new-website');
    await submit(filingId, accountId);
    await test.query('delete from outbox');

    await tell(cancelled(recordId));

    expect(await instance.reviews.findFiling(filingId)).toMatchObject({ state: 'abandoned', version: 3, round: 1 });
    expect((await instance.filings.historyOf(filingId)).at(-1)).toMatchObject({
      event: 'stop',
      state: 'abandoned',
      facts: { recordVersion: 2 },
    });
    expect(await keys()).toEqual(
      [
        `msg_${endpoint.id}_${filingId}_3`,
        `msg_${endpoint.id}_${recordId}_r2`,
        `reminder/filing-stopped/${filingId}/v3/account`,
        `reminder/record-cancelled/record-${recordId}/v2/account`,
        `reminder/record-cancelled/record-${recordId}/v2/principal`,
        `withdraw/${filingId}/1`,
      ].toSorted(),
    );
    expect(await test.query('select filing_id from desk_question where filing_id = $1', [filingId])).toEqual([]);
  });

  it('touches no filing of another account', async () => {
    const [one, other] = [await filed(1), await filed(2)];
    const [stopped, going] = [await one.open('change'), await other.open('change')];

    await tell(cancelled(one.recordId));

    expect((await instance.reviews.findFiling(stopped)).state).toBe('abandoned');
    expect((await instance.reviews.findFiling(going)).state).toBe('draft');
  });

  it('by a revocation of what had begun the record stops it, too', async () => {
    const { filingId, open } = await filed();
    const openId = await open('new-website');

    await instance.reviews.changeFiling(filingId, () => ({ event: 'revoke' }));

    expect((await instance.reviews.findFiling(openId)).state).toBe('abandoned');
  });

  it('is final: nothing about the record is opened or handed in after it, whoever has looked before', async () => {
    const { recordId, open } = await filed();
    await tell(cancelled(recordId));

    await expect(open('change')).rejects.toMatchObject({ refusal: 'record.ended' });
    await expect(open('new-website')).rejects.toMatchObject({ refusal: 'record.ended' });
    expect(await open('first')).toBeTypeOf('string');
  });

  it('that was applied by a release without the stop leaves a draft that can’t be handed in', async () => {
    const { accountId, recordId, open } = await filed();
    const filingId = await open('change');
    await test.query('update record set ended_at = $2 where id = $1', [recordId, AT]);

    await expect(submit(filingId, accountId)).rejects.toMatchObject({ refusal: 'record.ended' });
    expect((await instance.reviews.findFiling(filingId)).state).toBe('draft');
  });
});

describe('a forced cancellation at the same moment', () => {
  it('as a submission leaves no open filing on an ended record, in every repetition', async () => {
    const outcomes: string[] = [];
    for (let time = 1; time <= 25; time += 1) {
      const { accountId, recordId, open } = await filed(time);
      const filingId = await open('change');

      const [submitted] = await Promise.allSettled([
        submit(filingId, accountId, instances.nth(0)),
        tell(cancelled(recordId), instances.nth(1)),
      ]);

      const refusal = submitted.status === 'rejected' && (submitted.reason as { refusal?: string }).refusal;
      outcomes.push(refusal || 'submitted');
      expect((await instance.reviews.findFiling(filingId)).state).toBe('abandoned');
    }
    expect(await openOnEnded()).toEqual([]);
    expect(
      outcomes.filter((outcome) => !['submitted', 'filing.changed-meanwhile', 'filing.wrong-state'].includes(outcome)),
    ).toEqual([]);
  });

  it('as a filing is opened leaves no open filing on an ended record, in every repetition', async () => {
    for (let time = 1; time <= 25; time += 1) {
      const { recordId, open } = await filed(time);

      const [opened] = await Promise.allSettled([
        open('new-website', instances.nth(0)),
        tell(cancelled(recordId), instances.nth(1)),
      ]);

      if (opened.status === 'rejected') expect(opened.reason).toMatchObject({ refusal: 'record.ended' });
      else expect((await instance.reviews.findFiling(opened.value)).state).toBe('abandoned');
    }
    expect(await openOnEnded()).toEqual([]);
  });

  it('as the approval of a change: one of them is first, and nothing waits for the other for ever', async () => {
    const outcomes: string[] = [];
    for (let time = 1; time <= 15; time += 1) {
      const { recordId, open } = await filed(time);
      const filingId = await open('end-access');
      await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [filingId]);
      const { numbers } = await instance.reviews.findFiling(String(recordId));

      const [approved, told] = await Promise.allSettled([
        instances.nth(0).reviews.changeFiling(filingId, () => ({ event: 'approve', ...(numbers && { numbers }) })),
        tell(cancelled(recordId), instances.nth(1)),
      ]);

      expect(told.status).toBe('fulfilled');
      outcomes.push(`${approved.status} ${(await instance.reviews.findFiling(filingId)).state}`);
    }
    expect(await openOnEnded()).toEqual([]);
    expect(outcomes.filter((outcome) => outcome !== 'fulfilled approved' && outcome !== 'rejected abandoned')).toEqual(
      [],
    );
  });
});
