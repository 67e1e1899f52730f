import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

const RULES = 'shared/domain/rules';
const DATA = 'shared/domain/data';

/** The page shows severity, audience and message of every rule. */
const RULES_PAGE_TEST = 'local/docs/rules-page.test.ts';

/** Random cases take too long. */
const FUZZ_TEST = 'shared/domain/rules/fuzz.test.ts';

/**
 * The tests that should notice a mutant of a file: the one beside it. Rules are told by their tables of cases, which all tests of the
 * folder share, and tables of data by those as well.
 */
export function testsOf(path: string): readonly string[] {
  const folder = dirname(path);
  const ofRules = () => [...testsIn(RULES).filter((test) => test !== FUZZ_TEST), RULES_PAGE_TEST];
  if (folder === RULES) return ofRules();
  // Its own tests come first: they are quick, and the first that fails ends a trial.
  if (folder === DATA) return [...testsIn(DATA), 'shared/domain/domain-name.test.ts', ...ofRules()];
  const own = join(folder, `${basename(path, '.ts')}.test.ts`);
  return existsSync(join(ROOT, own)) ? [own] : [];
}

/** Tests that most probably notice a mutant of a file: they are asked first, because they are quick. */
export interface Likely {
  readonly tests: readonly string[];
  /** Pattern of their names. */
  readonly names: string;
}

/** For a file of rules: the cases of these rules. Undefined for other files. */
export function likelyTestsOf(path: string, text: string): Likely | undefined {
  const ids = new Set([...text.matchAll(/\bid: '([A-Z-]+\d+)'/g)].map(([, id]) => id));
  if (dirname(path) !== RULES || ids.size === 0) return undefined;
  return { tests: [join(RULES, 'catalogue.test.ts')], names: `(${[...ids].join('|')}) ` };
}

const testsIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name));

/** Some of a list, always the same for a seed, in their order. */
export function sampled<T>(all: readonly T[], count: number, seed: number): readonly T[] {
  const random = mulberry32(seed);
  const drawn = all.map((one, at) => ({ one, at, lot: random() })).toSorted((one, other) => one.lot - other.lot);
  return drawn
    .slice(0, count)
    .toSorted((one, other) => one.at - other.at)
    .map(({ one }) => one);
}

/** Numbers from 0 to 1 that look random and are the same for a seed. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
