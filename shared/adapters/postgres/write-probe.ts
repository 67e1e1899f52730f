import { type QueryExecutorProvider, sql } from 'kysely';

/**
 * Writes a row and takes it back: a database that is full or read-only still answers every question.
 *
 * @throws Failed('database', …) with the code 53100 when it is full, 25006 when it is read-only.
 */
export const probeWrite = async (database: QueryExecutorProvider): Promise<void> => {
  await sql`do $$ begin
    insert into rate_limit (name, next_at) values (gen_random_uuid()::text, now());
    raise sqlstate 'ICP02'; exception when sqlstate 'ICP02' then null; end $$`.execute(database);
};
