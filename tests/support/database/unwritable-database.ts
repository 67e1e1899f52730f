import type { TestDatabase } from './database.ts';

/** The same database for whoever may only read it, as an instance that its provider has made read-only. */
export function readOnly(url: string): string {
  const read = new URL(url);
  read.searchParams.set('options', '-c default_transaction_read_only=on');
  return read.href;
}

/**
 * Refuses whatever needs new pages, while a row still fits a page that exists: a server whose disk is full. Only connections
 * that begin from now on feel it.
 *
 * @returns ends it.
 */
export async function fillDisk({ url, query }: Pick<TestDatabase, 'url' | 'query'>): Promise<() => Promise<void>> {
  const name = new URL(url).pathname.slice(1);
  await query(`alter database "${name}" set temp_file_limit = 0`);
  return async () => void (await query(`alter database "${name}" reset temp_file_limit`));
}
