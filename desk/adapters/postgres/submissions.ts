import { type Selectable, sql } from 'kysely';
import type { ClaimedSubmission, LeavingSubmission, Submission, Submissions } from '../../ports/submissions.ts';
import type { DeskDatabase, DeskParts } from './desk-database.ts';
import type { DeskTables } from './tables.ts';

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
  failure: row.failure ?? undefined,
  attempts: row.attempts,
  isTakenBack: row.is_taken_back,
});
const leaving = (row: Row, number: number): LeavingSubmission => ({ ...submissionOf(row), number });

export function createSubmissions({ database, clock }: Pick<DeskParts, 'database' | 'clock'>): Submissions {
  async function nextNumber(): Promise<number> {
    const { last } = await database.sql
      .selectFrom('desk.submission')
      .select(({ fn }) => fn.max('number').as('last'))
      .executeTakeFirstOrThrow();
    return (last ?? 0) + 1;
  }
  const serialized = <T>(work: () => Promise<T>): Promise<T> =>
    database.inTransaction(async () => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(database.sql);
      return work();
    });
  const own = (id: string) => database.sql.updateTable('desk.submission').where('id', '=', id);
  const stillAs = ({ submissionId, isTakenBack }: ClaimedSubmission) =>
    own(submissionId).where('is_taken_back', '=', isTakenBack);
  const stillWaiting = (claimed: ClaimedSubmission) => stillAs(claimed).where('state', '=', 'waiting');
  const waiting = () =>
    database.sql.selectFrom('desk.submission').selectAll().where('state', 'in', ['waiting', 'parked']);
  /** One that is withdrawn at this moment is waited for, and does not leave. */
  const lockedWaiting = () => waiting().forUpdate();

  return {
    claimNext: (leaseSeconds) =>
      serialized(async () => {
        const now = clock.now();
        const dueAt = new Date(now.getTime() + leaseSeconds * 1000);
        const [before] = await lockedWaiting().where('number', 'is not', null).orderBy('number').limit(1).execute();
        if (before) {
          if (before.state === 'parked' || before.due_at > now || before.number === null) return undefined;
          await own(before.id).set({ due_at: dueAt }).execute();
          return leaving(before, before.number);
        }
        const [next] = await lockedWaiting().orderBy('queued_at').orderBy('id').limit(1).execute();
        if (!next) return undefined;
        const number = await nextNumber();
        await own(next.id).set({ number, due_at: dueAt }).execute();
        return leaving(next, number);
      }),

    number: (caseId) =>
      serialized(async () => {
        const [row] = await lockedWaiting().where('case_id', '=', caseId).limit(1).execute();
        if (!row) return undefined;
        const number = row.number ?? (await nextNumber());
        await own(row.id).set({ number }).execute();
        return leaving(row, number);
      }),

    async markSent(claimed) {
      await stillAs(claimed)
        .set({ state: claimed.isTakenBack ? 'taken-back' : 'sent', failure: null })
        .set({ sent_at: sql`coalesce(sent_at, ${clock.now()})` })
        .execute();
    },
    async postpone(claimed, at, failure) {
      await stillWaiting(claimed).set({ due_at: at, failure, attempts: sql`attempts + 1` }).execute();
    },
    async park(claimed, failure) {
      const { numUpdatedRows } = await stillWaiting(claimed).set({ state: 'parked', failure }).executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async release(submissionId) {
      const { numUpdatedRows } = await own(submissionId)
        .set({ state: 'waiting', due_at: clock.now() })
        .where('state', '=', 'parked')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async ofCase(caseId) {
      const row = await database.sql
        .selectFrom('desk.submission')
        .selectAll()
        .where('case_id', '=', caseId)
        .orderBy('attempt', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && submissionOf(row);
    },

    async list(limit) {
      const left = await waiting()
        .orderBy(sql`number asc nulls last`)
        .orderBy('queued_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      const sent = await database.sql
        .selectFrom('desk.submission')
        .selectAll()
        .where('state', '=', 'sent')
        .orderBy('sent_at', 'desc')
        .limit(Math.max(0, limit - left.length))
        .execute();
      return [...left, ...sent].map(submissionOf);
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
  const { last } = await database.sql
    .selectFrom('desk.submission')
    .select(({ fn }) => fn.max('attempt').as('last'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow();
  const now = clock.now();
  await database.sql
    .insertInto('desk.submission')
    .values({
      id: ids.uuid(),
      case_id: caseId,
      filing_id: filingId,
      attempt: (last ?? 0) + 1,
      queued_at: now,
      due_at: now,
      number: null,
      sent_at: null,
      failure: null,
      given_numbers: null,
    })
    .execute();
}

/**
 * Of the authority an applicant sees less than the desk: they may give up before the service has heard of its review, and the
 * service stops a filing under review when its record has ended. Numbers that were given are not taken back.
 */
const BEFORE_APPROVAL = ['handed-in', 'sms', 'reviewing', 'accepted'] as const;

/**
 * Takes the submissions of a filing back. One that has a number is taken back under it; one that has none falls away. Call
 * it while the filing's row is locked.
 */
export async function takeSubmissionsBack(
  { database, clock }: { readonly database: DeskDatabase; readonly clock: DeskParts['clock'] },
  filingId: string,
): Promise<void> {
  const own = () =>
    database.sql.updateTable('desk.submission').where('filing_id', '=', filingId).where('is_taken_back', '=', false);
  await own().set({ state: 'taken-back', is_taken_back: true }).where('number', 'is', null).execute();
  await own()
    .set({ state: 'waiting', is_taken_back: true, due_at: clock.now() })
    .where('number', 'is not', null)
    .where('stage', 'in', BEFORE_APPROVAL)
    .execute();
}

/** Of an erased filing: what the authority has said of it. */
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
