import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../../tests/support/clock.ts';
import { type Instance, openInstances } from '../../../../tests/support/database/instance.ts';
import { testInstance } from '../../../../tests/support/database/test-instance.ts';
import { filingIn } from '../../../../tests/support/filings/filings.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const { test, instance } = await testInstance(clock);
let instances: Awaited<ReturnType<typeof openInstances>>;
beforeAll(async () => {
  instances = await openInstances(2, test.url, clock);
});
afterAll(() => instances.close());
beforeEach(async () => {
  for (const statement of [
    'delete from outbox',
    'delete from document',
    'delete from desk_question',
    'update filing set step_due_at = null',
  ])
    await test.query(statement);
});

const LONG_AGO = new Date('2026-11-20T02:00:00Z');
/** Longer than any claim takes. */
const WAITS_MS = 3_000;

/** A kind of work that instances share: what is due of it, in order, and how an instance claims it. */
interface Work {
  readonly table: string;
  readonly key: string;
  /** Makes something that is due. @param place of two, in order @returns its key. */
  due(place: number): Promise<string>;
  claim(by: Instance): Promise<readonly string[]>;
}

const dueAt = (place: number) => new Date(LONG_AGO.getTime() + place * 60_000).toISOString();

async function dueFiling(column: 'desk_question.ask_at' | 'filing.step_due_at', place: number): Promise<string> {
  const { filingId } = await filingIn(instance, 'submitted');
  const [table, time] = column.split('.');
  const key = table === 'filing' ? 'id' : 'filing_id';
  await test.query(`update ${table} set ${time} = '${dueAt(place)}' where ${key} = '${filingId}'`);
  return filingId;
}

const WORK: Readonly<Record<string, Work>> = {
  'messages to send': {
    table: 'outbox',
    key: 'key',
    async due(place) {
      const key = `message ${place}`;
      await instance.outbox.add([{ topic: 'reminder', key, payload: {} }]);
      await test.query(`update outbox set due_at = '${dueAt(place)}' where key = '${key}'`);
      return key;
    },
    claim: async (by) => (await by.outbox.claimDue('reminder', 10, 60)).map(({ key }) => key),
  },
  'endpoints with their messages': {
    table: 'webhook_endpoint',
    key: 'id',
    async due(place) {
      const { applicantId: accountId } = await filingIn(instance, 'draft');
      const endpointId = instance.ids.uuid();
      const endpoint = { id: endpointId, accountId, url: 'https://partner.example/', events: [], secret: 'whsec_' };
      await instance.webhookEndpoints.create(endpoint, 5);
      await instance.outbox.add([{ topic: 'webhook', key: `to ${endpointId}`, payload: { endpointId } }]);
      await test.query(`update webhook_endpoint set next_call_at = '${dueAt(place)}' where id = '${endpointId}'`);
      return endpointId;
    },
    claim: async (by) => {
      const both = [await by.webhookMessages.claimDue(false, 60), await by.webhookMessages.claimDue(false, 60)];
      return both.flat().map(({ payload }) => String(payload.endpointId));
    },
  },
  'uploads whose event may be lost': {
    table: 'document',
    key: 'id',
    async due(place) {
      const { filingId, applicantId } = await filingIn(instance, 'draft');
      const id = instance.ids.uuid();
      const paper = { filingId, applicantId, kind: 'id-front', subject: 'principal' } as const;
      const file = { contentType: 'image/jpeg', maxBytes: 1, incomingKey: `incoming/${id}` };
      await instance.documents.create({ id, ...paper, ...file }, { grants: 10, bytes: 10 });
      await test.query(`update document set updated_at = '${dueAt(place)}' where id = '${id}'`);
      return id;
    },
    claim: async (by) => (await by.arrivals.claimIdle(60, 10)).map(({ id }) => id),
  },
  'filings that the desk is asked about': {
    table: 'desk_question',
    key: 'filing_id',
    due: (place) => dueFiling('desk_question.ask_at', place),
    claim: async (by) => (await by.reviews.claimWaiting(clock.now(), 10)).map(({ filingId }) => filingId),
  },
  'steps that time brings about': {
    table: 'filing',
    key: 'id',
    due: (place) => dueFiling('filing.step_due_at', place),
    claim: async (by) => (await by.timedSteps.claimDue(clock.now(), 10, 60)).map(({ filingId }) => filingId),
  },
};

describe.each(Object.entries(WORK))('an instance that claims %s', (_, { table, key, due, claim }) => {
  it('does not wait for what another one holds, and gets what is behind it', async () => {
    const [held, behind] = [await due(0), await due(1)];
    const [holder, claimer] = [instances.nth(0), instances.nth(1)];

    const claimed = await holder.transactions.inTransaction(async () => {
      const { sql } = holder.transactions;
      await sql
        .selectFrom(table as never)
        .selectAll()
        .where(key as never, '=', held as never)
        .forUpdate()
        .execute();
      return Promise.race([claim(claimer), sleep(WAITS_MS, 'it waits')]);
    });

    expect(claimed).toEqual([behind]);
  });

  it('gets it once, also when two ask at the same moment', async () => {
    const keys = [await due(0), await due(1)];

    const claimed = await Promise.all([0, 1].map((index) => claim(instances.nth(index))));

    expect(claimed.flat().toSorted()).toEqual(keys.toSorted());
  });
});
