import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { connectionOf } from './connection.ts';
import { grantWork } from './working-role.ts';

/** An arbitrary number: serializes concurrent migrations. */
const LOCK = 7_235_116;

/**
 * Runs the numbered files of `migrations/` that have not run yet, each in its own transaction, and grants what the
 * functions do to the role that they work as. Concurrent calls wait for each other.
 *
 * @param url of the role that owns the tables.
 * @returns names of the files that were run now.
 * @throws Error when a file has changed since it was run, or when the working role is missing or may do more.
 */
export async function migrate(url: string, workingRole: string): Promise<readonly string[]> {
  const folder = new URL('./migrations/', import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const client = new pg.Client(connectionOf(url));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query('create table if not exists migration (name text primary key, sha256 text not null)');
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration');
    const done = new Map(rows.map(({ name, sha256 }) => [name, sha256]));
    const ran: string[] = [];
    for (const name of names) {
      const text = await readFile(new URL(name, folder), 'utf8');
      if (await runOnce(client, name, text, done.get(name))) ran.push(name);
    }
    await grantWork(client, workingRole);
    return ran;
  } finally {
    await client.end();
  }
}

async function runOnce(client: pg.Client, name: string, text: string, before: string | undefined): Promise<boolean> {
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (before === sha256) return false;
  if (before !== undefined)
    throw new Error(`migration ${name} was run before and has changed since; add a new file instead`);
  await client.query('begin');
  await client.query(text);
  await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
  await client.query('commit');
  return true;
}
