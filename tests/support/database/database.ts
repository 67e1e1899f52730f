import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { migrate, type Product } from '../../../deploy/products.ts';
import { databaseRoles, deskRoles } from '../../../local/database-roles.ts';
import { onDatabase } from '../../../local/postgres.ts';
import { emptying } from './emptying.ts';
import { migratedDatabase } from './template-database.ts';

export interface TestDatabase {
  /** As the role that the functions work as. */
  readonly url: string;
  /** As the role that owns the tables and migrates. */
  readonly migrationUrl: string;
  /** Makes the schema of the desk. @returns the address of the role that the desk works as. */
  withDesk(): Promise<{ readonly url: string; readonly migrationUrl: string }>;
  /** Plain SQL as a superuser, to check what the adapters wrote. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Takes the rows of these tables and of all that refer to them: what `truncate … cascade` does, in a hundredth of its time. */
  empty(...tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** As five minutes later: registries and cloud accounts are asked again. @param url of the database */
export async function forgetFacts(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('delete from kept_fact');
  await client.end();
}

/** Every row of some tables (by default all) as text, as in a stolen copy of the disk. */
export async function dumpOf(url: string, only?: readonly string[]): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  const dumps: string[] = [];
  for (const { name } of tables.rows.filter((table) => only?.includes(table.name) ?? true)) {
    const { rows } = await client.query<{ text: string }>(`select t::text as text from "${name}" t order by 1`);
    dumps.push(name, ...rows.map(({ text }) => text));
  }
  await client.end();
  return dumps.join('\n');
}

/**
 * A migrated database for a test file, on the run's PostgreSQL server. Close it in `afterAll`.
 *
 * @param product `desk` where `withDesk` follows.
 */
export async function testDatabase(product?: Product): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const serverUrl = inject('postgresUrl');
  const url = await migratedDatabase(serverUrl, name, product);
  const { migrationUrl, workingUrl } = await databaseRoles(url);
  // What it grants on the database itself is not copied.
  await migrate({ migrationUrl, workingUrl });
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // `end` does not wait for the connections to close, so dropping the database may close them; without a listener that
  // error would end the process.
  pool.on('error', () => {});
  return {
    url: workingUrl,
    migrationUrl,
    withDesk: async () => {
      const desk = await deskRoles(url);
      await migrate(desk);
      return { url: desk.workingUrl, migrationUrl: desk.migrationUrl };
    },
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query<Row>(sql, [...values])).rows,
    empty: emptying(pool),
    close: async () => {
      await pool.end();
      await onDatabase(serverUrl, (server) => server.query(`drop database ${name} with (force)`));
    },
  };
}
