import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { drawPlants } from './planted/plants.ts';
import { isProven, provenTable, provePlants, type Tool } from './planted/prove.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.fuzz;

const options = {
  requests: { type: 'string', default: '10000' },
  seed: { type: 'string' },
  'database-url': { type: 'string' },
  'until-found': { type: 'boolean', default: false },
  prove: { type: 'boolean', default: false },
} as const;

/** Bugs that this tool must find, within three minutes. */
const KINDS = [
  'owner-check',
  'consent-check',
  'limit',
  'logged-name',
  'clear-value',
  'captured-message',
  'normal-form',
] as const;
const PROVE_REQUESTS = 3_000;
const PROVE_SECONDS = 180;

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
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
