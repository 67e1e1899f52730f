import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';

const DOMAIN = 'shared/domain';
const RULES = `${DOMAIN}/rules`;
const DATA = `${DOMAIN}/data`;

/** A file itself; of a folder, the files in it that are no tests and no tables for them. */
export function productFiles(path: string): readonly string[] {
  if (!statSync(join(ROOT, path)).isDirectory()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/(^|[./])(test|cases)\.ts$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

/** Asks every rule about its cases. */
const CASES_TEST = 'shared/domain/rules/catalogue.test.ts';

/** The pages show severity, audience and message of every rule, and the class of every column. */
const RULES_PAGE_TEST = 'tools/docs/rules-page.test.ts';
const DATA_PAGE_TEST = 'tools/docs/data-page.test.ts';

/** Random cases take too long. */
const FUZZ_TEST = 'shared/domain/rules/fuzz.test.ts';

/**
 * The tests that should notice a mutant of a file, the quickest first: the one beside it. Rules are told by their tables of cases, which
 * all tests of the folder share, and tables of data by whoever looks into them.
 */
export function testsOf(path: string): readonly string[] {
  const folder = dirname(path);
  const own = [join(folder, `${basename(path, '.ts')}.test.ts`)].filter((test) => existsSync(join(ROOT, test)));
  const ofRules = () => [CASES_TEST, ...testsIn(RULES).filter((test) => test !== FUZZ_TEST), RULES_PAGE_TEST];
  if (folder === RULES) return [...new Set([...own, ...ofRules()])];
  if (folder === DATA)
    return [...new Set([...own, DATA_PAGE_TEST, ...testsIn(DATA), ...testsIn(DOMAIN), ...ofRules()])];
  return own;
}

/** Ids of the rules in a file: their cases most probably notice its mutants. */
export const ruleIdsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\bid: '([A-Z-]+\d+)'/g)].flatMap(([, id = '']) => id)),
];

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
