import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../deploy/root.ts';
import { runCommand } from '../tools/run-command.ts';
import { textTable } from '../tools/text-table.ts';
import { productFiles, ruleIdsIn, sampled, testsOf } from './mutate/choice.ts';
import { type Mutant, mutantsOf, withMutant } from './mutate/mutants.ts';
import { type Ending, Tester } from './mutate/tester.ts';
import type { Trial } from './mutate/worker.ts';

const USAGE = `npm run mutate -- 文件或文件夹… [--sample N] [--seed N] [--json]
逐个改动文件中的一处（比较、取反、数字、文字、列表），运行它的测试；没有测试发现的改动会列出来，此时退出码为 1。
例如：npm run mutate -- shared/domain/rules/domain.ts --sample 40
　　　npm run mutate -- shared/domain`;

/** Tests that take this many times as long as without a mutant, and then some, won't come back. */
const TIMEOUT_FACTOR = 5;
const TIMEOUT_EXTRA_SECONDS = 10;

interface Chosen {
  readonly path: string;
  readonly mutant: Mutant;
}

interface Tried extends Mutant {
  readonly path: string;
  readonly source: string;
  readonly ending: Ending;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  });
  if (positionals.length === 0) throw new Error(USAGE);
  const paths = positionals.flatMap(productFiles);
  const all = paths.flatMap((path) => mutantsOf(path, textOf(path)).map((mutant) => ({ path, mutant })));
  const [count, seed] = [Number(values.sample ?? all.length), Number(values.seed)];
  if (!Number.isInteger(count) || !Number.isInteger(seed)) throw new Error(`--sample 和 --seed 应为整数。\n${USAGE}`);
  const chosen = sampled(all, count, seed);
  const tester = new Tester();
  try {
    const tried = await tryAll(chosen, tester);
    tell(tried, all.length, values.json);
  } finally {
    tester.stop();
  }
}

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

async function tryAll(chosen: readonly Chosen[], tester: Tester): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  for (const path of new Set(chosen.map((one) => one.path))) {
    const text = textOf(path);
    const original = { path, text, tests: testsOf(path), first: ruleIdsIn(text) };
    const timeoutSeconds = await limitFor(original, tester);
    for (const { mutant } of chosen.filter((one) => one.path === path)) {
      const ending = await tester.run({ ...original, text: withMutant(text, mutant) }, timeoutSeconds);
      const source = (text.split('\n')[mutant.line - 1] ?? '').trim();
      const one = { ...mutant, path, source, ending };
      tried.push(one);
      if (survived(one)) console.error(`未被发现 ${described(one).join('  ')}`);
      if (tried.length % 10 === 0) console.error(`${tried.length} / ${chosen.length} 处改动`);
    }
    // Somebody may have changed the file or its tests meanwhile: then every failure would count as noticed.
    await limitFor(original, tester);
  }
  return tried;
}

/** How long tests may take that pass as the file is. */
async function limitFor(original: Trial, tester: Tester): Promise<number> {
  const { path, tests } = original;
  if (tests.length === 0) throw new Error(`${path} 旁边没有测试`);
  const begun = performance.now();
  if ((await tester.run(original, 600)) !== 'passed') throw new Error(`${path} 的测试在没有改动时也没有通过`);
  return ((performance.now() - begun) / 1000) * TIMEOUT_FACTOR + TIMEOUT_EXTRA_SECONDS;
}

const described = ({ path, line, change, source }: Tried) => [`${path}:${line}`, change, source.slice(0, 90)];

const survived = ({ ending, explanation }: Tried): boolean => ending === 'passed' && explanation === undefined;

function tell(tried: readonly Tried[], total: number, json: boolean): void {
  const survivors = tried.filter(survived);
  const paths = [...new Set(tried.map(({ path }) => path))];
  const files = paths.map((path) => ({ path, ...counted(tried.filter((one) => one.path === path)) }));
  const result = { total, ...counted(tried) };
  if (json) console.log(JSON.stringify({ ...result, files, survivors }, null, 2));
  else {
    if (survivors.length > 0) console.log(textTable(survivors.map(described)));
    for (const { path, ...counts } of files) console.log(`${path}：${sentence(counts)}`);
    console.log(`共 ${total} 处改动，${sentence(result)}`);
  }
  if (survivors.length > 0) process.exitCode = 1;
}

interface Counts {
  readonly tried: number;
  /** Noticed, also by tests that never came back. */
  readonly killed: number;
  readonly timeouts: number;
  /** Not noticed, as a comment says why. */
  readonly explained: number;
  readonly survived: number;
}

function counted(tried: readonly Tried[]): Counts {
  const timeouts = tried.filter(({ ending }) => ending === 'timeout').length;
  const killed = tried.filter(({ ending }) => ending !== 'passed').length;
  const unnoticed = tried.filter(survived).length;
  return { tried: tried.length, killed, timeouts, explained: tried.length - killed - unnoticed, survived: unnoticed };
}

const sentence = (counts: Counts): string =>
  `试了 ${counts.tried} 处：被发现 ${counts.killed}（超时 ${counts.timeouts}），已说明 ${counts.explained}，未被发现 ${counts.survived}`;

runCommand(main);
