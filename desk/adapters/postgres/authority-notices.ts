import { type Selectable, sql } from 'kysely';
import { endsNotice, type NoticeState, organizerNumberOf } from '../../../contracts/desk/authority-notices.ts';
import type { NoticeOfAuthority } from '../../ports/authority.ts';
import type { AuthorityNotice, AuthorityNotices } from '../../ports/authority-notices.ts';
import type { KnownRecord } from '../../ports/record-events.ts';
import { type DeskDatabase, type DeskParts, placeOf } from './desk-database.ts';
import { OPEN_NOTICES } from './open-notices.ts';
import type { DeskTables } from './tables.ts';
import { countedByDate } from './task-counts.ts';

interface Row extends Selectable<DeskTables['desk.authority_notice']> {
  /** The record that has its number, and what that says of the notice. */
  readonly found: string | null;
  readonly change: KnownRecord | null;
  readonly standing: 'open' | 'answered' | 'closed' | null;
}

export function createAuthorityNotices(
  parts: Pick<DeskParts, 'database' | 'seal' | 'clock' | 'ids'>,
): AuthorityNotices {
  const { database, seal, clock, ids } = parts;
  const place = (id: string) => placeOf('desk.authority_notice', 'words_sealed', id);

  async function insert({ noticeId, websites, words, ...of }: NoticeOfAuthority, isTyped: boolean): Promise<string> {
    const id = ids.uuid();
    await database.sql
      .insertInto('desk.authority_notice')
      .values({
        id,
        notice_id: noticeId,
        kind: of.kind,
        is_typed: isTyped,
        filing_number: of.filingNumber,
        organizer_number: organizerNumberOf(of.filingNumber),
        websites: websites ? [...websites] : null,
        words_sealed: seal.close(words, place(id)),
        at: of.at,
        received_at: clock.now(),
        due_at: of.dueAt ?? null,
        record_id: null,
        event: null,
        reported: null,
        closed_at: null,
      })
      .onConflict((conflict) => conflict.column('notice_id').doNothing())
      .execute();
    return id;
  }

  const read = ({ found, change, standing, ...row }: Row): AuthorityNotice => ({
    id: row.id,
    noticeId: row.notice_id,
    kind: row.kind,
    isTyped: row.is_typed,
    at: row.at,
    receivedAt: row.received_at,
    dueAt: row.due_at ?? undefined,
    filingNumber: row.filing_number,
    websites: row.websites ?? undefined,
    words: row.words_sealed ? seal.open(row.words_sealed, place(row.id)) : undefined,
    recordId: row.record_id ?? found ?? undefined,
    event: row.event ?? undefined,
    reported: row.reported ?? undefined,
    state: stateOf(row, found, standing),
    domains: (change?.websites ?? [])
      .filter(({ number }) => meant(row)?.includes(number) ?? true)
      .flatMap(({ domains }) => [...domains]),
  });

  return {
    keep: async (notice) => void (await insert(notice, false)),
    addTyped: (notice) => insert({ ...notice, noticeId: `typed-${ids.uuid()}` }, true),

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

    async markTold(id, recordId, event) {
      await database.sql
        .updateTable('desk.authority_notice')
        .set({ record_id: recordId, event })
        .where('id', '=', id)
        .execute();
    },

    async markReported(id, result) {
      await database.sql
        .updateTable('desk.authority_notice')
        .set({ reported: result, closed_at: endsNotice(result) ? clock.now() : null })
        .where('id', '=', id)
        .execute();
    },
  };
}

/** Of records with the same number the live one; of a notice that was told, the record that it was told of. */
const select = sql`
  select t.*, r.id as found, r.change, (
      select n.value ->> 'state' from jsonb_array_elements(r.change -> 'notices') n
      where (n.value ->> 'notice')::int = t.event) as standing
  from desk.authority_notice t
  left join lateral (
    select id, change from desk.record
    where number = t.organizer_number and (t.record_id is null or id = t.record_id)
    order by (change ->> 'state' = 'live') desc, id limit 1) r on true`;

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

/** Numbers of the websites that are meant; undefined for the whole record. */
const meant = ({
  websites,
  filing_number,
  organizer_number,
}: Pick<Row, 'websites' | 'filing_number' | 'organizer_number'>) =>
  websites ?? (filing_number === organizer_number ? undefined : [filing_number]);

function stateOf({ event }: Pick<Row, 'event'>, found: string | null, standing: Row['standing']): NoticeState {
  if (event !== null) return standing ?? 'told';
  return found === null ? 'unknown-record' : 'to-tell';
}

/** Of an erased filing: what the authority has said of the record that it began, and what was reported of it. */
export async function eraseNotices({ sql: db }: DeskDatabase, filingId: string): Promise<void> {
  const own = sql<string>`
    (select n.id from desk.authority_notice n join desk.record r on r.number = n.organizer_number where r.id = ${filingId})`;
  await db.updateTable('desk.authority_report').set({ content_sealed: null }).where('notice', 'in', own).execute();
  await db.updateTable('desk.authority_notice').set({ words_sealed: null }).where('id', 'in', own).execute();
}
