import { sql, type UpdateObject } from 'kysely';
import { storable } from '../../../../contracts/kit/storable.ts';
import type { OutboxMessage } from '../../../domain/messages/outbox-message.ts';
import { NO_FAILURES } from '../../../domain/messages/unreached.ts';
import type { Outbox } from '../../../ports/messages/outbox.ts';
import type { Database, MessageParts } from '../database.ts';
import type { Schema } from '../schema.ts';

/** Writes messages into the outbox; an existing key is left as it is. Their courier is called after the commit. */
export async function addToOutbox(
  { database, clock, courier }: Omit<MessageParts, 'seal'>,
  messages: readonly OutboxMessage[],
): Promise<void> {
  if (messages.length === 0) return;
  const now = clock.now();
  const traceparent = database.traceparent() ?? null;
  const rows = messages.map(({ key, topic, payload }) => {
    const message = { key, topic, payload: JSON.stringify(payload), state: 'waiting' as const, attempts: 0 };
    return { ...message, due_at: now, created_at: now, traceparent };
  });
  await database.addNew('outbox', rows);
  await database.afterCommit(courier.call);
}

async function settle(database: Database, key: string, change: UpdateObject<Schema, 'outbox'>): Promise<void> {
  await database.change('outbox', { key }, { ...change, begun: false });
}

export const createOutbox = ({ database, clock, courier }: Omit<MessageParts, 'seal'>): Outbox => ({
  add: (messages) => addToOutbox({ database, clock, courier }, messages),

  async claimDue(lane, limit, leaseSeconds) {
    const now = clock.now();
    const rows = await database.sql
      // In a subquery the planner may read it again for each row, and claim more than the limit.
      .with('due', (query) =>
        query
          .selectFrom('outbox')
          .select('key')
          .where('lane', '=', lane)
          .where('state', '=', 'waiting')
          .where('due_at', '<=', now)
          .orderBy('due_at')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable('outbox')
      .set({ due_at: new Date(now.getTime() + leaseSeconds * 1000) })
      .where('key', 'in', (query) => query.selectFrom('due').select('key'))
      .returning(['key', 'topic', 'payload', 'attempts', 'begun', 'traceparent'])
      .execute();
    return rows.map(({ traceparent, ...message }) => ({ ...message, traceparent: traceparent ?? undefined }));
  },

  async markBegun(key) {
    await database.change('outbox', { key }, { begun: true });
  },

  markSent: (key) => settle(database, key, { state: 'sent', failure: null }),
  markEnded: (key, why) => settle(database, key, { state: 'ended', failure: why }),
  postpone: (key, at, failure) => settle(database, key, { due_at: at, ...failed(failure) }),
  park: (key, failure) => settle(database, key, { state: 'parked', ...failed(failure) }),

  async backlog() {
    // Each count has its own partial index.
    const { rows } = await sql<{ waiting: number; parked: number }>`
      select (select count(*)::int from outbox where state = 'waiting' and not exists (
               select from webhook_endpoint where failing_since is not null and id = (payload ->> 'endpointId')::uuid)) as waiting,
             (select count(*)::int from outbox where state = 'parked') as parked`.execute(database.sql);
    return rows[0] ?? { waiting: 0, parked: 0 };
  },

  async remindersAbout(ids, since) {
    if (ids.length === 0) return [];
    const rows = await database.sql
      .selectFrom('outbox')
      .select(['key', 'payload', 'state', 'failure', 'created_at'])
      .where('topic', '=', 'reminder')
      .where(ABOUT, 'in', [...ids])
      .where('created_at', '>=', since)
      .execute();
    return rows.map(({ failure, created_at: at, ...row }) => ({ ...row, failure: failure ?? undefined, at }));
  },

  async withFailedReminders(since, limit) {
    const rows = await database.sql
      .selectFrom('outbox')
      .select(ABOUT.as('about'))
      .where('topic', '=', 'reminder')
      .where('state', 'in', ['ended', 'parked'])
      .where('failure', 'not in', NO_FAILURES)
      .where(ABOUT, 'is not', null)
      .where('created_at', '>=', since)
      .groupBy(ABOUT)
      .orderBy(sql`max(created_at)`, 'desc')
      .limit(limit)
      .execute();
    return rows.map(({ about }) => about);
  },

  async listParked(limit) {
    const rows = await database.sql
      .selectFrom('outbox')
      .select(['key', 'topic', 'attempts', 'failure', 'created_at'])
      .where('state', '=', 'parked')
      .orderBy('created_at')
      .limit(limit)
      .execute();
    return rows.map(({ key, topic, attempts, failure, created_at }) => ({
      key,
      topic,
      attempts,
      failure: failure ?? '',
      createdAt: created_at,
    }));
  },

  async replay(key) {
    // The failure stays until the message is sent: a transfer waits for a message that was tried.
    const replayed = { state: 'waiting', attempts: 0, due_at: clock.now() } as const;
    if ((await database.change('outbox', { key, state: 'parked' }, replayed)) !== 1) return false;
    await database.afterCommit(courier.call);
    return true;
  },
});

/** What a reminder is about, as its index has it. */
const ABOUT = sql<string>`coalesce(payload ->> 'filingId', payload ->> 'recordId')`;

/** A vendor's code is in it. */
const failed = (failure: string) => ({ failure: storable(failure) as string, attempts: sql<number>`attempts + 1` });
