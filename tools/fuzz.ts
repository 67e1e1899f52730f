import { parseArgs } from 'node:util';
import { runFuzz } from './fuzz/run-fuzz.ts';
import { prove, type Tool } from './planted/prove.ts';
import { runCommand } from './run-command.ts';
import { USAGES } from './usages.mjs';

const USAGE = USAGES.fuzz;

const options = {
  requests: { type: 'string' },
  seed: { type: 'string' },
  'database-url': { type: 'string' },
  'until-found': { type: 'boolean', default: false },
  prove: { type: 'boolean', default: false },
  kinds: { type: 'string' },
} as const;

/** What it must find, and how. */
const proofOf = (requests: number, seed: number): Tool => ({
  script: 'fuzz',
  args: ['--requests', String(requests), '--seed', String(seed), '--until-found'],
  kinds: [
    ...(['owner-check', 'consent-check', 'limit', 'account-limit', 'logged-name', 'clear-value'] as const),
    ...(['captured-message', 'normal-form', 'old-sign-in', 'view-link', 'stranger-code'] as const),
    ...(['shared-code-count', 'uncounted-guess'] as const),
  ],
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const requests = Number(values.requests ?? (values.prove ? 3000 : 10_000));
  const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
  if (!(requests >= 1) || !Number.isInteger(seed)) throw new Error(USAGE);
  console.log(`seed = ${seed}`);
  if (values.prove) {
    if (!(await prove(proofOf(requests, seed), values.kinds))) process.exitCode = 1;
    return;
  }
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

runCommand(main);
