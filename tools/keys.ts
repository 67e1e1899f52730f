import { openSealedColumns } from '../shared/compose/sealed-columns.ts';
import { keysCommand } from './keys/command.ts';
import { runCommand } from './run-command.ts';

/** `npm run keys`: for an operator, in the environment of their deployment. */
runCommand(async () => {
  const { DATABASE_MIGRATION_URL: migrationUrl } = process.env;
  if (!migrationUrl) throw new Error('请设置 DATABASE_MIGRATION_URL：升级数据库的角色的地址，与部署时相同。');
  const { close, ...settings } = await openSealedColumns(migrationUrl);
  process.exitCode = await keysCommand(process.argv.slice(2), settings, console.log);
  await close();
});
