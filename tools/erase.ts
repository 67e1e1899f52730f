import { openForErasure } from '../shared/compose/operators.ts';
import { eraseCommand } from './erase/command.ts';
import { toldOfDatabase } from './outbox/on-database.ts';
import { runCommand } from './run-command.ts';

async function main(accountIds: readonly string[]): Promise<void> {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('请设置 DATABASE_URL：恢复的数据库的地址。');
  const { close, accountErasure } = await openForErasure(url, process.env);
  try {
    const { output, code } = await eraseCommand(accountIds, accountErasure).catch(toldOfDatabase);
    console.log(output);
    process.exitCode = code;
  } finally {
    await close();
  }
}

runCommand(() => main(process.argv.slice(2)));
