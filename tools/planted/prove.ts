import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';
import { textTable } from '../text-table.ts';
import { copyTree } from './copied-tree.ts';
import { PLANTS, type PlantKind, planted } from './plants.ts';

/** A tool that must find planted bugs, as an npm script. It prints `VIOLATION` and ends with 1 when it finds something. */
export interface Tool {
  readonly script: 'fuzz' | 'chaos';
  readonly args: readonly string[];
  /** The bugs that it must find. */
  readonly kinds: readonly PlantKind[];
}

/** Whatever has not ended by then is ended; tests and tools take minutes, many on a busy machine. */
const PATIENCE_MS = 40 * 60_000;

/**
 * Plants one bug of each kind in a copy of the working tree, alone, and runs the test files that name the requirement and then
 * the tool; before, both run without a bug. Prints what noticed what.
 *
 * @param only these kinds, separated by commas; all when left out.
 * @returns whether tests and tool noticed every bug. @throws Error when they find something without a bug.
 */
export async function prove(tool: Tool, only?: string): Promise<boolean> {
  const { script } = tool;
  const kinds = only?.split(',') ?? tool.kinds;
  const plants = PLANTS.filter(({ kind }) => tool.kinds.includes(kind) && kinds.includes(kind));
  if (plants.length < kinds.length) throw new Error(`${script} knows the kinds ${tool.kinds.join(', ')}`);
  console.log('without a bug');
  await inTemporaryDir(async (tree) => {
    copyTree(ROOT, tree);
    const { output } = await runScript(tree, ['test', ...new Set(plants.flatMap(({ tests }) => tests))]);
    if (!/^\d+ passed, 0 failed$/m.test(output))
      throw new Error(`the tests fail without a bug:\n${output.slice(-3_000)}`);
    const { first, seconds } = await runTool(tree, tool);
    if (first) throw new Error(`${script} finds something without a bug: ${first}`);
    console.log(`  nothing after ${seconds} s`);
  });
  const rows: string[][] = [];
  for (const plant of plants) {
    const { kind, what, file, tests } = plant;
    console.log(`${kind}: ${what} (${file})`);
    const [isTested, { isFound, first, seconds }] = await inTemporaryDir(async (tree) => {
      copyTree(ROOT, tree);
      writeFileSync(join(tree, file), planted(readFileSync(join(tree, file), 'utf8'), plant));
      return [hasFailed(await runScript(tree, ['test', ...tests])), await runTool(tree, tool)] as const;
    });
    console.log(`  tests ${isTested ? 'failed' : 'PASSED'}, ${script}: ${first ?? 'NOTHING'}`);
    rows.push([kind, what, isTested ? '发现' : '未发现', isFound ? `发现，${seconds} 秒` : '未发现']);
  }
  console.log(`\n${textTable([['植入的缺陷', '说明', '测试', script], ...rows])}`);
  return !rows.flat().includes('未发现');
}

async function runTool(tree: string, { script, args }: Tool) {
  const run = await runScript(tree, [script, ...args]);
  const violation = run.output.split('\n').find((line) => line.startsWith('VIOLATION'));
  // What broke off has found nothing, and has not looked everywhere either.
  const first = violation ?? (run.code === 0 ? undefined : `ended with ${run.code}: ${run.output.slice(-2_000)}`);
  return { isFound: run.code === 1 && violation !== undefined, first, seconds: run.seconds };
}

interface Run {
  /** Undefined when its time was up. */
  readonly code: number | undefined;
  readonly output: string;
  readonly seconds: number;
}

/** Failed tests, as `npm test` counts them in a line of its own: not tests that did not run. */
const hasFailed = ({ code, output }: Run): boolean => code === 1 && /^\d+ passed, [1-9]\d* failed$/m.test(output);

/** Runs an npm script of a tree with all its processes, which end with it. */
function runScript(tree: string, args: readonly string[]): Promise<Run> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['tools/bootstrap.mjs', ...args], { cwd: tree, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const timer = setTimeout(() => child.pid && process.kill(-child.pid), PATIENCE_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, output, seconds: Math.round((performance.now() - startedMs) / 1000) });
    });
  });
}
