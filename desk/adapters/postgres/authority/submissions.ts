import { type Selectable, sql } from 'kysely';
import type { Submission, Submissions } from '../../../ports/submissions.ts';
import type { DeskDatabase, DeskParts } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

type Row = Selectable<DeskTables['desk.submission']>;

/** An arbitrary number: whoever gives a number waits for the one before. */
const LOCK = 7_235_119;

export const submissionOf = (row: Row): Submission => ({
  submissionId: row.id,
  caseId: row.case_id,
  filingId: row.filing_id,
  number: row.number ?? undefined,
  state: row.state,
  stage: row.stage,
  queuedAt: row.queued_at,
  sentAt: row.sent_at ?? undefined,
  numbers: row.given_numbers ?? [],
  failure: row.failure ?? undefined,
  isTakenBack: row.is_taken_back,
});

export function createSubmissions({ database, clock }: Pick<DeskParts, 'database' | 'clock'>): Submissions {
  async function nextNumber(): Promise<number> {
    const { last } = await database.sql
      .selectFrom('desk.submission')
      .select(({ fn }) => fn.max('number').as('last'))
      .executeTakeFirstOrThrow();
    return (last ?? 0) + 1;
  }
  const waiting = () => database.sql.selectFrom('desk.submission').selectAll().where('state', '=', 'waiting');
  const sent = () => database.sql.selectFrom('desk.submission').selectAll().where('state', '=', 'sent');

  return {
    number: (caseId) =>
      database.inTransaction(async () => {
        await sql`select pg_advisory_xact_lock(${LOCK})`.execute(database.sql);
        // One that is withdrawn at this moment is waited for, and does not leave.
        const [row] = await waiting().where('case_id', '=', caseId).limit(1).forUpdate().execute();
        if (!row) return undefined;
        const number = row.number ?? (await nextNumber());
        await database.change('desk.submission', { id: row.id }, { number });
        return { ...submissionOf(row), number };
      }),

    async markSent({ submissionId, isTakenBack }) {
      const which = { id: submissionId, state: 'waiting', is_taken_back: isTakenBack } as const;
      const sent_at = sql<Date>`coalesce(sent_at, ${clock.now()})`;
      return (
        (await database.change('desk.submission', which, { state: isTakenBack ? 'taken-back' : 'sent', sent_at })) === 1
      );
    },

    async ofCase(caseId) {
      const row = (await database.list('desk.submission', { case_id: caseId }, ['attempt'])).at(-1);
      return row && submissionOf(row);
    },

    async ofNumber(number) {
      const row = await database.find('desk.submission', { number });
      return row && submissionOf(row);
    },

    async list(limit) {
      const toHandIn = waiting().orderBy(sql`number asc nulls last`).orderBy('queued_at').orderBy('id');
      const atAuthority = sent().where('stage', 'in', BEFORE_APPROVAL).orderBy('sent_at').orderBy('id');
      const ended = sent().where('stage', 'in', ['approved', 'over']).orderBy('sent_at', 'desc');
      const rows: Row[] = [];
      for (const part of [toHandIn, atAuthority, ended])
        rows.push(...(await part.limit(limit - rows.length).execute()));
      return rows.map(submissionOf);
    },

    async lastSent() {
      const { last } = await database.sql
        .selectFrom('desk.submission')
        .select(({ fn }) => fn.max('number').as('last'))
        .where('state', 'in', ['sent', 'taken-back'])
        .executeTakeFirstOrThrow();
      return last ?? 0;
    },
  };
}

/** Queues a case to be handed in, once more when it was before. Call it while the filing's row is locked. */
export async function queueSubmission(
  { database, clock, ids }: Pick<DeskParts, 'database' | 'clock' | 'ids'>,
  { caseId, filingId }: { readonly caseId: string; readonly filingId: string },
): Promise<void> {
  const before = (await database.list('desk.submission', { case_id: caseId }, ['attempt'])).at(-1);
  await database.add('desk.submission', {
    id: ids.uuid(),
    case_id: caseId,
    filing_id: filingId,
    attempt: (before?.attempt ?? 0) + 1,
    queued_at: clock.now(),
    number: null,
    sent_at: null,
    failure: null,
    given_numbers: null,
  });
}

/**
 * An applicant sees less of the authority than the desk does: they may give up before the service has heard of its review, and the
 * service stops a filing under review when its record has ended. Numbers that were given are not taken back.
 */
const BEFORE_APPROVAL = ['handed-in', 'sms', 'reviewing', 'accepted'] as const;

/**
 * Takes the submissions of a filing back. One that has a number is taken back under it; one that has none falls away. Call
 * it while the filing's row is locked.
 */
export async function takeSubmissionsBack(
  { database }: { readonly database: DeskDatabase },
  filingId: string,
): Promise<void> {
  const own = () =>
    database.sql.updateTable('desk.submission').where('filing_id', '=', filingId).where('is_taken_back', '=', false);
  await sql`update desk.authority_answer set state = 'dropped' where state = 'to-confirm'
    and number in (select number from desk.submission where filing_id = ${filingId})`.execute(database.sql);
  await own().set({ state: 'taken-back', is_taken_back: true }).where('number', 'is', null).execute();
  await own()
    .set({ state: 'waiting', is_taken_back: true })
    .where('number', 'is not', null)
    .where('stage', 'in', BEFORE_APPROVAL)
    .execute();
}

/** Erases what the authority has said of an erased filing. */
export async function eraseAnswers({ sql: db }: DeskDatabase, filingId: string): Promise<void> {
  await db.updateTable('desk.submission').set({ given_numbers: null }).where('filing_id', '=', filingId).execute();
  await db
    .updateTable('desk.authority_answer')
    .set({ content_sealed: null })
    .where('number', 'in', (numbers) =>
      numbers
        .selectFrom('desk.submission')
        .select(({ fn }) => fn.coalesce('number', sql<number>`0`).as('number'))
        .where('filing_id', '=', filingId),
    )
    .execute();
}
