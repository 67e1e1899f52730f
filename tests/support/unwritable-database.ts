import type { TestDatabase } from './database.ts';

/** The same database for whoever may only read it, as an instance that its provider has made read-only. */
export function readOnly(url: string): string {
  const read = new URL(url);
  read.searchParams.set('options', '-c default_transaction_read_only=on');
  return read.href;
}

/**
 * Refuses rows of a table as a server whose disk is full does, until it is called for the last time.
 *
 * @param table into which health and doctor write.
 * @returns ends it.
 */
export async function fillDisk({ query }: Pick<TestDatabase, 'query'>, table: string): Promise<() => Promise<void>> {
  await query(`create or replace function no_room() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file "base/16384/16385": No space left on device' using errcode = '53100'; end $$`);
  await query(`create trigger no_room before insert on ${table} for each row execute function no_room()`);
  return async () => void (await query(`drop trigger no_room on ${table}`));
}
