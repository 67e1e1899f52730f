import type pg from 'pg';

/** @throws Error when there is no such role, or when it is a superuser or the owner of what it works with. */
export async function requireWorkingRole(client: pg.Client, role: string): Promise<void> {
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
