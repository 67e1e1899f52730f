import type pg from 'pg';

type Verb = 'select' | 'insert' | 'update' | 'delete';

/** Verbs for a table whose rows stay as they are, whose rows change, and whose rows also go. */
export const KEPT = ['select', 'insert'] as const;
export const CHANGED = [...KEPT, 'update'] as const;
export const ALL = [...CHANGED, 'delete'] as const;

/** What the functions do with each table; of another schema than `public` with its name. */
export type Work<Tables extends PropertyKey = string> = Readonly<Record<Tables, readonly Verb[]>>;

/**
 * Gives the role of the functions exactly these rights in their schema, whatever it had before.
 *
 * @param client connected as the role that owns the tables.
 * @throws Error when there is no such role, or when it could change the tables.
 */
export async function grantWork(
  client: pg.Client,
  role: string,
  {
    schema,
    work,
    otherGrants,
  }: { readonly schema: string; readonly work: Work; readonly otherGrants?: (to: string) => string },
): Promise<void> {
  await requireWorkingRole(client, role);
  const to = client.escapeIdentifier(role);
  await client.query('begin');
  await client.query(`
    revoke create on schema ${schema} from public;
    revoke all on schema ${schema} from ${to};
    revoke all on all tables in schema ${schema} from public, ${to};
    revoke all on all sequences in schema ${schema} from ${to};
    revoke execute on all functions in schema ${schema} from public, ${to};
    grant usage on schema ${schema} to ${to};
    grant select (name) on ${schema}.migration to ${to};
    ${otherGrants?.(to) ?? ''}`);
  for (const [table, verbs] of Object.entries(work))
    await client.query(`grant ${verbs.join(', ')} on ${table} to ${to}`);
  await client.query('commit');
}

/** @throws Error when there is no such role, or when it is a superuser or the owner of what it works with. */
async function requireWorkingRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ rolsuper: boolean; migrates: boolean }>(
    `select rolsuper, pg_has_role(oid, current_user, 'member') as migrates from pg_roles where rolname = $1`,
    [role],
  );
  const [found] = rows;
  if (!found) throw new Error(`数据库里没有 DATABASE_URL 的角色 ${role}：请先按运维手册创建它，再部署。`);
  if (found.rolsuper || found.migrates)
    throw new Error(
      `DATABASE_URL 的角色 ${role} 可以修改表结构：函数须使用另一个角色，升级数据库的角色写在 DATABASE_MIGRATION_URL 里。`,
    );
}
