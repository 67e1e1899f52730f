import type { Selectable } from 'kysely';
import type { RecordEvents, ToldEvent, WaitingRecordEvent } from '../../../ports/record-events.ts';
import { outgoing } from '../cases/outgoing.ts';
import type { DeskParts } from '../desk-database.ts';
import { lockSubject } from '../staff/audit-log.ts';
import type { DeskTables } from '../tables.ts';

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
  const messages = outgoing('desk.record_event', ['record_id'], { database, clock });

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
        await database.add('desk.record_event', {
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
        });
        return sequence;
      }),

    ...messages,
    claimDue: async (limit, leaseSeconds) => (await messages.claimDue(limit, leaseSeconds)).map(waitingOf),
  };
}
