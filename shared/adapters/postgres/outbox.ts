import { sql } from 'kysely';
import type { Clock } from '../../ports/clock.ts';
import type { Outbox, OutboxMessage } from '../../ports/outbox.ts';
import type { Database } from './database.ts';

/** Writes messages into the outbox; a key that was used before is left as it is. */
export async function addToOutbox(database: Database, clock: Clock, messages: readonly OutboxMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const now = clock.now();
  await database.sql
    .insertInto('outbox')
    .values(
      messages.map(({ key, topic, payload }) => ({
        key,
        topic,
        payload: JSON.stringify(payload),
        state: 'waiting' as const,
        attempts: 0,
        due_at: now,
        created_at: now,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const createOutbox = (database: Database, clock: Clock): Outbox => ({
  add: (messages) => addToOutbox(database, clock, messages),

  async claim(limit, leaseSeconds) {
    const now = clock.now();
    const rows = await database.sql
      .updateTable('outbox')
      .set({ due_at: new Date(now.getTime() + leaseSeconds * 1000) })
      .where('key', 'in', (query) =>
        query
          .selectFrom('outbox')
          .select('key')
          .where('state', '=', 'waiting')
          .where('due_at', '<=', now)
          .orderBy('due_at')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returning(['key', 'topic', 'payload', 'attempts'])
      .execute();
    return rows;
  },

  async done(key) {
    await database.sql.updateTable('outbox').set({ state: 'sent', failure: null }).where('key', '=', key).execute();
  },

  async postpone(key, at, failure) {
    await database.sql
      .updateTable('outbox')
      .set({ due_at: at, failure, attempts: sql`attempts + 1` })
      .where('key', '=', key)
      .execute();
  },

  async park(key, failure) {
    await database.sql
      .updateTable('outbox')
      .set({ state: 'parked', failure, attempts: sql`attempts + 1` })
      .where('key', '=', key)
      .execute();
  },
});
