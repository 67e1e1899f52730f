import { drawPlants } from '../planted/plants.ts';
import { isProven, provenTable, provePlants, type Tool } from '../planted/prove.ts';

/** Three applicants of each kind. */
const CHAOS: Tool = {
  script: 'chaos',
  args: ['--filings', '63', '--minutes', '0.3'],
  seconds: 240,
};
const KINDS = ['version-guard', 'late-consent-check', 'erasure-step', 'record-end'] as const;

/** Plants one bug of each kind that is this tool's business. @returns whether tests and tool noticed all of them */
export async function proveChaosTool(seed: number, log: (line: string) => void): Promise<boolean> {
  const noticed = await provePlants(drawPlants(KINDS, seed), CHAOS, log);
  log(`\n${provenTable(noticed, CHAOS)}`);
  return isProven(noticed);
}
