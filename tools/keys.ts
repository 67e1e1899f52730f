import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { desk } from '../deploy/desk.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../deploy/root.ts';
import { openSealedColumns } from '../shared/compose/sealed-columns.ts';
import { keysCommand } from './keys/command.ts';
import { runCommand } from './run-command.ts';

/** Opens the database of the service that a file describes, with its keys. */
async function open(config: string) {
  const { release, variables } = readServerlessYml(join(ROOT, config), process.env);
  const isDesk = release.migrations?.schema === 'desk';
  const migrationUrl = release.migrations?.databaseUrl;
  if (!migrationUrl)
    throw new Error(
      `请设置 ${isDesk ? 'DESK_MIGRATION_URL' : 'DATABASE_MIGRATION_URL'}：升级数据库的角色的地址，与部署时相同。`,
    );
  if (!isDesk) return openSealedColumns(migrationUrl);
  if (!variables.SEAL_KEYS || !variables.BLIND_INDEX_KEY)
    throw new Error('请设置 DESK_SEAL_KEYS 和 DESK_BLIND_INDEX_KEY，与部署审核工作台时相同。');
  return (await desk()).openDeskKeys(migrationUrl, variables);
}

/** `npm run keys`: for an operator, in the environment of their deployment. */
runCommand(async () => {
  const options = { config: { type: 'string', default: 'serverless.yml' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const { close, ...settings } = await open(values.config);
  process.exitCode = await keysCommand(positionals, settings, console.log);
  await close();
});
