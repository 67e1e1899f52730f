import { parseArgs } from 'node:util';
import { runMediaFuzz } from './fuzz-media/run-fuzz.ts';
import { runCommand } from './run-command.ts';

const USAGE = `npm run fuzz:media -- [选项]
  --mutants N   改坏的文件数量（默认 10000）：由合格的视频和照片改出，交给材料检查，不得超时、超内存或出错
  --seed N      随机种子，同一种子得到同样的文件（默认取当前时间）`;

const options = {
  mutants: { type: 'string', default: '10000' },
  seed: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.help) return console.log(USAGE);
  const mutants = Number(values.mutants);
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  if (!(mutants >= 1) || !Number.isInteger(seed)) throw new Error(USAGE);
  console.log(`seed = ${seed}`);
  const { counts, slowestMs, grownMb, violations } = await runMediaFuzz({ mutants, seed, log: console.log });
  for (const [said, count] of Object.entries(counts).toSorted()) console.log(`${String(count).padStart(6)} ${said}`);
  console.log(`slowest = ${slowestMs} ms, memory +${grownMb} MB`);
  for (const violation of violations.slice(0, 50)) console.log(`VIOLATION  ${violation}`);
  console.log(`violations = ${violations.length}`);
  if (violations.length > 0) process.exitCode = 1;
}

runCommand(main);
