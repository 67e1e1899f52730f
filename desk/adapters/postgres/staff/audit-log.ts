import { sql } from 'kysely';
import { linkOf, sealOf } from '../../../domain/audit-chain.ts';
import type { AuditLog, AuditReader } from '../../../ports/audit-log.ts';
import type { DeskParts } from '../desk-database.ts';

/** The Beijing day of an instant of the database. */
const DAY = sql<string>`to_char(at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`;
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
    await database.sql.selectFrom('desk.review_case').select('id').where('id', '=', caseId).forUpdate().execute();
    const last = await database.sql
      .selectFrom('desk.audit')
      .select(['sequence', 'link'])
      .where('case_id', '=', caseId)
      .orderBy('sequence', 'desc')
      .limit(1)
      .executeTakeFirst();
    const sequence = (last?.sequence ?? 0) + 1;
    const link = linkOf({ ...entry, sequence }, last?.link, hash);
    await database.add('desk.audit', {
      case_id: caseId,
      sequence,
      at,
      actor,
      action,
      facts: JSON.stringify(facts),
      link,
    });
  },

  sealDay: (day) =>
    database.inTransaction(async () => {
      // One after the other: each seal has the one before in it.
      await sql`select pg_advisory_xact_lock(7235118)`.execute(database.sql);
      const [known] = await database.sql.selectFrom('desk.audit_seal').select('day').where('day', '=', day).execute();
      if (known) return false;
      const { rows } = await sql<{ case_id: string; sequence: number; link: string }>`
        select distinct on (case_id) case_id, sequence, link from desk.audit
        where at < ${beginningOf(day, 1)} and case_id in (
          select case_id from desk.audit where at >= ${beginningOf(day)} and at < ${beginningOf(day, 1)})
        order by case_id, sequence desc`.execute(database.sql);
      const heads = rows.map(({ case_id: caseId, sequence, link }) => ({ caseId, sequence, link }));
      const before = await database.sql
        .selectFrom('desk.audit_seal')
        .select('seal')
        .orderBy('day', 'desc')
        .limit(1)
        .executeTakeFirst();
      const seal = sealOf(day, heads, before?.seal, hash);
      await database.add('desk.audit_seal', { day, heads: heads.length, seal });
      for (let from = 0; from < heads.length; from += HEADS)
        await database.add(
          'desk.audit_head',
          heads.slice(from, from + HEADS).map(({ caseId, ...head }) => ({ day, case_id: caseId, ...head })),
        );
      return true;
    }),

  async unsealedDays(before) {
    const { rows } = await sql<{ day: string }>`
      select distinct ${DAY} as day from desk.audit
      where at < ${beginningOf(before)} and at >= coalesce(
        (select (max(day) + 1)::timestamp at time zone 'Asia/Shanghai' from desk.audit_seal), '-infinity')
      order by day`.execute(database.sql);
    return rows.map(({ day }) => day);
  },
});

export const createAuditReader = ({ database }: Pick<DeskParts, 'database'>): AuditReader => ({
  async casesAfter(caseId, limit) {
    const rows = await database.sql
      .selectFrom('desk.audit')
      .select('case_id')
      .distinct()
      .$if(caseId !== undefined, (query) => query.where('case_id', '>', caseId ?? ''))
      .orderBy('case_id')
      .limit(limit)
      .execute();
    return rows.map(({ case_id }) => case_id);
  },

  async entriesOf(caseId) {
    const rows = await database.list('desk.audit', { case_id: caseId }, ['sequence']);
    return rows.map(({ case_id, ...entry }) => ({ caseId: case_id, ...entry }));
  },

  async countSince(caseId, action, since) {
    const { count } = await database.sql
      .selectFrom('desk.audit')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('case_id', '=', caseId)
      .where('action', '=', action)
      .where('at', '>=', since)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  headsOf: (caseId) =>
    database.sql.selectFrom('desk.audit_head').select(['sequence', 'link']).where('case_id', '=', caseId).execute(),

  async *sealedDays() {
    const days = await sql<{ day: string; seal: string }>`
      select day::text as day, seal from desk.audit_seal order by day`.execute(database.sql);
    for (const { day, seal } of days.rows) {
      const rows = await database.sql
        .selectFrom('desk.audit_head')
        .select(['case_id', 'sequence', 'link'])
        .where('day', '=', day)
        .orderBy('case_id')
        .execute();
      yield { day, seal, heads: rows.map(({ case_id: caseId, ...head }) => ({ caseId, ...head })) };
    }
  },
});
