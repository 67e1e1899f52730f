import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from '../tools/run-command.ts';
import { textTable } from '../tools/text-table.ts';
import type { Row } from './row.ts';

/** The measured budgets by name: `npm run bench -- <name>`. */
const BENCHES: Readonly<Record<string, () => Promise<{ measure: () => readonly Row[] | Promise<readonly Row[]> }>>> = {
  rules: () => import('./rules.ts'),
  upload: () => import('./upload.ts'),
  ocr: () => import('./ocr.ts'),
  liveness: () => import('./liveness.ts'),
  sync: () => import('./sync.ts'),
  scale: () => import('./scale.ts'),
  desk: () => import('./desk.ts'),
  webhook: () => import('./webhook.ts'),
  page: () => import('./page.ts'),
  'cold-start': () => import('./cold-start.ts'),
  handler: () => import('./handler.ts'),
};

const machine = () => ({
  node: process.version,
  platform: `${platform()} ${arch()}`,
  cpu: cpus()[0]?.model ?? 'unknown',
  cpus: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

const shown = (value: number): string => value.toFixed(value < 10 ? 2 : 1);

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ metric, value, unit, limit, ok }) => [
    metric,
    shown(value),
    unit,
    limit === undefined ? '' : `≤ ${limit}`,
    limit === undefined ? '' : ok ? 'ok' : 'OVER',
  ]);
  return textTable([['metric', 'value', 'unit', 'limit', ''], ...lines]);
}

/** Measures, prints, writes `bench/results/<name>.json`, and ends with 1 when a limit is exceeded. */
async function main([name = '']: readonly string[]): Promise<void> {
  const load = BENCHES[name];
  if (!load) throw new Error(`用法：npm run bench -- <${Object.keys(BENCHES).join('|')}>`);
  const { measure } = await load();
  const rows = await measure();
  const folder = join(ROOT, 'bench', 'results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ name, machine: machine(), rows }, null, 2)}\n`);
  console.log(table(rows));
  if (rows.some(({ ok }) => !ok)) process.exitCode = 1;
}

runCommand(() => main(process.argv.slice(2)));
