import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

const RULES = 'shared/domain/rules';

/** The page shows severity, audience and message of every rule. */
const RULES_PAGE_TEST = 'local/docs/rules-page.test.ts';

/**
 * The tests that should notice a mutant of a file: the one beside it. Rules are told by their tables of cases, which all tests of the
 * folder share; random cases take too long.
 */
export function testsOf(path: string): readonly string[] {
  const folder = dirname(path);
  if (folder === RULES) {
    const names = readdirSync(join(ROOT, RULES)).filter((name) => name.endsWith('.test.ts') && name !== 'fuzz.test.ts');
    return [...names.sort().map((name) => join(RULES, name)), RULES_PAGE_TEST];
  }
  const own = join(folder, `${basename(path, '.ts')}.test.ts`);
  return existsSync(join(ROOT, own)) ? [own] : [];
}

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
