import { type Selectable, sql } from 'kysely';
import type { ChangeOutcome } from '../../../domain/filing/change.ts';
import { ASKED_STATES, nextAskAt, ONE_APPROVED_IN, queueOf } from '../../../domain/filing/desk-schedule.ts';
import type { FilingState } from '../../../domain/filing/machine.ts';
import type { WaitingFiling } from '../../../ports/filings/reviews.ts';
import type { Database } from '../database.ts';
import type { Schema } from '../schema.ts';

/** The port whose row in `quiet_time` also has the place of the last claim. */
export const DESK = 'review-desk';

/** The column of a filing's queue, with a time in it. */
const columnsAt = (state: FilingState, at: Date) =>
  queueOf(state) === 'approved' ? { ask_at: null, recheck_at: at } : { ask_at: at, recheck_at: null };

/** Plans the next question about a filing that has changed. Joins the running transaction. */
export async function planQuestion(
  database: Database,
  before: FilingState,
  { filing, askDeskAt }: Pick<ChangeOutcome, 'filing' | 'askDeskAt'>,
): Promise<void> {
  if (askDeskAt) {
    await database.put('desk_question', { filing_id: filing.id }, columnsAt(filing.state, askDeskAt));
  } else if (ASKED_STATES.includes(before)) {
    await database.remove('desk_question', { filing_id: filing.id });
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

/** Claims up to `limit` filings that are due and postpones them. Joins the running transaction. */
export async function claimQuestions(
  database: Database,
  { dueBy, limit, now }: { dueBy: Date; limit: number; now: Date },
): Promise<readonly WaitingFiling[]> {
  const approved = async (most: number) => postponed(database, await lockApproved(database, dueBy, most), now);
  const share = await approved(Math.floor(limit / ONE_APPROVED_IN));
  const left = limit - share.length;
  const underReview = await postponed(database, await lockUnderReview(database, dueBy, left), now);
  // The share is postponed by now, so it is not due a second time.
  return [...underReview, ...share, ...(await approved(left - underReview.length))];
}

type Due = Selectable<Schema['desk_question']>;

/**
 * Goes around the filings under review in the order of their ids, since their times are in no index, from behind the
 * one that was claimed last, by whichever run. Instances that claim at the same time take turns for these milliseconds.
 */
async function lockUnderReview(database: Database, dueBy: Date, limit: number): Promise<readonly Due[]> {
  const queue = database.sql
    .selectFrom('desk_question')
    .selectAll()
    .where('recheck_at', 'is', null)
    .where('ask_at', '<=', dueBy)
    .orderBy('filing_id')
    .forUpdate()
    .skipLocked();
  const last = await lockPlace(database);
  const behind = await queue.where('filing_id', '>', last).limit(limit).execute();
  const isAround = behind.length < limit;
  const before = isAround
    ? await queue
        .where('filing_id', '<=', last)
        .limit(limit - behind.length)
        .execute()
    : [];
  const due = [...behind, ...before];
  const newest = due.at(-1)?.filing_id;
  if (newest) await database.change('quiet_time', { port: DESK }, { asked_last: newest });
  return due;
}

async function lockPlace(database: Database): Promise<string> {
  const place = () => database.lock('quiet_time', { port: DESK }, ['asked_last']);
  const row = await place();
  if (row) return row.asked_last ?? FIRST;
  await database.addNew('quiet_time', { port: DESK, until: new Date(0) });
  return (await place())?.asked_last ?? FIRST;
}

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

async function lockApproved({ sql }: Database, dueBy: Date, limit: number): Promise<readonly Due[]> {
  if (limit === 0) return [];
  return sql
    .selectFrom('desk_question')
    .selectAll()
    .where('recheck_at', '<=', dueBy)
    .orderBy('recheck_at')
    .orderBy('filing_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** Writes the next time of each, and tells what the desk is asked. */
async function postponed(
  { sql: database }: Database,
  due: readonly Due[],
  now: Date,
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
  const column = due[0]?.recheck_at ? 'recheck_at' : 'ask_at';
  await sql`
    update desk_question set ${sql.ref(column)} = next.at
    from unnest(${filings.map(({ id }) => id)}::uuid[], ${times}::timestamptz[]) as next (id, at)
    where filing_id = next.id`.execute(database);
  const found = new Map(filings.map((filing) => [filing.id, filing]));
  return due.flatMap(({ filing_id: filingId, ask_at, recheck_at }) => {
    const filing = found.get(filingId);
    if (!filing) return [];
    const { round, last_verdict: lastVerdict, has_kept: hasKept } = filing;
    return [{ filingId, askAt: ask_at ?? recheck_at ?? now, round, lastVerdict, hasKept: Boolean(hasKept) }];
  });
}
