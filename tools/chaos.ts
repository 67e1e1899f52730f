import './chaos/skipped-time.ts';
import './chaos/skipping-clock.mjs';
import { parseArgs } from 'node:util';
import { runCommand } from './run-command.ts';
import { textTable } from './text-table.ts';

const USAGE = `npm run chaos -- [选项]
  --filings N         备案数量（默认 500）
  --minutes M         故障至少持续多久（默认 2），直到每份备案都提交过：函数实例被随机杀死，
                      审核通知重复 3 次、乱序、丢失 20%，审核台 20% 的调用返回 500、429 或不回答，
                      上传通知重复并迟到；其间有人撤回同意、再次同意，有人注销账号
  --prove             在工作目录的临时副本中逐个植入缺陷，检查测试和本命令能否发现；有未发现的，退出码为 1
  --seed N            植入哪些缺陷（默认随机）
  --database-url URL  使用已有的 PostgreSQL（空数据库）；不给则自己启动一份
  --json              最后输出 JSON`;

const options = {
  filings: { type: 'string', default: '500' },
  minutes: { type: 'string', default: '2' },
  'database-url': { type: 'string' },
  json: { type: 'boolean', default: false },
  prove: { type: 'boolean', default: false },
  seed: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const [filings, minutes] = [Number(values.filings), Number(values.minutes)];
  if (!(filings >= 1 && filings <= 5000 && minutes > 0)) throw new Error(USAGE);
  if (values.prove) {
    const { proveChaosTool } = await import('./chaos/prove.ts');
    const seed = Number(values.seed ?? Date.now() % 1_000_000);
    console.log(`seed = ${seed}`);
    if (!(await proveChaosTool(seed, console.log))) process.exitCode = 1;
    return;
  }
  // Imported here, so that all of it uses the clock of this run.
  const { runChaos } = await import('./chaos/run-chaos.ts');
  const log = values.json ? console.error : console.log;
  const { counts, violations } = await runChaos({ filings, minutes, databaseUrl: values['database-url'], log });
  if (values.json) console.log(JSON.stringify({ counts, violations }));
  else {
    console.log(`\n${textTable(Object.entries(counts).map(([name, count]) => [name, String(count)]))}`);
    for (const violation of violations.slice(0, 50)) console.log(`VIOLATION  ${violation}`);
    console.log(`violations = ${violations.length}`);
  }
  if (violations.length > 0) process.exitCode = 1;
}

runCommand(main);
