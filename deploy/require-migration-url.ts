import { databaseProblems } from '../platform/config/configuration.ts';
import type { MigratedDatabase } from './products.ts';

/** @throws Error when the address of the role that migrates is missing, or is refused in production. */
export function requireMigrationUrl(stage: string, { migrationUrl, authoritiesFile, schema }: MigratedDatabase): void {
  const [name, working] =
    schema === 'desk' ? ['DESK_MIGRATION_URL', 'DESK_DATABASE_URL'] : ['DATABASE_MIGRATION_URL', 'DATABASE_URL'];
  if (migrationUrl === '')
    throw new Error(`请设置 ${name}：升级数据库的角色的地址，与函数使用的 ${working} 不是同一个角色。`);
  const problems = databaseProblems(name, migrationUrl, authoritiesFile);
  if (stage !== 'production' || problems.length === 0) return;
  throw new Error(problems.map((problem) => `${problem.name}: ${problem.sentence}`).join('\n'));
}
