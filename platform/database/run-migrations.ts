import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { connectionOf } from './connection.ts';
import { grantWork, type Work } from './working-role.ts';

export interface Migrations {
  /** A product's folder with `migrations/`, whose numbered files begin with the baseline, and `to-baseline.sql`. */
  readonly folder: URL;
  readonly schema: 'public' | 'desk';
  /** `digestOf` what a database remembers that has all files of before the baseline. */
  readonly before: string;
  /** An arbitrary number that serializes concurrent migrations of this schema. */
  readonly lock: number;
  readonly work: Work;
  /** Whatever else the working role may do, as statements. */
  readonly otherGrants?: (role: string) => string;
  /** Passes the time between two attempts at a file whose lock was not to be had; by default two seconds. */
  readonly pause?: () => Promise<unknown>;
  /** How often such a file is tried; with the pauses the default takes about three minutes. */
  readonly attempts?: number;
}

/** How long a statement waits for a lock. Whoever comes after it waits for it as long, and functions with them. */
const LOCK_WAIT_MS = 1_000;
/** SQLSTATE lock_not_available. */
const NO_LOCK = '55P03';

const LOCKED =
  '升级数据库时等了几分钟，要改的表一直被别的会话占用（例如正在备份，或有一个长时间没有结束的事务），这一步没有执行，服务不受影响。' +
  '请等那个会话结束，再升级一次；之前已完成的步骤不会重做。';

interface File {
  readonly name: string;
  readonly text: string;
}

/** A file as the database remembers it. */
interface Done {
  readonly name: string;
  readonly sha256: string;
}

const TOO_OLD =
  '这个数据库是更早的版本建立的，或者没有升级完，不能直接升级到这个版本，什么都没有改动：' +
  '请先按运维手册“从更早的版本升级”部署它说的那个版本，再升级。';

/**
 * Runs the numbered files that have not run yet, each in its own transaction, and grants what the functions do to the role
 * that they work as. A database that has all that there was before the baseline gets what `to-baseline.sql` says in place of
 * it. Concurrent calls wait for each other. A file that can't have a lock for a second lets the service go on and is tried again.
 *
 * @param url of the role that owns the tables, or may create their schema.
 * @returns names of the files that were run now.
 * @throws Error when a file has changed since it was run, when the database is in any other state of before the baseline, or
 * when the working role is missing or may do more, or when somebody holds a table for minutes.
 */
export async function runMigrations(url: string, workingRole: string, migrations: Migrations) {
  const { folder, schema, lock } = migrations;
  const table = `${schema}.migration`;
  const client = new pg.Client(connectionOf(url));
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lock]);
    if (schema !== 'public') await client.query(`create schema if not exists ${schema}`);
    await client.query(`create table if not exists ${table} (name text primary key, sha256 text not null)`);
    const { rows } = await client.query<Done>(`select name, sha256 from ${table}`);
    const files = await Promise.all((await filesIn(folder)).map((name) => read(name, folder)));
    const ran: string[] = [];
    for (const file of files) {
      const before = rows.find(({ name }) => name === file.name);
      if (before && before.sha256 !== sha256(file.text))
        throw new Error(`migration ${file.name} was run before and has changed since; add a new file instead`);
      if (before) continue;
      const isBaseline = file === files[0];
      if (isBaseline && rows.length > 0) await takeToBaseline(client, rows, file, migrations);
      else await run(client, file, file.text, migrations);
      ran.push(file.name);
    }
    await grantWork(client, workingRole, migrations);
    return ran;
  } finally {
    await client.end();
  }
}

/** SHA-256 of what a database remembers. */
const digestOf = (rows: readonly Done[]): string =>
  sha256(
    rows
      .map((row) => `${row.name} ${row.sha256}\n`)
      .toSorted()
      .join(''),
  );

/** @throws Error when it has not what `before` says, or values that only an earlier release can convert. */
async function takeToBaseline(
  client: pg.Client,
  rows: readonly Done[],
  baseline: File,
  migrations: Migrations,
): Promise<void> {
  const { before, folder } = migrations;
  if (digestOf(rows) !== before) throw new Error(TOO_OLD);
  const text = await readFile(new URL('to-baseline.sql', folder), 'utf8');
  await run(client, baseline, text, migrations).catch((error: unknown) => {
    // SQLSTATE class 23: a value is there that the baseline has no place for.
    throw String((error as { readonly code?: unknown }).code).startsWith('23') ? new Error(TOO_OLD) : error;
  });
}

async function run(client: pg.Client, file: File, text: string, migrations: Migrations): Promise<void> {
  const { schema, pause = () => sleep(2_000), attempts = 60 } = migrations;
  for (let attempt = 1; ; attempt += 1) {
    await client.query(`begin; set local lock_timeout = ${LOCK_WAIT_MS}`);
    try {
      await client.query(text);
      await client.query(`insert into ${schema}.migration (name, sha256) values ($1, $2)`, [
        file.name,
        sha256(file.text),
      ]);
      await client.query('commit');
      return;
    } catch (error) {
      await client.query('rollback');
      if ((error as { readonly code?: unknown }).code !== NO_LOCK) throw error;
      if (attempt === attempts) throw new Error(LOCKED, { cause: error });
    }
    await pause();
  }
}

/** Names of the numbered files of a product, in their order. */
const filesIn = async (folder: URL): Promise<readonly string[]> =>
  (await readdir(new URL('migrations/', folder))).filter((name) => name.endsWith('.sql')).sort();

const read = async (name: string, folder: URL): Promise<File> => ({
  name,
  text: await readFile(new URL(`migrations/${name}`, folder), 'utf8'),
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
