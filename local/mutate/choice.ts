import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../root.ts';

/** The tests that should notice a mutant of a file: its own beside it, and those of the rules for a file of rules. Random cases take too long. */
export function testsOf(path: string): readonly string[] {
  const folder = dirname(path);
  const own = join(folder, `${basename(path, '.ts')}.test.ts`);
  const besides = readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.test.ts') && name !== 'fuzz.test.ts')
    .map((name) => join(folder, name));
  return existsSync(join(ROOT, own)) && !folder.endsWith('/rules') ? [own] : besides.sort();
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
