import { type RawBuilder, sql } from 'kysely';
import type { AskedFigure, FigureCases, FigureName } from '../../../ports/figures.ts';
import type { DeskParts } from '../desk-database.ts';
import { CASE_COLUMNS, type CaseRow, caseReader } from './case-rows.ts';
import { tiedHashes } from './declared-ties.ts';
import { within } from './figures.ts';

type Condition = RawBuilder<boolean>;

/** Cases with a decision of which this holds, of one reviewer if one is named. */
const decided = (condition: Condition, { period, staffId }: AskedFigure): Condition => sql<boolean>`exists (
  select from desk.decision d left join desk.sample s on s.decision_id = d.id
  where d.case_id = c.id and ${within('d.decided_at', period)} and ${condition}
    and (${staffId ?? null}::text is null or d.decided_by = ${staffId ?? null}))`;

const sent = (kind: string): Condition => sql<boolean>`d.state = 'sent' and d.kind = ${kind}`;
/** Samples are counted by the day on which they were drawn, those of one reviewer by that of the decision. */
const sampled = (condition: Condition, asked: AskedFigure): Condition =>
  asked.staffId === undefined
    ? sql<boolean>`exists (
        select from desk.sample s where s.case_id = c.id and ${within('s.drawn_at', asked.period)} and ${condition})`
    : decided(sql<boolean>`d.state = 'sent' and ${condition}`, asked);
const due = (condition: Condition): Condition => sql<boolean>`c.queue is not null and ${condition}`;

/** Of what each figure counts; the same conditions as the figures have. */
const CONDITIONS: Readonly<Record<FigureName, (asked: AskedFigure, now: Date) => Condition>> = {
  open: () => due(sql`true`),
  overdue: (_, now) => due(sql`c.due_at <= ${now}`),
  'due-soon': ({ soon }, now) => due(sql`c.due_at > ${now} and c.due_at <= ${soon}`),
  paused: () => due(sql`c.due_at is null`),
  accepted: (asked) => decided(sent('accepted'), asked),
  returned: (asked) => decided(sent('returned'), asked),
  declined: (asked) => decided(sent('declined'), asked),
  'taken-back': (asked) => decided(sql`d.state = 'taken-back'`, asked),
  decided: (asked) => decided(sql`d.state = 'sent'`, asked),
  late: (asked) => decided(sql`d.state = 'sent' and c.due_at < d.decided_at`, asked),
  drawn: (asked) => sampled(sql`true`, asked),
  judged: (asked) => sampled(sql`s.judged_by is not null`, asked),
  harmless: (asked) => sampled(sql`s.result = 'wrong-harmless'`, asked),
  wrong: (asked) => sampled(sql`s.result = 'wrong'`, asked),
  'in-hand': ({ staffId = '' }, now) => due(sql`c.lease_holder = ${staffId} and c.lease_until > ${now}`),
  'authority-refused': ({ period }) => sql<boolean>`exists (
    select from desk.authority_answer a join desk.submission u on u.number = a.number
    where u.case_id = c.id and a.kind = 'returned' and a.state = 'applied' and not u.is_taken_back
      and ${within('a.received_at', period)})`,
  reason: ({ period, reasonId = '' }) => sql<boolean>`exists (
    select from desk.returned_item i left join desk.decision d on d.id = i.decision_id
      left join desk.submission u on u.id = i.decision_id
    where coalesce(d.case_id, u.case_id) = c.id and i.reason_id = ${reasonId} and ${within('i.sent_at', period)})`,
};

/** The cases behind a figure, what is due first before the rest, then the newest. */
export function createFigureCases(parts: Pick<DeskParts, 'database' | 'seal' | 'clock'>): FigureCases {
  const read = caseReader(parts);
  const countedBy = (asked: AskedFigure) => sql`
    from desk.review_case c join desk.filing f on f.id = c.filing_id
    where f.erased_at is null and ${CONDITIONS[asked.figure](asked, parts.clock.now())}`;
  return {
    async of(asked, reader, limit) {
      const columns = sql.join(CASE_COLUMNS.map((column) => sql.ref(`c.${column}`)));
      const tied = await tiedHashes(reader, parts);
      const { rows } = await sql<CaseRow>`
        select ${columns} ${countedBy(asked)}
          and not exists (select from desk.case_key k where k.case_id = c.id and k.hash = any(${tied}::bytea[]))
        order by case when c.queue is not null then c.due_at end nulls last, c.received_at desc, c.id
        limit ${limit}`.execute(parts.database.sql);
      return rows.map(read);
    },

    async count(asked) {
      const { rows } = await sql<{ many: string }>`select count(*) as many ${countedBy(asked)}`.execute(
        parts.database.sql,
      );
      return Number(rows[0]?.many);
    },
  };
}
