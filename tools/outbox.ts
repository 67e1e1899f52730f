import { join, resolve } from 'node:path';
import { ROOT } from '../deploy/root.ts';
import { openOutbox } from '../shared/compose/operators.ts';
import { outboxCommand, USAGE } from './outbox/command.ts';
import { runningPostgres } from './outbox/running-postgres.ts';
import { runCommand } from './run-command.ts';

async function main(given: readonly string[]): Promise<void> {
  if (given.includes('--help')) return console.log(USAGE);
  const { dir, args } = dataFolder(given);
  const url = process.env.DATABASE_URL ?? runningPostgres(join(dir, 'postgres'));
  if (!url) throw new Error(`${dir} 没有正在运行的数据库：请先运行 npm start，或设置 DATABASE_URL。`);
  const { outbox, close } = await openOutbox(url);
  try {
    const { output, code } = await outboxCommand(args, outbox);
    console.log(output);
    process.exitCode = code;
  } finally {
    await close();
  }
}

/** `--data DIR` names the directory of the database; the rest is for the command. */
function dataFolder(given: readonly string[]): { readonly dir: string; readonly args: readonly string[] } {
  const at = given.indexOf('--data');
  if (at < 0) return { dir: resolve(ROOT, '.data'), args: given };
  return { dir: resolve(ROOT, given[at + 1] ?? ''), args: given.toSpliced(at, 2) };
}

runCommand(() => main(process.argv.slice(2)));
