import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { databaseRoles } from '../../local/database-roles.ts';
import { type Migrations, runMigrations } from './run-migrations.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** What a database of before the baseline remembers: two files. */
const OLD = [
  ['0001-first.sql', 'one'],
  ['0002-second.sql', 'two'],
] as const;

const MIGRATIONS = {
  schema: 'public',
  before: sha256('0001-first.sql one\n0002-second.sql two\n'),
  lock: 1_234,
  work: { person: ['select'] },
} as const;

const folder = mkdtempSync(join(tmpdir(), 'icp-migrations-'));
mkdirSync(join(folder, 'migrations'));
writeFileSync(join(folder, 'migrations', '0200-baseline.sql'), 'create table person (name text not null)');
writeFileSync(join(folder, 'migrations', '0201-born.sql'), 'alter table person add column born date');
writeFileSync(
  join(folder, 'to-baseline.sql'),
  'alter table person drop column old_name, alter column name set not null',
);

const TOO_OLD =
  '这个数据库是更早的版本建立的，或者没有升级完，不能直接升级到这个版本，什么都没有改动：' +
  '请先按运维手册“从更早的版本升级”部署它说的那个版本，再升级。';

let server: pg.Client;
let client: pg.Client;
let url: string;

const name = `run_migrations_${randomBytes(8).toString('hex')}`;
const migrate = (patience: Pick<Migrations, 'pause' | 'attempts'> = {}) =>
  runMigrations(url, 'icp', { ...MIGRATIONS, folder: pathToFileURL(`${folder}/`), ...patience });
/** Columns of the table, and what the database remembers. */
const state = async () => {
  const columns = await client.query(
    `select column_name from information_schema.columns where table_name = 'person' order by 1`,
  );
  const files = await client.query('select name from migration order by 1');
  return { columns: columns.rows.map((row) => row.column_name), files: files.rows.map((row) => row.name) };
};
/** The rows of the table, as a function of the service reads them beside a migration. */
async function readPeople(): Promise<readonly unknown[]> {
  const reader = new pg.Client({ connectionString: url });
  await reader.connect();
  try {
    return (await reader.query('select name from person')).rows;
  } finally {
    await reader.end();
  }
}
/** A database of before the baseline that remembers these files. */
async function makeOld(files: readonly (readonly [string, string])[]): Promise<void> {
  await client.query('create table person (name text, old_name text)');
  await client.query('create table migration (name text primary key, sha256 text not null)');
  for (const file of files) await client.query('insert into migration values ($1, $2)', [...file]);
}

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
});
beforeEach(async () => {
  await client?.end();
  await server.query(`drop database if exists ${name} with (force)`);
  await server.query(`create database ${name}`);
  const address = new URL(inject('postgresUrl'));
  address.pathname = `/${name}`;
  url = (await databaseRoles(address.href)).migrationUrl;
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await server.query(`drop database ${name} with (force)`);
  await server.end();
  rmSync(folder, { recursive: true });
});

describe('an empty database', () => {
  it('gets the baseline, and what came after it', async () => {
    expect([await migrate(), await migrate()]).toEqual([['0200-baseline.sql', '0201-born.sql'], []]);
    expect(await state()).toEqual({ columns: ['born', 'name'], files: ['0200-baseline.sql', '0201-born.sql'] });
  });
});

describe('a database with all that there was before the baseline', () => {
  it('loses what only values of before needed, counts as having the baseline, and remembers what it had', async () => {
    await makeOld(OLD);

    expect([await migrate(), await migrate()]).toEqual([['0200-baseline.sql', '0201-born.sql'], []]);
    expect(await state()).toEqual({
      columns: ['born', 'name'],
      files: ['0001-first.sql', '0002-second.sql', '0200-baseline.sql', '0201-born.sql'],
    });
  });

  it('is refused and left as it was while it holds a value that the baseline has no place for', async () => {
    await makeOld(OLD);
    await client.query(`insert into person (old_name) values ('林小满')`);

    await expect(migrate()).rejects.toThrow(TOO_OLD);
    expect(await state()).toEqual({ columns: ['name', 'old_name'], files: ['0001-first.sql', '0002-second.sql'] });
  });
});

describe('a database in any other state of before the baseline', () => {
  it.each([
    ['lacks a file', OLD.slice(0, 1)],
    ['has one more', [...OLD, ['0003-third.sql', 'three']]],
    ['has another text of a file', [OLD[0], ['0002-second.sql', 'other']]],
  ] as const)('is refused and left as it was when it %s', async (_, files) => {
    await makeOld(files as readonly (readonly [string, string])[]);

    await expect(migrate()).rejects.toThrow(TOO_OLD);
    expect((await state()).columns).toEqual(['name', 'old_name']);
  });
});

describe('a file whose table somebody else holds', () => {
  it('lets others read between its attempts, and runs once the table is free', async () => {
    await makeOld(OLD);
    await client.query('begin');
    await client.query('lock table person in access share mode');
    const reads: unknown[] = [];
    const pause = async () => {
      reads.push(await readPeople());
      await client.query('commit');
    };

    expect(await migrate({ pause })).toEqual(['0200-baseline.sql', '0201-born.sql']);
    expect(reads).toEqual([[]]);
  });

  it('is given up after its attempts, and has changed nothing', async () => {
    await makeOld(OLD);
    await client.query('begin');
    await client.query('lock table person in access share mode');

    const migrating = migrate({ pause: async () => {}, attempts: 2 });

    await expect(migrating).rejects.toThrow('要改的表一直被别的会话占用');
    await client.query('commit');
    expect(await state()).toEqual({ columns: ['name', 'old_name'], files: ['0001-first.sql', '0002-second.sql'] });
  });
});
