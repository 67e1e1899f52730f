import { openDeskForOperator } from '../shared/desk/compose/operators.ts';
import { verifyChains } from './desk/verify.ts';
import { runCommand } from './run-command.ts';

/** `npm run desk -- verify`: an operator's look at the desk's database, as the role of DESK_DATABASE_URL. */
async function main([command]: readonly string[]): Promise<void> {
  if (command !== 'verify') throw new Error('用法：npm run desk -- verify');
  const { DESK_DATABASE_URL: url, DATABASE_CA_FILE: authoritiesFile } = process.env;
  if (!url) throw new Error('请设置 DESK_DATABASE_URL 和 DESK_AUDIT_KEY，与部署审核工作台时相同。');
  const { auditReader, hash, close } = openDeskForOperator(url, authoritiesFile || undefined);
  try {
    const { output, code } = await verifyChains(auditReader, hash);
    console.log(output);
    process.exitCode = code;
  } finally {
    await close();
  }
}

runCommand(() => main(process.argv.slice(2)));
