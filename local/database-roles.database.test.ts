import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, it } from 'vitest';
import { migrate } from '../deploy/products.ts';
import { databaseRoles } from './database-roles.ts';
import { createDatabase } from './postgres.ts';

let name: string;
let adminUrl: string;

beforeEach(async () => {
  name = `roles_${randomBytes(8).toString('hex')}`;
  adminUrl = await createDatabase(inject('postgresUrl'), name);
});
afterEach(() => query(inject('postgresUrl'), `drop database ${name} with (force)`));

async function query(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

it('gives two roles, of which the first owns the database and the second works in it, the same ones each time', async () => {
  const roles = await databaseRoles(adminUrl);
  const again = await databaseRoles(adminUrl);
  await migrate(roles);

  const [owner] = await query(
    roles.migrationUrl,
    'select current_user as name, datdba::regrole::text as owner from pg_database where datname = current_database()',
  );
  const [worker] = await query(roles.workingUrl, 'select current_user as name, count(*)::int as filings from filing');

  expect(again).toEqual(roles);
  expect([owner, worker]).toEqual([
    { name: 'icp_owner', owner: 'icp_owner' },
    { name: 'icp', filings: 0 },
  ]);
});

it('asks for the other address where the role can make none', async () => {
  const { workingUrl } = await databaseRoles(adminUrl);

  await expect(databaseRoles(workingUrl)).rejects.toThrow('请同时设置 DATABASE_MIGRATION_URL');
});
