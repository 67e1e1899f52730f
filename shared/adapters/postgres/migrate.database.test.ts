import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { databaseRoles } from '../../../local/database-roles.ts';
import { migrate as migrateAs } from './migrate.ts';

const migrate = (url: string) => migrateAs(url, 'icp');

let server: pg.Client;

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('postgresUrl') });
  await server.connect();
});
afterAll(async () => {
  await server.end();
});

/** Runs `work` on a new empty database. */
async function onEmptyDatabase<T>(work: (url: string, client: pg.Client) => Promise<T>): Promise<T> {
  const name = `migrate_${randomBytes(8).toString('hex')}`;
  await server.query(`create database ${name}`);
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${name}`;
  const { migrationUrl } = await databaseRoles(url.href);
  const client = new pg.Client({ connectionString: migrationUrl });
  await client.connect();
  try {
    return await work(migrationUrl, client);
  } finally {
    await client.end();
    await server.query(`drop database ${name}`);
  }
}

const tableNames = async (client: pg.Client) => {
  const { rows } = await client.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
  );
  return rows.map(({ name }) => name);
};

const FIRST = '0200-baseline.sql';

describe('migrate', () => {
  it('creates every table once, and returns the files that it ran', async () => {
    const result = await onEmptyDatabase(async (url, client) => ({
      first: await migrate(url),
      second: await migrate(url),
      tables: await tableNames(client),
    }));

    expect(result.first[0]).toBe(FIRST);
    expect(result.second).toEqual([]);
    expect(result.tables).toEqual(expect.arrayContaining(['account', 'filing', 'migration', 'outbox', 'reply']));
  });

  it('runs each file once for five concurrent deployments', async () => {
    const runs = await onEmptyDatabase((url) => Promise.all(Array.from({ length: 5 }, () => migrate(url))));

    expect(runs.flat().filter((name) => name === FIRST)).toHaveLength(1);
  });

  it('refuses a file that has changed since it was run, naming it, and changes nothing', async () => {
    const result = await onEmptyDatabase(async (url, client) => {
      await migrate(url);
      await client.query(`update migration set sha256 = 'of another text' where name = $1`, [FIRST]);
      const before = await tableNames(client);
      const error = await migrate(url).catch((thrown: unknown) => thrown);
      return { error, same: JSON.stringify(await tableNames(client)) === JSON.stringify(before) };
    });

    expect(result.error).toMatchObject({
      message: 'migration 0200-baseline.sql was run before and has changed since; add a new file instead',
    });
    expect(result.same).toBe(true);
  });

  it('rolls back a file that fails midway, and lets the next deployment retry', async () => {
    const result = await onEmptyDatabase(async (url, client) => {
      await client.query('create table inbox (in_the_way integer)');
      const error = await migrate(url).catch((thrown: unknown) => thrown);
      const tables = await tableNames(client);
      await client.query('drop table inbox');
      return { error, tables, ran: await migrate(url) };
    });

    expect(result.error).toMatchObject({ message: 'relation "inbox" already exists' });
    expect(result.tables).toEqual(['inbox', 'migration']);
    expect(result.ran).toContain(FIRST);
  });

  it('rolls back a file that could not be marked as run', async () => {
    const tables = await onEmptyDatabase(async (url, client) => {
      await client.query(`create table migration (name text primary key check (name <> '${FIRST}'), sha256 text)`);
      await migrate(url).catch(() => {});
      return tableNames(client);
    });

    expect(tables).toEqual(['migration']);
  });
});
