import { sql } from 'kysely';
import type { DatabaseParts } from './database.ts';
import type { PlatformTables } from './tables.ts';

/** Calls that run at once, of one subject. */
export interface Place {
  readonly index: Buffer;
  readonly most: number;
  readonly endsAt: Date;
}

/**
 * Takes one of `most` places. One statement: the row's lock serializes concurrent calls. A place whose time is over is
 * free, because its instance died.
 *
 * @returns false when all are taken.
 */
export async function takePlace(
  { database, clock }: Pick<DatabaseParts<PlatformTables>, 'database' | 'clock'>,
  { index, most, endsAt }: Place,
): Promise<boolean> {
  const running = sql`array(select one from unnest(running_call.end_times) one where one > ${clock.now()})`;
  const { rows } = await sql`
    insert into running_call (subject_index, end_times, ends_at) values (${index}, array[${endsAt}::timestamptz], ${endsAt})
    on conflict (subject_index) do update
      set end_times = ${running} || excluded.end_times, ends_at = greatest(running_call.ends_at, excluded.ends_at)
      where cardinality(${running}) < ${most}
    returning subject_index`.execute(database.sql);
  return rows.length > 0;
}

/** Frees one place that ends at this time; places with the same time are interchangeable. */
export async function freePlace(
  { database }: Pick<DatabaseParts<PlatformTables>, 'database'>,
  { index, endsAt }: Omit<Place, 'most'>,
): Promise<void> {
  const at = sql`array_position(end_times, ${endsAt}::timestamptz)`;
  await sql`
    update running_call set end_times = end_times[:${at} - 1] || end_times[${at} + 1:]
    where subject_index = ${index} and ${at} is not null`.execute(database.sql);
}
