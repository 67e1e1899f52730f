import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { drawPlants } from './planted/plants.ts';
import { isProven, provenTable, provePlants, type Tool } from './planted/prove.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run fuzz -- [选项]
  --requests N        请求数量（默认 10000）：随机但多数合乎契约的请求，发往每个接口；每 10000 个请求之间再演一遍
                      分几步的攻击：恶意的上传、审核通知和审核台应答、撤回同意、注销账号、无休止的调用；发现违例即打印
  --seed N            随机种子，同一种子发同样的请求（默认取当前时间）
  --database-url URL  使用已有的 PostgreSQL（空数据库）；不给则自己启动一份
  --until-found       发现违例就结束
  --prove             证明它能发现问题：在工作区的临时副本里逐个植入缺陷（所有者、同意、限次、日志、明文各一个，由种子抽取），
                      看测试和本工具是否都发现；有一个未发现则以 1 结束`;

const options = {
  requests: { type: 'string', default: '10000' },
  seed: { type: 'string' },
  'database-url': { type: 'string' },
  'until-found': { type: 'boolean', default: false },
  prove: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Bugs that this tool must find, within three minutes. */
const KINDS = ['owner-check', 'consent-check', 'limit', 'logged-name', 'clear-value'] as const;
const PROVE_REQUESTS = 3_000;
const PROVE_SECONDS = 180;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const requests = Number(values.requests);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  if (!(requests >= 1) || !Number.isInteger(seed)) throw new Error(USAGE);
  console.log(`seed = ${seed}`);
  if (values.prove) return prove(seed);
  const { counts, violations } = await runFuzz({
    requests,
    seed,
    databaseUrl: values['database-url'],
    untilFound: values['until-found'],
    log: console.log,
  });
  for (const [name, count] of Object.entries(counts).toSorted()) console.log(`${name.padEnd(24)} ${count}`);
  console.log(`violations = ${violations.length}`);
  if (violations.length > 0) process.exitCode = 1;
}

async function prove(seed: number): Promise<void> {
  const args = ['--requests', String(PROVE_REQUESTS), '--seed', String(seed), '--until-found'];
  const tool: Tool = { script: 'fuzz', args, seconds: PROVE_SECONDS };
  const noticed = await provePlants(drawPlants(KINDS, seed), tool, console.log);
  console.log(`\n${provenTable(noticed, tool)}`);
  if (!isProven(noticed)) process.exitCode = 1;
}

runCommand(main);
