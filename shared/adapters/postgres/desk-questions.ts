import { type Selectable, sql } from 'kysely';
import type { ChangeOutcome } from '../../domain/filing/change.ts';
import { ASKED_STATES, nextAskAt, queueOf } from '../../domain/filing/desk-schedule.ts';
import type { FilingState } from '../../domain/filing/machine.ts';
import type { WaitingCursor, WaitingFiling } from '../../ports/reviews.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';

/** The column of a filing's queue, with a time in it. */
const columnsAt = (state: FilingState, at: Date) =>
  queueOf(state) === 'approved' ? { ask_at: null, recheck_at: at } : { ask_at: at, recheck_at: null };

/** Plans the next question about a filing that has changed. Joins the running transaction. */
export async function planQuestion(
  { sql }: Database,
  before: FilingState,
  { filing, askDeskAt }: Pick<ChangeOutcome, 'filing' | 'askDeskAt'>,
): Promise<void> {
  if (askDeskAt) {
    const columns = columnsAt(filing.state, askDeskAt);
    await sql
      .insertInto('desk_question')
      .values({ filing_id: filing.id, ...columns })
      .onConflict((conflict) => conflict.column('filing_id').doUpdateSet(columns))
      .execute();
  } else if (ASKED_STATES.includes(before)) {
    await sql.deleteFrom('desk_question').where('filing_id', '=', filing.id).execute();
  }
}

/** Asks about these filings at `at`, those of them that are asked about at all. @returns how many. */
export async function askAt({ sql: database }: Database, filingIds: readonly string[], at: Date): Promise<number> {
  const { numUpdatedRows } = await database
    .updateTable('desk_question')
    .set({
      ask_at: sql`case when recheck_at is null then ${at}::timestamptz end`,
      recheck_at: sql`case when recheck_at is not null then ${at}::timestamptz end`,
    })
    .where('filing_id', 'in', [...filingIds])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/**
 * A run begins with the filing under review that waits longest and goes once around all of them in the order of their
 * ids, since their times are in no index; then it goes through the approved ones that are due.
 */
const PARTS = ['to-the-end', 'from-the-start', 'approved'] as const;

/** Claims up to `limit` filings that are due, from the cursor on, and postpones them. Joins the running transaction. */
export async function claimQuestions(
  database: Database,
  { dueBy, limit, after, now }: { dueBy: Date; limit: number; after: WaitingCursor | undefined; now: Date },
): Promise<readonly WaitingFiling[]> {
  const from = after ? after.from : await longestWaiting(database, dueBy);
  const claimed: WaitingFiling[] = [];
  for (const part of PARTS.slice(after ? PARTS.indexOf(after.part) : 0)) {
    if (claimed.length === limit) break;
    const cursor = after?.part === part ? after : undefined;
    const due = await lockDue(database, { part, from, cursor, dueBy, limit: limit - claimed.length });
    claimed.push(...(await postponed(database, due, { part, from, now })));
  }
  return claimed;
}

/** Reads the whole queue of filings under review, once in a run. */
async function longestWaiting({ sql }: Database, dueBy: Date): Promise<string | undefined> {
  const row = await sql
    .selectFrom('desk_question')
    .select('filing_id')
    .where('recheck_at', 'is', null)
    .where('ask_at', '<=', dueBy)
    .orderBy('ask_at')
    .orderBy('filing_id')
    .limit(1)
    .executeTakeFirst();
  return row?.filing_id;
}

interface Walk {
  readonly part: WaitingCursor['part'];
  readonly from: string | undefined;
}

type Due = Selectable<Schema['desk_question']>;

async function lockDue(
  { sql: database }: Database,
  { part, from, cursor, dueBy, limit }: Walk & { cursor: WaitingCursor | undefined; dueBy: Date; limit: number },
): Promise<readonly Due[]> {
  const queue = database.selectFrom('desk_question').selectAll().limit(limit).forUpdate().skipLocked();
  if (part === 'approved')
    return queue
      .where('recheck_at', '<=', dueBy)
      .$if(cursor !== undefined, (each) =>
        each.where(sql<boolean>`(recheck_at, filing_id) > (${cursor?.askAt}, ${cursor?.filingId}::uuid)`),
      )
      .orderBy('recheck_at')
      .orderBy('filing_id')
      .execute();
  if (from === undefined) return [];
  return queue
    .where('recheck_at', 'is', null)
    .where('ask_at', '<=', dueBy)
    .where('filing_id', part === 'to-the-end' ? '>=' : '<', from)
    .$if(cursor !== undefined, (each) => each.where('filing_id', '>', cursor?.filingId ?? ''))
    .orderBy('filing_id')
    .execute();
}

/** Writes the next time of each, and tells what the desk is asked. */
async function postponed(
  { sql: database }: Database,
  due: readonly Due[],
  { part, from, now }: Walk & { now: Date },
): Promise<readonly WaitingFiling[]> {
  if (due.length === 0) return [];
  const filings = await database
    .selectFrom('filing')
    .select(['id', 'state', 'state_since', 'round', 'last_verdict'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('verdict')
          .select('sequence')
          .whereRef('filing_id', '=', 'filing.id')
          .whereRef('verdict.round', '=', 'filing.round')
          .whereRef('verdict.sequence', '>', 'filing.last_verdict'),
      ).as('has_kept'),
    )
    .where(
      'id',
      'in',
      due.map(({ filing_id }) => filing_id),
    )
    .execute();
  const times = filings.map(({ state, state_since }) => nextAskAt(state, state_since, now) ?? now);
  const column = part === 'approved' ? 'recheck_at' : 'ask_at';
  await sql`
    update desk_question set ${sql.ref(column)} = next.at
    from unnest(${filings.map(({ id }) => id)}::uuid[], ${times}::timestamptz[]) as next (id, at)
    where filing_id = next.id`.execute(database);
  const found = new Map(filings.map((filing) => [filing.id, filing]));
  return due.flatMap(({ filing_id: filingId, ask_at, recheck_at }) => {
    const filing = found.get(filingId);
    if (!filing) return [];
    const { round, last_verdict: lastVerdict, has_kept: hasKept } = filing;
    return [
      { filingId, askAt: ask_at ?? recheck_at ?? now, part, from, round, lastVerdict, hasKept: Boolean(hasKept) },
    ];
  });
}
