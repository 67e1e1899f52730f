import { sql } from 'kysely';
import type { ListName } from '../../../domain/authority/authority-lists.ts';
import { countsOf, groupOfTask } from '../../../domain/authority/task-queue.ts';
import type { AuthorityLists, ListedPlace, ListedTask } from '../../../ports/authority-lists.ts';
import { countedByDate } from '../cases/task-counts.ts';
import type { DeskParts } from '../desk-database.ts';
import { hitsOf, isHit, openListed } from './list-hits.ts';

/** Entries that are opened to find a page: of the black list some may hit nothing any more. */
const MOST_LOOKED_AT = 500;

/** What is to be handled of the lists. */
export function createListedTasks(
  parts: Pick<DeskParts, 'database' | 'seal'>,
): Pick<AuthorityLists, 'tasks' | 'countTasks'> {
  const { database } = parts;

  /** Entries that nobody has handled, sealed, in the order of their dates; of the black list those with a mark. */
  const toHandle = (lists: readonly ListName[], after: ListedPlace | undefined, limit: number) =>
    database.sql
      .selectFrom('desk.listed_entry')
      .select(['id', 'list', 'kind', 'value_sealed', 'due_at', 'confirmed_at'])
      .where('result', 'is', null)
      .where(({ or, eb }) => or([eb('list', '=', 'unfiled'), eb('may_hit', '=', true)]))
      .where('list', 'in', lists)
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(due_at, id) > (${after?.dueAt}::timestamptz, ${after?.entryId}::uuid)`),
      )
      .orderBy('due_at')
      .orderBy('id')
      .limit(limit)
      .execute();

  /** Entries of the black list are tasks only where they hit something now. */
  async function tasksOf(rows: Awaited<ReturnType<typeof toHandle>>): Promise<readonly ListedTask[]> {
    const values = rows.map((row) => ({ kind: row.kind, value: openListed(row, parts.seal) }));
    const hits = await hitsOf(parts, values);
    return rows.flatMap(({ id: entryId, list, kind, due_at: dueAt, confirmed_at: since }, index) => {
      const [value, hit] = [values[index]?.value ?? '', hits[index] ?? { records: [], cases: [] }];
      return list === 'unfiled' || isHit(hit) ? [{ entryId, list, kind, value, since, dueAt, ...hit }] : [];
    });
  }

  return {
    async tasks(after, limit) {
      let cursor = after;
      for (let looked = 0; ; looked += limit) {
        const rows = await toHandle(['black', 'unfiled'], cursor, limit + 1);
        const page = rows.slice(0, limit);
        const tasks = await tasksOf(page);
        const last = page.at(-1);
        cursor = rows.length > limit && last ? { dueAt: last.due_at, entryId: last.id } : undefined;
        if (!cursor || tasks.length > 0 || looked >= MOST_LOOKED_AT) return { tasks, ...(cursor && { next: cursor }) };
      }
    },

    async countTasks(now) {
      const entries = sql`
        select due_at from desk.listed_entry where result is null and list = 'unfiled' order by due_at`;
      const unfiled = await countedByDate(database, entries, now);
      const hits = await tasksOf(await toHandle(['black'], undefined, MOST_LOOKED_AT));
      const black = countsOf(hits.map(({ dueAt }) => groupOfTask(dueAt, now)));
      return {
        count: unfiled.count + black.count,
        overdue: unfiled.overdue + black.overdue,
        dueToday: unfiled.dueToday + black.dueToday,
      };
    },
  };
}
