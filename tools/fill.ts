import { parseArgs } from 'node:util';
import { startPostgres } from '../local/postgres.ts';
import { filledDatabase, filledDesk, LARGE_SERVER } from './fill/filled-database.ts';
import { runCommand } from './run-command.ts';

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { filings: { type: 'string', default: '1000000' }, dir: { type: 'string' } },
  });
  const filings = Number(values.filings);
  if (!Number.isSafeInteger(filings) || filings < 1000) throw new Error('--filings 是不小于 1000 的整数。');
  if (!values.dir) throw new Error('用 --dir 给出放数据库的空目录。');
  const postgres = await startPostgres({ dir: values.dir, log: console.error, settings: LARGE_SERVER });
  try {
    const startedMs = Date.now();
    const now = new Date();
    const { adminUrl } = await filledDatabase(postgres.url, filings, now, console.log);
    await filledDesk(adminUrl, filings, now, console.log);
    console.log(`共 ${((Date.now() - startedMs) / 1000).toFixed(0)} 秒：${new URL(adminUrl).pathname.slice(1)}`);
  } finally {
    await postgres.stop();
  }
}

runCommand(() => main(process.argv.slice(2)));
