import { sql } from 'kysely';
import type { Figures, FiguresReader, Period } from '../../../ports/figures.ts';
import type { DeskParts } from '../desk-database.ts';

/** Whether an instant of the database is in a period of Beijing days; as a range, which an index serves. */
export const within = (column: string, { from, to }: Period) => sql<boolean>`(
  ${sql.ref(column)} >= (${from}::date::timestamp at time zone 'Asia/Shanghai') and
  ${sql.ref(column)} < ((${to}::date + 1)::timestamp at time zone 'Asia/Shanghai'))`;

export const createFigures = ({ database }: Pick<DeskParts, 'database'>): FiguresReader => ({
  async of(period) {
    const db = database.sql;
    const decided = await sql<{ kind: string; state: string; count: string }>`
      select kind, case when state = 'taken-back' then state else 'sent' end as state, count(*) from desk.decision
      where state in ('sent', 'taken-back') and ${within('decided_at', period)} group by 1, 2`.execute(db);
    const of = (kind: string) =>
      Number(decided.rows.find((row) => row.kind === kind && row.state === 'sent')?.count ?? 0);
    const takenBack = decided.rows.filter(({ state }) => state === 'taken-back');
    const { rows: spent } = await sql<{ seconds: number | null; days: number | null; refusals: string }>`
      select
        (select percentile_cont(0.5) within group (order by one.seconds) from (
          select sum(j.spent_seconds) as seconds from desk.decision d join desk.judgement j using (case_id)
          where d.state = 'sent' and ${within('d.decided_at', period)} group by d.id) one) as seconds,
        (select percentile_cont(0.5) within group (order by extract(epoch from v.decided_at - first.at) / 86400)
          from desk.verdict v cross join lateral (
            select min(received_at) as at from desk.review_case c where c.filing_id = v.filing_id) first
          where v.kind = 'approved' and ${within('v.decided_at', period)}) as days,
        (select count(*) from desk.authority_answer a
          join desk.submission s on s.number = a.number join desk.filing f on f.id = s.filing_id
          where a.kind = 'returned' and a.state = 'applied' and not s.is_taken_back and f.erased_at is null
            and ${within('a.received_at', period)}) as refusals`.execute(db);
    return {
      decisions: {
        accepted: of('accepted'),
        returned: of('returned'),
        declined: of('declined'),
        'taken-back': takenBack.reduce((sum, { count }) => sum + Number(count), 0),
      },
      returnsByReason: await returnsByReason(database, period),
      sampling: await sampling(database, period),
      lateByDay: await lateByDay(database, period),
      authorityRefusals: Number(spent[0]?.refusals ?? 0),
      medianSpentSeconds: spent[0]?.seconds ?? undefined,
      medianDaysToApproval: spent[0]?.days ?? undefined,
      byStaff: await byStaff(database, period),
    };
  },
});

type Database = DeskParts['database'];

async function returnsByReason({ sql: db }: Database, period: Period): Promise<Figures['returnsByReason']> {
  const { rows } = await sql<Record<'reasonId' | 'reason' | 'machine' | 'reviewer' | 'authority', string>>`
    select i.reason_id as "reasonId", (
        select r.reason from desk.reason r where r.reason_id = i.reason_id order by r.version desc limit 1) as reason,
      count(*) filter (where i.found_by = 'machine') as machine,
      count(*) filter (where i.found_by = 'reviewer') as reviewer,
      count(*) filter (where i.found_by = 'authority') as authority
    from desk.returned_item i where ${within('i.sent_at', period)}
    group by i.reason_id order by count(*) desc, i.reason_id`.execute(db);
  return rows.map(({ reasonId, reason, machine, reviewer, authority }) => ({
    reasonId,
    reason,
    machine: Number(machine),
    reviewer: Number(reviewer),
    authority: Number(authority),
  }));
}

async function sampling({ sql: db }: Database, period: Period): Promise<Figures['sampling']> {
  const { rows } = await sql<Record<'drawn' | 'judged' | 'harmless' | 'wrong', string>>`
    select count(*) as drawn, count(judged_by) as judged,
      count(*) filter (where result = 'wrong-harmless') as harmless, count(*) filter (where result = 'wrong') as wrong
    from desk.sample where ${within('drawn_at', period)}`.execute(db);
  const { drawn, judged, harmless, wrong } = rows[0] ?? { drawn: 0, judged: 0, harmless: 0, wrong: 0 };
  return { drawn: Number(drawn), judged: Number(judged), harmless: Number(harmless), wrong: Number(wrong) };
}

async function lateByDay({ sql: db }: Database, period: Period): Promise<Figures['lateByDay']> {
  const { rows } = await sql<{ day: string; count: string }>`
    select to_char(d.decided_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, count(*)
    from desk.decision d join desk.review_case c on c.id = d.case_id
    where d.state = 'sent' and c.due_at < d.decided_at and ${within('d.decided_at', period)}
    group by 1 order by 1`.execute(db);
  return rows.map(({ day, count }) => ({ day, count: Number(count) }));
}

async function byStaff({ sql: db }: Database, period: Period): Promise<Figures['byStaff']> {
  const { rows } = await sql<
    Record<'staffId' | 'decided' | 'returned' | 'late' | 'sampled' | 'wrong', string> & { seconds: number | null }
  >`
    select d.decided_by as "staffId", count(*) as decided,
      count(*) filter (where d.kind = 'returned') as returned,
      count(*) filter (where c.due_at < d.decided_at) as late,
      count(s.judged_by) as sampled, count(*) filter (where s.result = 'wrong') as wrong,
      percentile_cont(0.5) within group (order by (
        select sum(j.spent_seconds) from desk.judgement j where j.case_id = d.case_id and j.staff_id = d.decided_by
      )) as seconds
    from desk.decision d join desk.review_case c on c.id = d.case_id left join desk.sample s on s.decision_id = d.id
    where d.state = 'sent' and ${within('d.decided_at', period)}
    group by d.decided_by order by d.decided_by`.execute(db);
  return rows.map(({ staffId, decided, returned, late, sampled, wrong, seconds }) => ({
    staffId,
    decided: Number(decided),
    returned: Number(returned),
    late: Number(late),
    sampled: Number(sampled),
    wrong: Number(wrong),
    ...(seconds !== null && { medianSpentSeconds: seconds }),
  }));
}
