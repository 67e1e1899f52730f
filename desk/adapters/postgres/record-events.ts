import { type Selectable, sql } from 'kysely';
import type { RecordEvents, ToldEvent, WaitingRecordEvent } from '../../ports/record-events.ts';
import { lockSubject } from './audit-log.ts';
import type { DeskParts } from './desk-database.ts';
import type { DeskTables } from './tables.ts';

type Row = Selectable<DeskTables['desk.record_event']>;

function waitingOf({ record_id: recordId, sequence, kind, at, facts, message_id, attempts }: Row): WaitingRecordEvent {
  const { dueAt, ...rest } = facts;
  const event = { recordId, sequence, at, ...rest, kind: kind as ToldEvent['kind'] };
  return { event: { ...event, ...(dueAt && { dueAt: new Date(dueAt) }) }, messageId: message_id, attempts };
}

export function createRecordEvents({
  database,
  clock,
  ids,
}: Pick<DeskParts, 'database' | 'clock' | 'ids'>): RecordEvents {
  const settle = async (messageId: string, change: { state: 'delivered' | 'parked'; failure: string | null }) => {
    await database.sql.updateTable('desk.record_event').set(change).where('message_id', '=', messageId).execute();
  };

  return {
    tell: (recordId, { kind, dueAt, ...rest }, by, at, confirmedBy) =>
      database.inTransaction(async () => {
        // Numbers have no gap: those who tell of one record at once wait for each other.
        await lockSubject(database, recordId);
        const { last } = await database.sql
          .selectFrom('desk.record_event')
          .select(({ fn }) => fn.max('sequence').as('last'))
          .where('record_id', '=', recordId)
          .executeTakeFirstOrThrow();
        const sequence = (last ?? 0) + 1;
        const facts = { ...rest, ...(dueAt && { dueAt: dueAt.toISOString() }) };
        await database.sql
          .insertInto('desk.record_event')
          .values({
            record_id: recordId,
            sequence,
            kind,
            at,
            facts: JSON.stringify(facts),
            told_by: by,
            confirmed_by: confirmedBy ?? null,
            message_id: `msg_${ids.uuid()}`,
            due_at: clock.now(),
            failure: null,
          })
          .execute();
        return sequence;
      }),

    async claimDue(limit, leaseSeconds) {
      const now = clock.now();
      const rows = await database.sql
        .updateTable('desk.record_event')
        .set({ due_at: new Date(now.getTime() + leaseSeconds * 1000) })
        .where('message_id', 'in', (query) =>
          query
            .selectFrom('desk.record_event as e')
            .select('e.message_id')
            .where('e.state', '=', 'waiting')
            .where('e.due_at', '<=', now)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('desk.record_event as earlier')
                    .select('earlier.message_id')
                    .whereRef('earlier.record_id', '=', 'e.record_id')
                    .whereRef('earlier.sequence', '<', 'e.sequence')
                    .where('earlier.state', '<>', 'delivered'),
                ),
              ),
            )
            .orderBy('e.due_at')
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .execute();
      return rows.map(waitingOf);
    },

    markDelivered: (messageId) => settle(messageId, { state: 'delivered', failure: null }),
    park: (messageId, failure) => settle(messageId, { state: 'parked', failure }),

    async postpone(messageId, at, failure) {
      await database.sql
        .updateTable('desk.record_event')
        .set({ due_at: at, failure, attempts: sql`attempts + 1` })
        .where('message_id', '=', messageId)
        .execute();
    },
  };
}
