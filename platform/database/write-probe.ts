import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/**
 * Writes a row and takes it back, and a megabyte into a temporary file: a database that is read-only or full still answers
 * every question, and a row alone may fit a page that exists already.
 *
 * @param insert of one row, without parameters.
 * @throws Failed('database', …) with the code 53100 when it is full, 25006 when it is read-only.
 */
export const probeWrite = async (database: QueryExecutorProvider, insert: RawBuilder<unknown>): Promise<void> => {
  await sql`do $$ begin
    perform set_config('work_mem', '64kB', true);
    perform count(*) from generate_series(1, 60000);
    ${insert};
    raise sqlstate 'ICP02'; exception when sqlstate 'ICP02' then null; end $$`.execute(database);
};
