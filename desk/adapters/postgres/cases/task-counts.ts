import { type RawBuilder, sql } from 'kysely';
import { MOST_COUNTED, type TaskCounts } from '../../../domain/authority/task-queue.ts';
import { dueBetween } from '../../../domain/cases/queue-order.ts';
import type { DeskDatabase } from '../desk-database.ts';

/** Counts tasks by their dates. @param tasks a statement that selects `due_at`, the first due first. */
export async function countedByDate(
  { sql: db }: DeskDatabase,
  tasks: RawBuilder<unknown>,
  now: Date,
): Promise<TaskCounts> {
  const { upTo: lastToday } = dueBetween('due-today', now);
  const { rows } = await sql<{ count: string; overdue: string; due_today: string }>`
    select count(*), count(*) filter (where due_at <= ${now}) as overdue,
      count(*) filter (where due_at > ${now} and due_at <= ${lastToday}) as due_today
    from (${tasks} limit ${MOST_COUNTED}) few`.execute(db);
  const [row] = rows;
  return { count: Number(row?.count), overdue: Number(row?.overdue), dueToday: Number(row?.due_today) };
}
