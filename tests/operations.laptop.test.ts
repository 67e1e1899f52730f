import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROOT } from '../deploy/root.ts';

/** Unlike any other role or database on the run's server. */
const MARK = `t${randomBytes(6).toString('hex')}`;
const NAMES = {
  icp_owner: `${MARK}_owner`,
  icp: `${MARK}_work`,
  desk_owner: `${MARK}_desk_owner`,
  desk: `${MARK}_desk_work`,
};
const PASSWORD = 'only-for-this-test';

/** The SQL that a page gives operators for new roles, with this test's names. */
function statements(page: string): readonly string[] {
  const [, block = ''] =
    /```sql\n(\s+create role \w+_owner[\s\S]*?)```/.exec(readFileSync(`${ROOT}/docs/${page}`, 'utf8')) ?? [];
  const named = block
    .replaceAll(/--.*$/gm, '')
    .replaceAll('…', PASSWORD)
    .replaceAll(/\b(icp|desk)(_owner)?\b/g, (name) => NAMES[name as keyof typeof NAMES]);
  return named
    .split(';')
    .map((text) => text.trim())
    .filter(Boolean);
}

const urlAs = (role: string, password: string, database: string): string => {
  const url = new URL(inject('postgresUrl'));
  [url.username, url.password, url.pathname] = [role, password, `/${database}`];
  return url.href;
};

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const asSuperuser = <T>(work: (client: pg.Client) => Promise<T>) => withClient(inject('postgresUrl'), work);
const admin = `${MARK}_admin`;

beforeAll(() =>
  asSuperuser((client) => client.query(`create role ${admin} login createdb createrole password '${PASSWORD}'`)),
);
afterAll(() =>
  asSuperuser(async (client) => {
    await client.query(`drop database if exists ${NAMES.icp} with (force)`);
    for (const role of [...Object.values(NAMES), admin]) await client.query(`drop role if exists ${role}`);
  }),
);

const migrate = (...options: readonly string[]) =>
  promisify(execFile)(process.execPath, ['--import', 'tsx', 'tools/migrate.ts', ...options], {
    cwd: ROOT,
    env: {
      ...process.env,
      STAGE: 'test',
      DATABASE_URL: urlAs(NAMES.icp, PASSWORD, NAMES.icp),
      DATABASE_MIGRATION_URL: urlAs(NAMES.icp_owner, PASSWORD, NAMES.icp),
      DESK_DATABASE_URL: urlAs(NAMES.desk, PASSWORD, NAMES.icp),
      DESK_MIGRATION_URL: urlAs(NAMES.desk_owner, PASSWORD, NAMES.icp),
    },
  });

describe("the operators' manual", () => {
  it('creates roles and database as an administrator who is no superuser, and npm run migrate brings it up', async () => {
    await withClient(urlAs(admin, PASSWORD, 'postgres'), async (client) => {
      for (const statement of statements('operations.md')) await client.query(statement);
    });

    const first = await migrate();
    const second = await migrate();

    const owner = await withClient(urlAs(NAMES.icp_owner, PASSWORD, NAMES.icp), async (client) => {
      const { rows } = await client.query<{ owner: string }>(
        `select pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()`,
      );
      return rows[0]?.owner;
    });
    const works = await withClient(urlAs(NAMES.icp, PASSWORD, NAMES.icp), (client) =>
      client.query('select count(*) from filing'),
    );
    expect(first.stdout).toMatch(/^0200.*\.sql\n[\s\S]*完成，共 \d+ 个升级。\n$/);
    expect(second.stdout).toBe('数据库已经是最新版本，权限已重新设置。\n');
    expect([owner, works.rowCount]).toEqual([NAMES.icp_owner, 1]);
  });

  it('of the desk creates its roles in the same database as the same administrator; neither side reads the other’s tables', async () => {
    await withClient(urlAs(admin, PASSWORD, 'postgres'), async (client) => {
      for (const statement of statements('desk.md')) await client.query(statement);
    });

    const migrated = await migrate('--config', 'desk/serverless.yml');

    const asked = (role: string, table: string) =>
      withClient(urlAs(role, PASSWORD, NAMES.icp), (client) => client.query(`select count(*) from ${table}`));
    expect(migrated.stdout).toMatch(/完成，共 \d+ 个升级。\n$/);
    expect((await asked(NAMES.desk, 'desk.review_case')).rowCount).toBe(1);
    await expect(asked(NAMES.desk, 'public.filing')).rejects.toThrow('permission denied');
    await expect(asked(NAMES.icp, 'desk.review_case')).rejects.toThrow('permission denied');
  });
});
