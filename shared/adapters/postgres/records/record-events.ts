import { type Selectable, sql } from 'kysely';
import type { RecordId } from '../../../../contracts/kit/record-id.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { RecordEvent } from '../../../../contracts/review-desk/record-event.ts';
import { stepOf } from '../../../domain/record/fold.ts';
import { causeOfEvent } from '../../../domain/record/record-event.ts';
import type { AppliedEvents, RecordEvents } from '../../../ports/records/record-events.ts';
import type { Database, MessageParts } from '../database.ts';
import { openFilings, stopFilings } from '../filings/stop-filings.ts';
import type { Schema } from '../schema.ts';
import { recordOf, versionContents } from './record-row.ts';
import { tellOfRecords } from './tell-of-records.ts';
import { saveSteps } from './write-records.ts';

type Row = Selectable<Schema['record_event']>;

function eventOf({ record_id: recordId, sequence, kind, at, facts }: Row): RecordEvent {
  const { dueAt, ...rest } = facts;
  return { recordId, sequence, kind, at, ...rest, dueAt: dueAt === undefined ? undefined : new Date(dueAt) };
}

/** How many versions get their place in the feed by one question. */
const PLACES_AT_ONCE = 1000;

export function createRecordEvents(parts: MessageParts): RecordEvents {
  const { database, seal, clock } = parts;

  /** Applies the next event of a record, if it is there. */
  const applyNext = (recordId: RecordId): Promise<'applied' | AppliedEvents['wrong']> =>
    database.inTransaction(async () => {
      const found = await database.find('record', { id: recordId }, ['account_id']);
      if (found) await openFilings(found.account_id, parts);
      const row = await database.lock('record', { id: recordId });
      const next = row && (await eventAt(database, recordId, row.last_event + 1));
      if (!next) return undefined;
      const cause = causeOfEvent(recordOf(row, seal), next);
      if (typeof cause === 'string') {
        await park(database, next, cause);
        return { sequence: next.sequence, why: cause };
      }
      const step = stepOf(recordOf(row, seal), cause);
      if (step) {
        await saveSteps([step], parts);
        await tellOfRecords([step], parts);
        await stopFilings([step], parts);
      }
      await database.change('record', { id: recordId }, { last_event: next.sequence });
      return 'applied';
    });

  return {
    async find(recordId) {
      const row = await database.find('record', { id: recordId });
      return row && recordOf(row, seal);
    },

    async keep({ recordId, sequence, kind, at, dueAt, ...rest }) {
      const record = await database.sql
        .selectFrom('record')
        .select('id')
        .where('id', '=', recordId)
        .forKeyShare()
        .executeTakeFirst();
      if (!record) {
        if (await isGone(database, recordId)) return false;
        throw new Refused('record.unknown');
      }
      const facts = { ...rest, ...(dueAt && { dueAt: dueAt.toISOString() }) };
      const values = { kind, at, facts: JSON.stringify(facts), received_at: clock.now() };
      await database.sql
        .insertInto('record_event')
        .values({ record_id: recordId, sequence, ...values, parked: null })
        .onConflict((conflict) =>
          conflict
            .columns(['record_id', 'sequence'])
            .doUpdateSet({ ...values, parked: null })
            .where('record_event.parked', 'is not', null),
        )
        .execute();
      return true;
    },

    async applyKept(recordId) {
      for (let applied = 0; ; applied += 1) {
        const outcome = await applyNext(recordId);
        if (outcome !== 'applied') return { applied, ...(outcome && { wrong: outcome }) };
      }
    },

    changesAfter: (position, limit) =>
      database.inTransaction(async () => {
        await givePlaces(database);
        const rows = await database.sql
          .selectFrom('record_version')
          .innerJoin('record', 'record.id', 'record_version.record_id')
          .selectAll('record_version')
          .select('record.number')
          .where('position', '>', String(position))
          .orderBy('position')
          .limit(limit)
          .execute();
        return rows.map((row) => ({
          position: Number(row.position),
          recordId: row.record_id,
          number: row.number,
          version: row.version,
          cause: row.cause,
          filingId: row.filing_id ?? undefined,
          at: row.at,
          contents: versionContents(row, seal),
        }));
      }),
  };
}

async function eventAt(database: Database, recordId: RecordId, sequence: number): Promise<RecordEvent | undefined> {
  const row = await database.find('record_event', { record_id: recordId, sequence });
  return row && eventOf(row);
}

async function park(database: Database, { recordId, sequence }: RecordEvent, why: Row['parked']): Promise<void> {
  await database.change('record_event', { record_id: recordId, sequence }, { parked: why });
}

/** Whether there was a record of this id: the row of a filing that was approved in it stays. */
const isGone = async ({ sql: query }: Database, recordId: RecordId): Promise<boolean> =>
  (await query.selectFrom('filing').select('id').where('record_id', '=', recordId).limit(1).executeTakeFirst()) !==
  undefined;

/** Gives the versions that are committed by now their places. The lock on the last one lets nobody overtake. */
async function givePlaces({ sql: query }: Database): Promise<void> {
  const { last } = await query.selectFrom('record_feed').select('last').forUpdate().executeTakeFirstOrThrow();
  const placed = await query
    .with('waiting', (from) =>
      from
        .selectFrom((inner) =>
          inner
            .selectFrom('record_version')
            .select(['record_id', 'version', 'at'])
            .where('position', 'is', null)
            .orderBy('at')
            .orderBy('record_id')
            .orderBy('version')
            .limit(PLACES_AT_ONCE)
            .as('next'),
        )
        .select(['record_id', 'version', sql<string>`row_number() over (order by at, record_id, version)`.as('place')]),
    )
    .updateTable('record_version')
    .from('waiting')
    .set({ position: sql<string>`${last}::bigint + waiting.place` })
    .whereRef('record_version.record_id', '=', 'waiting.record_id')
    .whereRef('record_version.version', '=', 'waiting.version')
    .returning('position')
    .execute();
  if (placed.length === 0) return;
  const newest = String(Number(last) + placed.length);
  await query.updateTable('record_feed').set({ last: newest }).execute();
}
