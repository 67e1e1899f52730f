import { type Selectable, sql } from 'kysely';
import { endsNotice } from '../../../../contracts/desk/authority-notices.ts';
import type { AuthorityNotice, AuthorityNotices } from '../../../ports/authority-notices.ts';
import type { KnownRecord } from '../../../ports/record-events.ts';
import { countedByDate } from '../cases/task-counts.ts';
import { type DeskDatabase, type DeskParts, placeOf } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';
import { OPEN_NOTICES } from './open-notices.ts';

interface Row extends Selectable<DeskTables['desk.authority_notice']> {
  /** Its record, and what that says of the notice. */
  readonly change: KnownRecord | null;
  readonly standing: 'open' | 'answered' | 'closed' | null;
}

export function createAuthorityNotices(
  parts: Pick<DeskParts, 'database' | 'seal' | 'clock' | 'ids'>,
): AuthorityNotices {
  const { database, seal, clock, ids } = parts;
  const place = (id: string) => placeOf('desk.authority_notice', 'words_sealed', id);

  const read = ({ change, standing, ...row }: Row): AuthorityNotice => ({
    id: row.id,
    kind: row.kind,
    receivedAt: row.received_at,
    dueAt: row.due_at ?? undefined,
    filingNumber: row.filing_number,
    websites: row.websites ?? undefined,
    words: row.words_sealed ? seal.open(row.words_sealed, place(row.id)) : undefined,
    recordId: row.record_id,
    event: row.event,
    reported: row.reported ?? undefined,
    state: standing ?? 'told',
    domains: (change?.websites ?? [])
      .filter(({ number }) => row.websites?.includes(number) ?? true)
      .flatMap(({ domains }) => [...domains]),
  });

  return {
    async add({ kind, recordId, filingNumber, websites, dueAt, words, event }) {
      const id = ids.uuid();
      await database.add('desk.authority_notice', {
        id,
        kind,
        filing_number: filingNumber,
        websites: websites ? [...websites] : null,
        words_sealed: seal.close(words, place(id)),
        received_at: clock.now(),
        due_at: dueAt ?? null,
        record_id: recordId,
        event,
        reported: null,
        closed_at: null,
      });
    },

    async open(limit) {
      const { rows } = await sql<Row>`
        ${select} where t.closed_at is null order by t.due_at nulls last, t.id limit ${limit}`.execute(database.sql);
      return rows.map(read);
    },

    countOpen: (now) => countedByDate(database, openRows, now),

    async lock(id) {
      const { rows } = await sql<Row>`
        ${select} where t.id = ${id} and t.closed_at is null for update of t`.execute(database.sql);
      return rows[0] && read(rows[0]);
    },

    async markReported(id, result) {
      await database.change(
        'desk.authority_notice',
        { id },
        { reported: result, closed_at: endsNotice(result) ? clock.now() : null },
      );
    },
  };
}

const select = sql`
  select t.*, r.change, (
      select n.value ->> 'state' from jsonb_array_elements(r.change -> 'notices') n
      where (n.value ->> 'notice')::int = t.event) as standing
  from desk.authority_notice t left join desk.record r on r.id = t.record_id`;

/** What `open` and `KnownRecords.openNotices` list together: a notice that both have counts once. */
const openRows = sql`
  with told as (
    select o.id, (o.notice ->> 'notice')::int as notice, (o.notice ->> 'dueAt')::timestamptz as due_at
    from (${OPEN_NOTICES}) o)
  select due_at from told
  union all
  select t.due_at from desk.authority_notice t
  where t.closed_at is null and not exists (select from told where told.id = t.record_id and told.notice = t.event)
  order by due_at`;

/** Erases what the authority has said of the record that an erased filing began, and what was reported of it. */
export async function eraseNotices({ sql: db }: DeskDatabase, filingId: string): Promise<void> {
  const own = sql<string>`(select id from desk.authority_notice where record_id = ${filingId})`;
  await db.updateTable('desk.authority_report').set({ content_sealed: null }).where('notice', 'in', own).execute();
  await db.updateTable('desk.authority_notice').set({ words_sealed: null }).where('id', 'in', own).execute();
}
