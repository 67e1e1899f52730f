import { sql } from 'kysely';
import { leaseFrom } from '../../../domain/cases/lease.ts';
import { QUEUES, type Queue } from '../../../domain/cases/queue.ts';
import { dueBetween, QUEUE_GROUPS, type QueueGroup } from '../../../domain/cases/queue-order.ts';
import type { WorkList, WorkRow } from '../../../ports/work-list.ts';
import type { DeskParts } from '../desk-database.ts';
import { createAuditLog, lockSubject } from '../staff/audit-log.ts';
import { CASE_COLUMNS, caseReader } from './case-rows.ts';
import { tiedHashes } from './declared-ties.ts';

/** The most cases of a group that one statement sorts, or counts. */
const FEW = 1_000;
/** The most decisions of one person that are listed. */
const MOST_OWN = 100;
const GROUPS = [...QUEUE_GROUPS, 'paused'] as const;
type Group = QueueGroup | 'paused';

/** The last row of a page, in the order of its list. */
interface Cursor {
  readonly group: Group;
  readonly risk: number;
  readonly receivedAt: string;
  readonly id: string;
}

const written = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** @returns undefined for what was never one. */
function readCursor(text: string): Cursor | undefined {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor;
    const isOne = GROUPS.includes(cursor.group) && Number.isInteger(cursor.risk) && /^[0-9a-f-]{36}$/.test(cursor.id);
    return isOne && !Number.isNaN(Date.parse(cursor.receivedAt)) ? cursor : undefined;
  } catch {
    return undefined;
  }
}

/** Who pulls, with the numbers that their cases must not have. */
interface Puller {
  readonly id: string;
  readonly tied: readonly Buffer[];
}

/** Nobody pulls a case whose applicant is to be called later. */
const isNotForLater = (now: Date) => sql<boolean>`(call_again_at is null or call_again_at <= ${now})`;

const hasNoneOf = (hashes: readonly Buffer[]) =>
  sql<boolean>`not exists (
    select from desk.case_key k where k.case_id = review_case.id and k.hash = any(${hashes}::bytea[]))`;

export function createWorkList(parts: DeskParts): WorkList {
  const { database, clock } = parts;
  const audit = createAuditLog(parts);
  const read = caseReader(parts);

  /** Cases of a group of one list; of all open ones without a list. */
  function casesIn(group: Group, now: Date, queue: Queue | undefined) {
    const base = database.sql
      .selectFrom('desk.review_case')
      .$if(queue === undefined, (query) => query.where('state', '=', 'open'))
      .$if(queue !== undefined, (query) => query.where('queue', '=', queue ?? 'new'));
    if (group === 'paused') return base.where('due_at', 'is', null);
    const { after, upTo } = dueBetween(group, now);
    return base
      .where('due_at', 'is not', null)
      .$if(after !== undefined, (query) => query.where('due_at', '>', after ?? now))
      .$if(upTo !== undefined, (query) => query.where('due_at', '<=', upTo ?? now));
  }

  /** Those that this reviewer may have: nobody has them, they are kept for nobody else, and are not their own decision. */
  const freeIn = (group: QueueGroup, now: Date, { id: reviewer, tied }: Puller, queue: Queue | undefined) =>
    casesIn(group, now, queue)
      .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
      .where(isNotForLater(now))
      .where(({ or, eb }) =>
        or([eb('reserved_for', 'is', null), eb('reserved_for', '=', reviewer), eb('reserved_until', '<=', now)]),
      )
      .$if(tied.length > 0, (query) => query.where(hasNoneOf(tied)))
      .$if(queue === 'second-view', (query) =>
        query.where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('desk.decision as d')
                .select('d.id')
                .whereRef('d.case_id', '=', 'desk.review_case.id')
                .where('d.state', '=', 'second-view')
                .where('d.decided_by', '=', reviewer),
            ),
          ),
        ),
      );

  /**
   * The first case of a group that nobody has; another instance that looks at it at the same time gets the next. A small
   * group is found by when its cases are due, and then sorted; in a large one the order's own index soon meets one.
   */
  async function firstOf(group: QueueGroup, now: Date, reviewer: Puller, queue?: Queue): Promise<string | undefined> {
    const free = () => freeIn(group, now, reviewer, queue);
    const due = await free().select('id').orderBy('due_at').limit(FEW).execute();
    if (due.length === 0) return undefined;
    const ids = due.map(({ id }) => id);
    const found = await free()
      .select('id')
      .$if(ids.length < FEW, (query) => query.where('id', '=', sql<string>`any(${ids}::uuid[])`))
      .orderBy('risk', 'desc')
      .orderBy('received_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    return found?.id;
  }

  /** The first case that is kept for the reviewer. */
  async function firstKept(now: Date, { id: reviewer, tied }: Puller): Promise<string | undefined> {
    const found = await database.sql
      .selectFrom('desk.review_case')
      .select('id')
      .where('reserved_for', '=', reviewer)
      .$if(tied.length > 0, (query) => query.where(hasNoneOf(tied)))
      .where('state', '=', 'open')
      .where('queue', 'is not', null)
      .where('due_at', 'is not', null)
      .where(isNotForLater(now))
      .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
      .orderBy('due_at')
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    return found?.id;
  }

  async function next(now: Date, reviewer: Puller, queue?: Queue): Promise<string | undefined> {
    const kept = queue === undefined ? await firstKept(now, reviewer) : undefined;
    if (kept !== undefined) return kept;
    for (const group of QUEUE_GROUPS) {
      const caseId = await firstOf(group, now, reviewer, queue);
      if (caseId !== undefined) return caseId;
    }
    return undefined;
  }

  async function rowsOf(queue: Queue, group: Group, now: Date, limit: number, after?: Cursor): Promise<WorkRow[]> {
    const due = await casesIn(group, now, queue).select('id').orderBy('due_at').limit(FEW).execute();
    if (due.length === 0) return [];
    const ids = due.map(({ id }) => id);
    const rows = await casesIn(group, now, queue)
      .select(CASE_COLUMNS)
      .$if(ids.length < FEW, (query) => query.where('id', '=', sql<string>`any(${ids}::uuid[])`))
      .$if(after?.group === group, (query) => query.where(after ? isAfter(after) : sql<boolean>`true`))
      .orderBy('risk', 'desc')
      .orderBy('received_at')
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(read);
  }

  return {
    takeNext: (reviewer, minutes, queue) =>
      database.inTransaction(async () => {
        const now = clock.now();
        const caseId = await next(now, { id: reviewer, tied: await tiedHashes(reviewer, parts) }, queue);
        if (caseId === undefined) return undefined;
        const { holder, until } = leaseFrom(reviewer, now, minutes);
        const row = await database.sql
          .updateTable('desk.review_case')
          .set({ lease_holder: holder, lease_until: until })
          .where('id', '=', caseId)
          .returning(CASE_COLUMNS)
          .executeTakeFirstOrThrow();
        await audit.append({ caseId, at: now, actor: reviewer, action: 'taken', facts: {} });
        return read(row);
      }),

    holdHand: (reviewer) => lockSubject(database, `cases of ${reviewer}`),

    async mine(reviewer) {
      const rows = await database.sql
        .selectFrom('desk.review_case')
        .select(CASE_COLUMNS)
        .where('lease_holder', '=', reviewer)
        .where('lease_until', '>', clock.now())
        .where('queue', 'is not', null)
        .orderBy('due_at', (order) => order.asc().nullsLast())
        .orderBy('id')
        .execute();
      return rows.map(read);
    },

    async kept(reviewer) {
      const now = clock.now();
      const tied = await tiedHashes(reviewer, parts);
      const rows = await database.sql
        .selectFrom('desk.review_case')
        .select(CASE_COLUMNS)
        .where('reserved_for', '=', reviewer)
        .where('reserved_until', '>', now)
        .where('queue', 'is not', null)
        .$if(tied.length > 0, (query) => query.where(hasNoneOf(tied)))
        .where(({ or, eb }) => or([eb('lease_until', 'is', null), eb('lease_until', '<=', now)]))
        .orderBy('due_at', (order) => order.asc().nullsLast())
        .orderBy('id')
        .limit(FEW)
        .execute();
      return rows.map(read);
    },

    async decidedBy(reviewer, since) {
      const rows = await database.sql
        .selectFrom('desk.decision as d')
        .innerJoin('desk.review_case as c', 'c.id', 'd.case_id')
        .select(CASE_COLUMNS.map((column) => `c.${column}` as const))
        .select(['d.kind', 'd.state as decision_state', 'd.decided_at'])
        .where('d.decided_by', '=', reviewer)
        .where('d.decided_at', '>=', since)
        .orderBy('d.decided_at', 'desc')
        .limit(MOST_OWN)
        .execute();
      return rows.map((row) => ({
        row: read(row),
        kind: row.kind,
        state: row.decision_state,
        decidedAt: row.decided_at,
      }));
    },

    async page(queue, limit, after) {
      const now = clock.now();
      const cursor = after === undefined ? undefined : readCursor(after);
      const rows: WorkRow[] = [];
      const groups = cursor ? GROUPS.slice(GROUPS.indexOf(cursor.group)) : GROUPS;
      for (const group of groups) {
        const found = await rowsOf(queue, group, now, limit + 1 - rows.length, cursor);
        rows.push(...found);
        const last = rows[limit - 1];
        if (rows.length > limit && last) {
          const shown = rows.slice(0, limit);
          return { rows: shown, next: written(cursorOf(last, groupOf(last, now))) };
        }
      }
      return { rows, next: undefined };
    },

    async counts() {
      const now = clock.now();
      const counted = QUEUES.flatMap((queue) =>
        GROUPS.map(async (group) => {
          const { rows } = await sql<{ count: string }>`
            select count(*) from (${casesIn(group, now, queue).select('id').limit(FEW)}) few`.execute(database.sql);
          return { queue, group, count: Number(rows[0]?.count ?? 0) };
        }),
      );
      return Promise.all(counted);
    },

    endLeases: (limit) =>
      database.inTransaction(async () => {
        const now = clock.now();
        const over = await database.sql
          .selectFrom('desk.review_case')
          .select(['id', 'lease_holder'])
          .where('lease_holder', 'is not', null)
          .where('lease_until', '<=', now)
          .orderBy('lease_until')
          .limit(limit)
          .forUpdate()
          .skipLocked()
          .execute();
        for (const { id, lease_holder } of over) {
          await database.change('desk.review_case', { id }, { lease_holder: null, lease_until: null });
          const facts = { holder: lease_holder ?? '' };
          await audit.append({ caseId: id, at: now, actor: 'desk', action: 'lease-ended', facts });
        }
        return over.length;
      }),
  };
}

/** Riskier rows come first, so a smaller risk comes after. */
const isAfter = ({ risk, receivedAt, id }: Cursor) =>
  sql<boolean>`risk <= ${risk} and (-risk, received_at, id) > (${-risk}, ${receivedAt}::timestamptz, ${id}::uuid)`;

const groupOf = ({ dueAt }: WorkRow, now: Date): Group =>
  GROUPS.find((group) => {
    if (group === 'paused' || dueAt === undefined) return group === 'paused';
    const { after, upTo } = dueBetween(group, now);
    return (after === undefined || dueAt > after) && (upTo === undefined || dueAt <= upTo);
  }) ?? 'paused';

const cursorOf = ({ risk, receivedAt, caseId }: WorkRow, group: Group): Cursor => ({
  group,
  risk,
  receivedAt: receivedAt.toISOString(),
  id: caseId,
});
