import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { likelyTestsOf, sampled, testsOf } from './mutate/choice.ts';
import { type Mutant, mutantsOf, withMutant } from './mutate/mutants.ts';
import { type Ending, Tester } from './mutate/tester.ts';
import type { Trial } from './mutate/worker.ts';
import { ROOT } from './root.ts';
import { textTable } from './text-table.ts';

const USAGE = `npm run mutate -- 文件… [--sample N] [--seed N] [--json]
逐个改动文件中的一处（比较、取反、数字、文字、列表），运行它的测试；没有测试发现的改动会列出来，此时退出码为 1。
例如：npm run mutate -- shared/domain/rules/domain.ts --sample 40`;

/** Tests that take this many times as long as without a mutant, and then some, won't come back. */
const TIMEOUT_FACTOR = 5;
const TIMEOUT_EXTRA_SECONDS = 20;

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
  const all = positionals.flatMap((path) => mutantsOf(path, textOf(path)).map((mutant) => ({ path, mutant })));
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
    const original = { path, text: textOf(path), tests: testsOf(path) };
    const timeoutSeconds = await limitFor(original, tester);
    const likely = likelyTestsOf(path, original.text);
    for (const { mutant } of chosen.filter((one) => one.path === path)) {
      const text = withMutant(original.text, mutant);
      const first = likely ? await tester.run({ ...original, ...likely, text }, timeoutSeconds) : 'passed';
      const ending = first === 'passed' ? await tester.run({ ...original, text }, timeoutSeconds) : first;
      const source = (original.text.split('\n')[mutant.line - 1] ?? '').trim();
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
  const count = (what: Ending) => tried.filter(({ ending }) => ending === what).length;
  const explained = tried.filter(({ ending, explanation }) => ending === 'passed' && explanation !== undefined).length;
  const result = {
    total,
    tried: tried.length,
    killed: count('failed') + count('timeout'),
    explained,
    survived: survivors.length,
  };
  if (json) console.log(JSON.stringify({ ...result, survivors }, null, 2));
  else {
    if (survivors.length > 0) console.log(textTable(survivors.map(described)));
    console.log(
      `共 ${total} 处改动，试了 ${result.tried} 处：被发现 ${result.killed}（超时 ${count('timeout')}），已说明 ${explained}，未被发现 ${result.survived}`,
    );
  }
  if (survivors.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
