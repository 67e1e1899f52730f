import { type RawBuilder, sql } from 'kysely';
import { type AuditEntry, linkOf, type SealedDay, sealOf } from '../../../domain/oversight/audit-chain.ts';
import { ACCESS_ACTIONS } from '../../../domain/oversight/clear-values.ts';
import type { AccessLog, AuditLog, AuditReader, SealCopies, SealPlaceName } from '../../../ports/audit-log.ts';
import type { DeskParts } from '../desk-database.ts';

/** The instant at which a Beijing day begins, or the one after it. */
const beginningOf = (day: string, daysLater = 0) =>
  sql<Date>`((${day}::date + ${daysLater}::integer)::timestamp at time zone 'Asia/Shanghai')`;

/** Heads that are written with one statement. */
const HEADS = 1_000;

/**
 * Those who change the same record or list, and so its chain, or count what the same person has seen wait for each other. It
 * is their first lock; a case's own row does the same for its chain.
 */
export const lockSubject = async ({ sql: db }: DeskParts['database'], id: string): Promise<void> =>
  void (await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(db));

export const createAuditLog = ({ database, hash }: Pick<DeskParts, 'database' | 'hash'>): AuditLog => ({
  async append(entry) {
    const { caseId, at, actor, action, facts } = entry;
    // The case's row serializes its chain; of others `lockSubject` does.
    await database.lock('desk.review_case', { id: caseId }, ['id']);
    const { rows } = await sql<{ sequence: number; link: string }>`
      select sequence, link from desk.audit where case_id = ${caseId} order by sequence desc limit 1`.execute(
      database.sql,
    );
    const [last] = rows;
    const sequence = (last?.sequence ?? 0) + 1;
    const link = linkOf({ ...entry, sequence }, last?.link, hash);
    const row = { case_id: caseId, sequence, at, actor, action, facts: JSON.stringify(facts), link };
    await database.add('desk.audit', row);
  },

  sealSoFar: (time) => newSeal({ database, hash }, time),

  sealDay: (day, places = []) =>
    database.inTransaction(async () => {
      // One after the other: each seal has the one before in it.
      await sql`select pg_advisory_xact_lock(7235118)`.execute(database.sql);
      if (await database.find('desk.audit_seal', { day }, ['day'])) return false;
      const { heads, seal } = await newSeal({ database, hash }, day);
      await database.add('desk.audit_seal', { day, heads: heads.length, seal });
      for (let from = 0; from < heads.length; from += HEADS)
        await database.add(
          'desk.audit_head',
          heads.slice(from, from + HEADS).map(({ caseId, ...head }) => ({ day, case_id: caseId, ...head })),
        );
      for (const place of places) await database.add('desk.seal_copy', { day, place, due_at: beginningOf(day, 1) });
      return true;
    }),

  async unsealedDays(before) {
    const { rows } = await sql<{ day: string }>`
      select to_char(day, 'YYYY-MM-DD') as day from generate_series(
        coalesce((select max(day) + 1 from desk.audit_seal),
          (select (min(at) at time zone 'Asia/Shanghai')::date from desk.audit)),
        ${before}::date - 1, interval '1 day') as day`.execute(database.sql);
    return rows.map(({ day }) => day);
  },
});

/** A seal over the heads of all chains that have moved on a day, after the last seal. @param name the day, or that and a time. */
async function newSeal({ database, hash }: Pick<DeskParts, 'database' | 'hash'>, name: string): Promise<SealedDay> {
  const day = name.slice(0, 'YYYY-MM-DD'.length);
  const { rows } = await sql<{ case_id: string; sequence: number; link: string }>`
    select distinct on (case_id) case_id, sequence, link from desk.audit
    where at < ${beginningOf(day, 1)} and case_id in (
      select case_id from desk.audit where at >= ${beginningOf(day)} and at < ${beginningOf(day, 1)})
    order by case_id, sequence desc`.execute(database.sql);
  const heads = rows.map(({ case_id: caseId, sequence, link }) => ({ caseId, sequence, link }));
  const seals = await sql<{ seal: string }>`select seal from desk.audit_seal order by day desc limit 1`.execute(
    database.sql,
  );
  const before = seals.rows[0]?.seal;
  return { day: name, before, heads, seal: sealOf(name, heads, before, hash) };
}

export const createAuditReader = ({ database }: Pick<DeskParts, 'database'>): AuditReader => ({
  async chainsAfter(id, limit) {
    // Whoever deletes a chain leaves its case, or what was sealed of it.
    const parts = ['desk.audit.case_id', 'desk.review_case.id', 'desk.audit_head.case_id'].map((column) => {
      const table = sql.table(column.replace(/\.\w+$/, ''));
      return sql`(select distinct ${sql.ref(column)} as id from ${table} where ${sql.ref(column)} > ${id} order by id limit ${limit})`;
    });
    const { rows } = await sql<{ id: string }>`
      select id from (${sql.join(parts, sql` union `)}) as known order by id limit ${limit}`.execute(database.sql);
    return rows.map((row) => row.id);
  },

  async entriesOf(caseId) {
    const rows = await database.list('desk.audit', { case_id: caseId }, ['sequence']);
    return rows.map(({ case_id, ...entry }) => ({ caseId: case_id, ...entry }));
  },

  async countSince(actor, actions, since) {
    const { rows } = await sql<{ count: string }>`
      select count(*) from desk.audit where actor = ${actor} and action = any(${actions}::text[]) and at >= ${since}
        and facts ->> 'reason' is not null`.execute(database.sql);
    return Number(rows[0]?.count);
  },

  headsOf: (caseId) => database.list('desk.audit_head', { case_id: caseId }, []),

  async *sealedDays() {
    const days = await sql<{ day: string }>`select day::text as day from desk.audit_seal order by day`.execute(
      database.sql,
    );
    for (const { day } of days.rows) yield await sealedDay(database, day);
  },
});

/** A day's seal with its heads. */
async function sealedDay(database: DeskParts['database'], day: string): Promise<SealedDay> {
  const { rows } = await sql<{ seal: string; before: string | null }>`
    select seal, (select seal from desk.audit_seal where day < ${day} order by day desc limit 1) as before
    from desk.audit_seal where day = ${day}`.execute(database.sql);
  const heads = await database.list('desk.audit_head', { day }, ['case_id']);
  const listed = heads.map(({ case_id: caseId, sequence, link }) => ({ caseId, sequence, link }));
  return { day, before: rows[0]?.before ?? undefined, heads: listed, seal: rows[0]?.seal ?? '' };
}

export const createSealCopies = ({ database, clock }: Pick<DeskParts, 'database' | 'clock'>): SealCopies => ({
  async due(limit) {
    const { rows } = await sql<{ day: string; place: SealPlaceName; attempts: number }>`
      select day::text as day, place, attempts from desk.seal_copy
      where kept_at is null and due_at <= ${clock.now()} order by day limit ${limit}`.execute(database.sql);
    return Promise.all(rows.map(async ({ day, ...copy }) => ({ sealed: await sealedDay(database, day), ...copy })));
  },
  async markKept(day, place) {
    await database.change('desk.seal_copy', { day, place }, { kept_at: clock.now() });
  },
  async postpone(day, place, until) {
    await database.change('desk.seal_copy', { day, place }, { due_at: until, attempts: sql`attempts + 1` });
  },
});

const when = (isAsked: boolean, condition: RawBuilder<unknown>) => (isAsked ? sql`and ${condition}` : sql``);

export const createAccessLog = ({ database }: Pick<DeskParts, 'database'>): AccessLog => ({
  async list({ from, until, staffId, caseIds = [], subject, after }, limit) {
    const rounds = sql`select id from desk.review_case where filing_id in (
      select filing_id from desk.review_case where id = any(${caseIds}::uuid[]))`;
    const { rows } = await sql<AuditEntry>`
      select case_id as "caseId", sequence, at, actor, action, facts from desk.audit
      where action = any(${ACCESS_ACTIONS}) and at >= ${from} and at < ${until}
      ${when(staffId !== undefined, sql`actor = ${staffId}`)}
      ${when(
        caseIds.length > 0,
        sql`(case_id in (${rounds}) or (facts ->> 'cases' is not null and
        string_to_array(facts ->> 'cases', ',') && array(${rounds})::text[]))`,
      )}
      ${when(subject !== undefined, sql`lower(coalesce(facts ->> 'subject', ${subject})) = lower(${subject})`)}
      ${when(after !== undefined, sql`(at, case_id, sequence) < (${after?.at}, ${after?.caseId}::uuid, ${after?.sequence})`)}
      order by at desc, case_id desc, sequence desc limit ${limit}`.execute(database.sql);
    return rows;
  },
});
