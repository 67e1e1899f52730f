import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';
import { textTable } from '../text-table.ts';
import { copyTree } from './copied-tree.ts';
import type { Plant } from './plant.ts';
import { planted } from './plants.ts';
import { quietTime } from './quiet-time.ts';

/** A tool that must find planted bugs, as an npm script. It prints `VIOLATION` and ends with 1 when it finds something. */
export interface Tool {
  readonly script: 'fuzz' | 'chaos';
  readonly args: readonly string[];
  /** The tool is ended after this `quietTime`: what it has not found by then is unnoticed. */
  readonly seconds: number;
}

/** Who noticed a bug. `first` is the tool's first violation; the tool of another kind of bugs is not asked. */
export interface Noticed {
  readonly plant: Plant;
  readonly tests: boolean;
  readonly tool: boolean;
  readonly first: string | undefined;
  readonly toolSeconds: number;
  /** The tool was ended because its time was up. */
  readonly isLate: boolean;
}

const TEST_SECONDS = 600;
/** How often it is looked whether the time is up. */
const LOOK_MS = 1_000;

/**
 * Plants each bug in a copy of the working tree, alone, runs the test files that name the requirement and then the tool.
 *
 * @param control Also runs tests and tool without a bug, where they must find nothing.
 * @throws Error when they find something without a bug.
 */
export async function provePlants(
  plants: readonly Plant[],
  tool: Tool,
  log: (line: string) => void,
  control = true,
): Promise<readonly Noticed[]> {
  const noticed: Noticed[] = [];
  if (control) await checkWithout(plants, tool, log);
  for (const plant of plants) {
    log(`${plant.kind}: ${plant.what} (${plant.file})`);
    const seen = await inTemporaryDir(async (tree) => {
      copyTree(ROOT, tree);
      const file = join(tree, plant.file);
      writeFileSync(file, planted(readFileSync(file, 'utf8'), plant));
      const tests = hasFailed(await runScript(tree, ['test', ...plant.tests], TEST_SECONDS));
      return { plant, tests, ...(await runTool(tree, tool)) };
    });
    log(
      `  tests ${seen.tests ? 'failed' : 'PASSED'}, ${tool.script}: ${seen.first ?? 'NOTHING'}${whyLate(seen, tool)}`,
    );
    noticed.push(seen);
  }
  return noticed;
}

/** Whether tests and tool noticed everything. */
export const isProven = (noticed: readonly Noticed[]): boolean => noticed.every(({ tests, tool }) => tests && tool);

/** What noticed what. */
export const provenTable = (noticed: readonly Noticed[], { script }: Tool): string =>
  textTable([
    ['植入的缺陷', '说明', '测试', script],
    ...noticed.map(({ plant, tests, tool, toolSeconds }) => [
      plant.kind,
      plant.what,
      tests ? '发现' : '未发现',
      tool ? `发现，${toolSeconds} 秒` : '未发现',
    ]),
  ]);

async function checkWithout(plants: readonly Plant[], tool: Tool, log: (line: string) => void): Promise<void> {
  log('without a bug');
  await inTemporaryDir(async (tree) => {
    copyTree(ROOT, tree);
    const files = new Set(plants.flatMap(({ tests }) => tests));
    const { output } = await runScript(tree, ['test', ...files], TEST_SECONDS * 2);
    if (!/^\d+ passed, 0 failed$/m.test(output))
      throw new Error(`the tests fail without a bug:\n${output.slice(-3_000)}`);
    const seen = await runTool(tree, tool);
    log(`  nothing after ${seen.toolSeconds} s${whyLate(seen, tool)}`);
    const { first } = seen;
    if (first) throw new Error(`${tool.script} finds something without a bug: ${first}`);
  });
}

async function runTool(tree: string, { script, args, seconds }: Tool) {
  const { code, output, quietSeconds } = await runScript(tree, [script, ...args], seconds);
  const first = output.split('\n').find((line) => line.startsWith('VIOLATION'));
  const isLate = code === undefined;
  return { tool: code === 1 && first !== undefined, first, toolSeconds: Math.round(quietSeconds), isLate };
}

const whyLate = ({ isLate }: Pick<Noticed, 'isLate'>, { seconds }: Tool): string =>
  isLate ? ` (ended after ${seconds} s of a quiet machine)` : '';

interface Run {
  /** Undefined when its time was up. */
  readonly code: number | undefined;
  readonly output: string;
  readonly quietSeconds: number;
}

/** Failed tests, as `npm test` counts them in a line of its own: not tests that did not run. */
const hasFailed = ({ code, output }: Run): boolean => code === 1 && /^\d+ passed, [1-9]\d* failed$/m.test(output);

/** Runs an npm script of a tree with all its processes, which end with it. @param seconds of a quiet machine. */
function runScript(tree: string, args: readonly string[], seconds: number): Promise<Run> {
  const child = spawn(process.execPath, ['tools/bootstrap.mjs', ...args], { cwd: tree, detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  const killAll = (signal: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // All of them have ended.
    }
  };
  let isLate = false;
  const time = quietTime(child.pid ?? 0);
  const timer = setInterval(() => {
    if (isLate || time() < seconds) return;
    isLate = true;
    killAll('SIGTERM');
    setTimeout(() => killAll('SIGKILL'), 10_000).unref();
  }, LOOK_MS);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      resolve({ code: isLate ? undefined : (code ?? undefined), output, quietSeconds: time() });
    });
  });
}
