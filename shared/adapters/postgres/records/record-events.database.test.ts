import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { type RecordId, recordBegunBy, recordIdFrom } from '../../../../contracts/kit/record-id.ts';
import type { RecordEvent } from '../../../../contracts/review-desk/record-event.ts';
import { openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { contentsOf } from '../../../../tests/support/filings/filings.ts';
import { WEBHOOK_EVENTS } from '../../../domain/messages/webhook-event.ts';

const { test, instance } = await testInstance();
const instances = await openInstances(4, test.url, instance.clock);
afterAll(() => instances.close());

beforeEach(async () => {
  await test.empty('account');
  await test.query('delete from outbox');
});

const NUMBER = '粤ICP备2026000001号';
const AT = new Date('2026-12-01T02:00:00Z');
const DUE = new Date('2026-12-11T15:59:59Z');

/** An account with an approved first filing, and what tells of the event. */
async function filed(organizer = NUMBER) {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const [filingId, websiteId] = [instance.ids.uuid(), instance.ids.uuid()];
  const contents = contentsOf(ENTERPRISE, websiteId);
  const websites = contents.websites.map((website) => ({ ...website, domain: `site-${filingId}.cn` }));
  const filing = { id: filingId, applicantId: accountId, filingType: 'first' } as const;
  await instance.filings.create({ ...filing, contents: { ...contents, websites } });
  await test.query(`update filing set state = 'authority-review', round = 1 where id = $1`, [filingId]);
  const numbers = { organizer, websites: { [websiteId]: `${organizer}-1` } };
  await instance.reviews.changeFiling(filingId, () => ({ event: 'approve', numbers }));
  await test.query('delete from outbox');
  return { accountId, recordId: recordBegunBy(filingId), websiteId };
}

const event = (recordId: RecordId, sequence: number, kind: string, more: Partial<RecordEvent> = {}): RecordEvent => ({
  recordId,
  sequence,
  kind,
  at: AT,
  websites: [],
  items: [],
  ...(/^(cancelled|access-ended)$/.test(kind) && !more.websites && { whole: true as const }),
  ...more,
});
const inspection = (recordId: RecordId, sequence: number) =>
  event(recordId, sequence, 'inspection', { items: [{ reason: '电话无人接听' }], dueAt: DUE });

async function tell(told: RecordEvent, item = instance) {
  const isKept = await item.transactions.inTransaction(() => item.recordEvents.keep(told));
  return isKept ? item.recordEvents.applyKept(told.recordId) : undefined;
}
const causesOf = async (recordId: RecordId) =>
  (await instance.records.versionsOf(recordId)).map(({ cause, event: sequence }) => `${cause} ${sequence ?? '-'}`);
const outbox = async () =>
  (await test.query<{ key: string; payload: object }>('select key, payload from outbox order by key')).map(
    ({ key, payload }) => [key, payload] as const,
  );

describe('an event about a record', () => {
  it('makes its next version, once, whatever order the events come in and however often', async () => {
    const { recordId } = await filed();

    const outcomes = [
      await tell(event(recordId, 3, 'cancelled')),
      await tell(inspection(recordId, 1)),
      await tell(inspection(recordId, 1)),
      await tell(event(recordId, 2, 'notice-closed', { notice: 1 })),
      await tell(event(recordId, 3, 'cancelled', { at: new Date('2027-01-01T00:00:00Z') })),
    ];

    expect(outcomes.map((outcome) => outcome?.applied)).toEqual([0, 1, 0, 2, 0]);
    expect(await causesOf(recordId)).toEqual(['approval -', 'inspection 1', 'notice-closed 2', 'cancelled 3']);
    const found = await instance.recordEvents.find(recordId);
    expect(found?.contents.ended).toEqual({ at: AT.toISOString(), why: 'cancelled' });
  });

  it('is found by nobody as filed any more once it has cancelled the record', async () => {
    const { recordId } = await filed();
    await tell(event(recordId, 1, 'cancelled'));

    const rows = await test.query(
      `select (select count(*)::int from record where ended_at is not null) records,
        (select count(*)::int from record_domain where ended_at is null) domains,
        (select count(*)::int from record_access where ended_at is null) accesses`,
    );
    expect(rows).toEqual([{ records: 1, domains: 0, accesses: 0 }]);
  });

  it('that changes nothing is passed over, and the next one is applied', async () => {
    const { recordId } = await filed();
    await tell(event(recordId, 1, 'access-ended', { by: 'provider' }));
    await tell(event(recordId, 2, 'access-ended', { by: 'elsewhere' }));
    await tell(inspection(recordId, 3));

    expect(await causesOf(recordId)).toEqual(['approval -', 'access-ended 1', 'inspection 3']);
  });

  it('that is wrong waits for the desk, which corrects it under its number', async () => {
    const { recordId } = await filed();
    const wrong = event(recordId, 1, 'cancelled', { websites: ['粤ICP备2026000009号-1'] });

    const first = await tell(wrong);
    const behind = await tell(inspection(recordId, 2));
    const parked = await instance.parkedEvents.list(10);
    const mended = await tell({ ...wrong, websites: [`${NUMBER}-1`] });

    expect([first, behind]).toEqual([
      { applied: 0, wrong: { sequence: 1, why: 'unknown-website' } },
      { applied: 0, wrong: { sequence: 1, why: 'unknown-website' } },
    ]);
    expect(parked).toEqual([
      { recordId, sequence: 1, kind: 'cancelled', why: 'unknown-website', receivedAt: instance.clock.now() },
    ]);
    expect(mended).toEqual({ applied: 2 });
    expect(await causesOf(recordId)).toEqual(['approval -', 'cancelled 1', 'inspection 2']);
    expect(await instance.parkedEvents.list(10)).toEqual([]);
  });

  it('that is not parked is never replaced', async () => {
    const { recordId } = await filed();
    await tell(event(recordId, 2, 'cancelled'));
    await tell(inspection(recordId, 2));
    await tell(inspection(recordId, 1));

    expect(await causesOf(recordId)).toEqual(['approval -', 'inspection 1', 'cancelled 2']);
  });

  it('about no record is refused; about one that is gone it is dropped', async () => {
    const { recordId } = await filed();
    await test.query('delete from record where id = $1', [recordId]);

    expect(await tell(inspection(recordId, 1))).toBeUndefined();
    await expect(tell(inspection(recordIdFrom(instance.ids.uuid()), 1))).rejects.toMatchObject({
      refusal: 'record.unknown',
    });
  });

  it('tells the account by WeChat, the principal by SMS, and endpoints, in one transaction with it', async () => {
    const { accountId, recordId } = await filed();
    const endpoint = { id: instance.ids.uuid(), accountId, url: 'https://partner.example/', secret: 'whsec_' };
    await instance.webhookEndpoints.create({ ...endpoint, events: WEBHOOK_EVENTS }, 5);

    await tell(inspection(recordId, 1));

    const key = `reminder/record-inspection/record-${recordId}/v2`;
    const payload = { notification: 'record-inspection', recordId, notice: 1, date: '12月11日' };
    expect(await outbox()).toEqual([
      [
        `msg_${endpoint.id}_${recordId}_r2`,
        {
          endpointId: endpoint.id,
          recordId,
          event: 'record.notice',
          cause: 'inspection',
          state: 'live',
          version: 2,
          notice: 1,
          at: AT.toISOString(),
        },
      ],
      [`${key}/account`, { ...payload, recipient: 'account' }],
      [`${key}/principal`, { ...payload, recipient: 'principal' }],
    ]);
  });

  it.each([
    [event(recordIdFrom(''), 1, 'cancelled'), 'record-cancelled', 'record.ended'],
    [event(recordIdFrom(''), 1, 'access-ended', { by: 'provider' }), 'access-ended', 'record.ended'],
    [event(recordIdFrom(''), 1, 'notice', { items: [{ reason: '请更新' }] }), 'record-notice', 'record.notice'],
  ])('of another kind has other words', async (told, notification, webhook) => {
    const { accountId, recordId } = await filed();
    const endpoint = { id: instance.ids.uuid(), accountId, url: 'https://partner.example/', secret: 'whsec_' };
    await instance.webhookEndpoints.create({ ...endpoint, events: ['record.ended', 'record.notice'] }, 5);

    await tell({ ...told, recordId });

    const said = (await outbox()).map(([, payload]) => Object.entries(payload));
    const words = said.flatMap((entries) =>
      entries.flatMap(([name, value]) => (name === 'notification' || name === 'event' ? [value] : [])),
    );
    expect(words.toSorted()).toEqual([notification, notification, webhook].toSorted());
  });

  it('that closes a notice tells the account and the principal, once', async () => {
    const { recordId } = await filed();
    await tell(inspection(recordId, 1));
    await test.query('delete from outbox');

    await tell(event(recordId, 2, 'notice-closed', { notice: 1 }));
    await tell(event(recordId, 3, 'notice-closed', { notice: 1 }));

    const key = `reminder/record-notice-closed/record-${recordId}/v3`;
    const payload = { notification: 'record-notice-closed', recordId };
    expect(await outbox()).toEqual([
      [`${key}/account`, { ...payload, recipient: 'account' }],
      [`${key}/principal`, { ...payload, recipient: 'principal' }],
    ]);
  });
});

describe('many instances that get the same events at once', () => {
  it('apply each once, in order', async () => {
    const { recordId } = await filed();
    const events = Array.from({ length: 12 }, (_, index) => inspection(recordId, index + 1));
    const calls = [...events, ...events.toReversed()];

    const outcomes = await Promise.all(calls.map((told, index) => tell(told, instances.nth(index % 4))));

    expect(outcomes.reduce((sum, outcome) => sum + (outcome?.applied ?? 0), 0)).toBe(12);
    expect(await causesOf(recordId)).toEqual(['approval -', ...events.map(({ sequence }) => `inspection ${sequence}`)]);
  });
});

describe('the feed of changes', () => {
  const pages = async (limit: number, item = instance) => {
    const seen = [];
    for (let after = 0; ; ) {
      const page = await item.recordEvents.changesAfter(after, limit);
      seen.push(...page);
      const last = page.at(-1);
      if (!last) return seen;
      after = last.position;
    }
  };

  it('has each version of each record once, with a place that grows', async () => {
    const item = await filed();
    const before = await pages(10);
    const other = await filed('粤ICP备2026000002号');
    await tell(inspection(item.recordId, 1));

    const seen = await pages(1);

    expect(seen.map(({ recordId, version, cause }) => [recordId, version, cause])).toEqual([
      [item.recordId, 1, 'approval'],
      [other.recordId, 1, 'approval'],
      [item.recordId, 2, 'inspection'],
    ]);
    expect(before.map(({ position }) => position)).toEqual([seen[0]?.position]);
    expect(new Set(seen.map(({ position }) => position)).size).toBe(3);
  });

  it('gives no place twice, also after the newest record was deleted', async () => {
    const item = await filed();
    const [first] = await pages(10);
    await test.query('delete from record where id = $1', [item.recordId]);
    await filed('粤ICP备2026000002号');

    const [second] = await pages(10);

    expect(second?.position).toBe((first?.position ?? 0) + 1);
  });

  it('hides nothing from a reader who asks while others write', async () => {
    const { recordId } = await filed();
    const seen = new Map<number, string>();
    let [after, isWriting] = [0, true];
    const reader = (async () => {
      while (isWriting) {
        for (const { position, cause, version } of await instances.nth(0).recordEvents.changesAfter(after, 3)) {
          seen.set(position, `${cause} ${version}`);
          after = Math.max(after, position);
        }
      }
    })();
    const writing = Array.from({ length: 9 }, (_, index) =>
      tell(inspection(recordId, index + 1), instances.nth(1 + (index % 3))),
    );
    await Promise.all(writing);
    isWriting = false;
    await reader;
    for (const { position, cause, version } of await instance.recordEvents.changesAfter(after, 100))
      seen.set(position, `${cause} ${version}`);

    expect([...seen.values()].toSorted()).toEqual(
      ['approval 1', ...Array.from({ length: 9 }, (_, index) => `inspection ${index + 2}`)].toSorted(),
    );
  });
});

describe('an act of the account', () => {
  it('is refused for another’s record', async () => {
    const { recordId } = await filed();
    const { accountId } = await instance.accounts.signIn(instance.ids.secret());

    await expect(instance.records.change(recordId, accountId, () => undefined)).rejects.toMatchObject({
      refusal: 'record.unknown',
    });
  });
});
