import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { connectionOf } from './connection.ts';

export interface Migrations {
  /** Folder of the numbered `.sql` files. */
  readonly folder: URL;
  /** The table, with its schema, that remembers what was run. */
  readonly table: string;
  /** An arbitrary number that serializes concurrent migrations of this schema. */
  readonly lock: number;
  /** Runs first, every time. */
  readonly prepare?: (client: pg.Client) => Promise<void>;
  /** Gives the working role its rights, after the files. */
  readonly grant: (client: pg.Client) => Promise<void>;
}

/**
 * Runs the numbered files that have not run yet, each in its own transaction, and grants what the functions do to the role
 * that they work as. Concurrent calls wait for each other.
 *
 * @param url of the role that owns the tables.
 * @returns names of the files that were run now.
 * @throws Error when a file has changed since it was run.
 */
export async function runMigrations(url: string, migrations: Migrations): Promise<readonly string[]> {
  const { folder, table, lock, prepare, grant } = migrations;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const client = new pg.Client(connectionOf(url));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    await prepare?.(client);
    await client.query(`create table if not exists ${table} (name text primary key, sha256 text not null)`);
    const { rows } = await client.query<{ name: string; sha256: string }>(`select name, sha256 from ${table}`);
    const done = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    const ran: string[] = [];
    for (const name of names) {
      const text = await readFile(new URL(name, folder), 'utf8');
      if (await runOnce(client, table, { name, text, before: done.get(name) })) ran.push(name);
    }
    await grant(client);
    return ran;
  } finally {
    await client.end();
  }
}

async function runOnce(
  client: pg.Client,
  table: string,
  { name, text, before }: { readonly name: string; readonly text: string; readonly before: string | undefined },
): Promise<boolean> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (before === sha256) return false;
  if (before !== undefined)
    throw new Error(`migration ${name} was run before and has changed since; add a new file instead`);
  await client.query('begin');
  await client.query(text);
  await client.query(`insert into ${table} (name, sha256) values ($1, $2)`, [name, sha256]);
  await client.query('commit');
  return true;
}
