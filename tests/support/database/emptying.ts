import type pg from 'pg';

/** A table and all that refer to it, also through others. */
const REFERRING = `
  with recursive emptied as (
    select unnest($1::text[])::regclass::oid as id
    union
    select conrelid from pg_constraint join emptied on confrelid = id where contype = 'f'
  )
  select id::regclass::text as name from emptied`;

/**
 * What `truncate … cascade` does, which makes every file of every table and index anew: half a second for what has a few
 * rows. No trigger runs, as there.
 *
 * @param pool of a superuser.
 */
export function emptying(pool: pg.Pool) {
  const statements = new Map<string, Promise<string>>();

  async function statementFor(tables: readonly string[]): Promise<string> {
    const { rows } = await pool.query<{ name: string }>(REFERRING, [tables]);
    const deletes = rows.map(({ name }) => `delete from ${name};`);
    return `begin; set local session_replication_role = replica; ${deletes.join(' ')} commit`;
  }

  return async (...tables: readonly string[]): Promise<void> => {
    const statement = statements.get(tables.join()) ?? statementFor(tables);
    statements.set(tables.join(), statement);
    await pool.query(await statement);
  };
}
