import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run fuzz -- [选项]
  --requests N        请求数量（默认 10000）：随机但多数合乎契约的请求，发往每个接口
  --seed N            随机种子，同一种子发同样的请求（默认取当前时间）
  --database-url URL  使用已有的 PostgreSQL（空数据库）；不给则自己启动一份`;

const options = {
  requests: { type: 'string', default: '10000' },
  seed: { type: 'string' },
  'database-url': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const requests = Number(values.requests);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  if (!(requests >= 1) || !Number.isInteger(seed)) throw new Error(USAGE);
  console.log(`seed = ${seed}`);
  const { counts, violations } = await runFuzz({
    requests,
    seed,
    databaseUrl: values['database-url'],
    log: console.log,
  });
  for (const [name, count] of Object.entries(counts).toSorted()) console.log(`${name.padEnd(20)} ${count}`);
  for (const violation of violations.slice(0, 50)) console.log(`VIOLATION  ${violation}`);
  console.log(`violations = ${violations.length}`);
  if (violations.length > 0) process.exitCode = 1;
}

runCommand(main);
