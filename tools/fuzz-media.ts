import { parseArgs } from 'node:util';
import { runMediaFuzz } from './fuzz-media/run-fuzz.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES['fuzz:media'];

const options = {
  mutants: { type: 'string', default: '10000' },
  seed: { type: 'string' },
} as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
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
