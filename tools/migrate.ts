import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { migrate } from '../deploy/products.ts';
import { requireMigrationUrl } from '../deploy/require-migration-url.ts';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from './run-command.ts';

/**
 * `npm run migrate`: the database's part of a deployment alone, on a machine that reaches the database, for one that runs
 * with `--skip-migrations` elsewhere. `--config desk/serverless.yml` takes the desk's.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { config: { type: 'string', default: 'serverless.yml' } } });
  const { stage, release, variables } = readServerlessYml(join(ROOT, values.config), process.env);
  const { DATABASE_URL: workingUrl = '', DATABASE_CA_FILE: authoritiesFile } = variables;
  if (workingUrl === '')
    throw new Error('请设置 DATABASE_URL（审核工作台是 DESK_DATABASE_URL）：函数使用的角色的地址，升级时给它权限。');
  const migrationUrl = release.migrations?.databaseUrl ?? '';
  const database = {
    migrationUrl,
    workingUrl,
    authoritiesFile: authoritiesFile || undefined,
    schema: release.migrations?.schema,
  };
  requireMigrationUrl(stage, database);
  const ran = await migrate(database);
  for (const name of ran) console.log(name);
  console.log(ran.length === 0 ? '数据库已经是最新版本，权限已重新设置。' : `完成，共 ${ran.length} 个升级。`);
}

runCommand(main);
