import { USAGES } from './usages.mjs';
import './chaos/skipped-time.ts';
import './chaos/skipping-clock.mjs';
import { parseArgs } from 'node:util';
import type { Tool } from './planted/prove.ts';
import { runCommand } from './run-command.ts';
import { textTable } from './text-table.ts';

const USAGE = USAGES.chaos;

const options = {
  filings: { type: 'string' },
  minutes: { type: 'string', default: '2' },
  review: { type: 'string', default: 'desk' },
  'database-url': { type: 'string' },
  json: { type: 'boolean', default: false },
  prove: { type: 'boolean', default: false },
  kinds: { type: 'string' },
} as const;

/** What it must find, and how. @param filings by default three applicants of each kind. */
const proofOf = (filings = '63'): Tool => ({
  script: 'chaos',
  args: ['--filings', filings, '--minutes', '0.3'],
  kinds: [
    ...(['version-guard', 'late-consent-check', 'erasure-step', 'record-end', 'unnoted-look', 'four-eyes'] as const),
    ...(['typed-numbers', 'unlike-rows', 'way-on', 'gone-fingerprint'] as const),
  ],
});

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  const [filings, minutes] = [Number(values.filings ?? 500), Number(values.minutes)];
  const { review } = values;
  if (!(filings >= 1 && filings <= 5000 && minutes > 0)) throw new Error(USAGE);
  if (review !== 'desk') throw new Error('--review 只有 desk：模拟的审核台没有了。');
  if (values.prove) {
    const { prove } = await import('./planted/prove.ts');
    if (!(await prove(proofOf(values.filings), values.kinds))) process.exitCode = 1;
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
  // At once: people of a run that was broken off may still be waiting.
  process.exit(violations.length > 0 ? 1 : 0);
}

runCommand(main);
