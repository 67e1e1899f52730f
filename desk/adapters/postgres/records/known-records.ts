import { sql } from 'kysely';
import { organizerNumberOf } from '../../../../contracts/desk/authority-notices.ts';
import type { ListedValue } from '../../../domain/authority/authority-lists.ts';
import type { KnownRecord, KnownRecords, OpenNotice, RecordChange, ToldEvent } from '../../../ports/record-events.ts';
import { holdBlackList, markHit } from '../authority/authority-lists.ts';
import { OPEN_NOTICES } from '../authority/open-notices.ts';
import type { DeskParts } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

export const createKnownRecords = ({ database, seal }: Pick<DeskParts, 'database' | 'seal'>): KnownRecords => ({
  async next() {
    const { next } = await database.sql.selectFrom('desk.record_feed').select('next').executeTakeFirstOrThrow();
    return Number(next);
  },

  keep: ({ changes, next }) =>
    database.inTransaction(async () => {
      await holdBlackList(database);
      await markHit({ database, seal }, changes.flatMap(domainsIn));
      for (const change of changes) {
        const { recordId: id, number, version } = change;
        await database.sql
          .insertInto('desk.record')
          .values({ id, number, version, change: JSON.stringify(change) })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet(({ ref }) => ({
                number: ref('excluded.number'),
                version: ref('excluded.version'),
                change: ref('excluded.change'),
              }))
              .whereRef('desk.record.version', '<', 'excluded.version' as 'desk.record.version'),
          )
          .execute();
      }
      await database.change('desk.record_feed', {}, { next: sql`greatest(next, ${String(next)}::bigint)` });
    }),

  find: (recordId) => changeOf(database, recordId),

  async findLive(recordId) {
    const record = (await changeOf(database, recordId)) as KnownRecord | undefined;
    return record?.state === 'ended' ? undefined : record;
  },

  async findByNumber(number) {
    const row = await database.find('desk.record', { number: organizerNumberOf(number) }, ['change']);
    return row && (row.change as KnownRecord);
  },

  async openNotices(limit) {
    // Each event is read by itself (`limit 1`).
    const { rows } = await sql<NoticeRow>`
      select o.change, o.notice, e.kind, e.facts, e.at
      from (${OPEN_NOTICES}) o
      left join lateral (
        select * from desk.record_event where record_id = o.id and sequence = (o.notice ->> 'notice')::int limit 1
      ) e on true
      order by o.notice ->> 'dueAt' nulls last, o.id, e.sequence limit ${limit}`.execute(database.sql);
    return rows.map(noticeOf);
  },

  async lastTold(recordId) {
    const { last } = await database.sql
      .selectFrom('desk.record_event')
      .select(({ fn }) => fn.max('sequence').as('last'))
      .where('record_id', '=', recordId)
      .executeTakeFirstOrThrow();
    return last ?? 0;
  },

  async lastToldOfAll(recordIds) {
    const rows = await database.sql
      .selectFrom('desk.record_event')
      .select(({ fn }) => ['record_id', fn.max('sequence').as('last')])
      .where(sql<boolean>`record_id = any(${[...new Set(recordIds)]}::uuid[])`)
      .groupBy('record_id')
      .execute();
    return new Map(rows.map(({ record_id, last }) => [record_id, last]));
  },
});

const changeOf = async (database: DeskParts['database'], id: string): Promise<RecordChange | undefined> =>
  (await database.find('desk.record', { id }, ['change']))?.change;

/** The domains that may be on a list. */
const domainsIn = (change: RecordChange): readonly ListedValue[] =>
  ((change as Partial<KnownRecord>).websites ?? [])
    .filter(({ state }) => state === 'live')
    .flatMap(({ domains }) => domains.map((value) => ({ kind: 'domain', value })));

interface NoticeRow {
  readonly change: KnownRecord;
  readonly notice: {
    readonly notice: number;
    readonly state: OpenNotice['state'];
    readonly dueAt?: string;
    readonly answeredAt?: string;
    readonly word?: string;
  };
  readonly kind: ToldEvent['kind'] | null;
  readonly facts: DeskTables['desk.record_event']['facts']['__select__'] | null;
  readonly at: Date | null;
}

function noticeOf({ change: record, notice, kind, facts, at }: NoticeRow): OpenNotice {
  const { dueAt: _, ...told } = facts ?? {};
  return {
    record,
    notice: notice.notice,
    state: notice.state,
    dueAt: notice.dueAt === undefined ? undefined : new Date(notice.dueAt),
    answeredAt: notice.answeredAt === undefined ? undefined : new Date(notice.answeredAt),
    word: notice.word,
    told: kind === null ? undefined : { ...told, kind },
    toldAt: at ?? undefined,
  };
}
