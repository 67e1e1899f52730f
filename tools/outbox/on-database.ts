import { join, resolve } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import { Failed } from '../../platform/ports/failed.ts';
import { openForOperator } from '../../shared/compose/operators.ts';
import { runCommand } from '../run-command.ts';
import type { CommandResult } from './command-result.ts';
import { runningPostgres } from './running-postgres.ts';

type Opened = Omit<Awaited<ReturnType<typeof openForOperator>>, 'close'>;

/**
 * Runs this process's command of an operator on the database of DATABASE_URL, else of the laptop that runs, and prints its
 * output. Without a database it says so in Chinese.
 */
export const onDatabase = (command: (args: readonly string[], database: Opened) => Promise<CommandResult>): void =>
  runCommand(async () => {
    const { dir, args } = dataFolder(process.argv.slice(2));
    const url = process.env.DATABASE_URL || laptopDatabase(dir, process.env);
    const { close, ...database } = await openForOperator(url, process.env.DATABASE_CA_FILE);
    try {
      const { output, code } = await command(args, database).catch(toldOfDatabase);
      console.log(output);
      process.exitCode = code;
    } finally {
      await close();
    }
  });

/**
 * The database of the laptop that runs with its data in `dir`, by default `.data`. Whoever has keys of an account means the
 * account: its database is never replaced by that of a laptop.
 */
function laptopDatabase(dir: string | undefined, { TENCENTCLOUD_SECRET_ID }: NodeJS.ProcessEnv): string {
  if (TENCENTCLOUD_SECRET_ID && dir === undefined)
    throw new Error(
      '没有设置 DATABASE_URL：在命令前面加 npm run secrets -- 凭据名 -- （运维手册第 4 步），凭据里要有 DATABASE_URL。要看本机的，加 --data .data。',
    );
  const data = resolve(ROOT, dir ?? '.data');
  const url = runningPostgres(join(data, 'postgres'));
  if (!url) throw new Error(`${data} 没有正在运行的数据库：请先运行 npm start，或设置 DATABASE_URL。`);
  return url;
}

/** Rethrows a failure of the database as a sentence: the doctor says what the code means, and what to do. */
export function toldOfDatabase(error: unknown): never {
  if (!(error instanceof Failed) || error.port !== 'database') throw error;
  const code = error.vendorCode ?? error.kind;
  throw new Error(`数据库没有答复（${code}）：运行 npm run doctor -- --only database，它写明要做什么。`);
}

/** `--data DIR` names the directory of a laptop's database; the rest is for the command. */
function dataFolder(given: readonly string[]): { readonly dir?: string; readonly args: readonly string[] } {
  const index = given.indexOf('--data');
  return index < 0 ? { args: given } : { dir: given[index + 1] ?? '', args: given.toSpliced(index, 2) };
}
