import { createHmac } from 'node:crypto';
import pg from 'pg';
import type { MigratedDatabase } from '../deploy/products.ts';

/** As in the operators' manual: the first owns the tables, the second works with them. Neither is a superuser. */
const OWNER = 'icp_owner';
const WORKER = 'icp';

/** The same of the desk, which may live in the same database: the first may make its schema. */
const DESK_OWNER = 'desk_owner';
const DESK_WORKER = 'desk';

const DUPLICATE = ['42710', '23505'];

/**
 * Makes the roles of a deployment for a database of this machine, which the first gets.
 *
 * @param adminUrl of a superuser.
 * @throws Error for another role, which can't make them.
 */
export async function databaseRoles(adminUrl: string): Promise<MigratedDatabase> {
  const { password, pathname } = new URL(adminUrl);
  const database = decodeURIComponent(pathname.slice(1));
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ rolsuper: boolean }>(
      'select rolsuper from pg_roles where rolname = current_user',
    );
    if (!rows[0]?.rolsuper)
      throw new Error('DATABASE_URL 的角色不能创建其他角色：请同时设置 DATABASE_MIGRATION_URL（表的所有者的地址）。');
    for (const role of [OWNER, WORKER]) await createRole(client, role, passwordOf(role, password));
    await client.query(`alter database ${client.escapeIdentifier(database)} owner to ${OWNER}`);
  } finally {
    await client.end();
  }
  return { migrationUrl: urlOf(adminUrl, OWNER, password), workingUrl: urlOf(adminUrl, WORKER, password) };
}

/** Makes the roles of the desk for a database of this machine. @param adminUrl of a superuser. */
export async function deskRoles(adminUrl: string): Promise<MigratedDatabase> {
  const { password, pathname } = new URL(adminUrl);
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    for (const role of [DESK_OWNER, DESK_WORKER]) await createRole(client, role, passwordOf(role, password));
    const database = client.escapeIdentifier(decodeURIComponent(pathname.slice(1)));
    await client.query(`grant create on database ${database} to ${DESK_OWNER}`);
  } finally {
    await client.end();
  }
  return {
    migrationUrl: urlOf(adminUrl, DESK_OWNER, password),
    workingUrl: urlOf(adminUrl, DESK_WORKER, password),
    schema: 'desk',
  };
}

/** The same on every start, and of no use to whoever wants the superuser's. */
const passwordOf = (role: string, adminPassword: string): string =>
  createHmac('sha256', adminPassword).update(role).digest('hex');

function urlOf(adminUrl: string, role: string, adminPassword: string): string {
  const url = new URL(adminUrl);
  [url.username, url.password] = [role, passwordOf(role, adminPassword)];
  return url.href;
}

/** Roles belong to the whole server, so another process may just have made this one. */
async function createRole(client: pg.Client, role: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
  if (rowCount) return;
  await client.query(`create role ${role} login password '${password}'`).catch((error: pg.DatabaseError) => {
    if (!DUPLICATE.includes(error.code ?? '')) throw error;
  });
}
