import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SourceFile, sourceFiles } from './source-files.ts';

/** What a test may need around it, each including those before it; a file's name says which (vitest.config.ts). */
const NEEDS = ['domain', 'database', 'laptop', 'service', 'browser', 'journey'] as const;
type Need = (typeof NEEDS)[number];

/** The imports of a file and of its imports that show a need. Code that starts something is not followed. */
const SIGNS: readonly (readonly [Need, RegExp])[] = [
  ['database', /^tests\/support\/database\.ts$|(^|\/)postgres\.ts$/],
  [
    'laptop',
    /(^|\/)(laptop|http-server|worker-queue)\.ts$|^node:(child_process|worker_threads)$|^(esbuild|rolldown|vite)$/,
  ],
  ['browser', /(^|\/)chromium\.ts$/],
];

/** What a file imports that shares the laptop of its worker. */
const SHARED = 'sharedLaptop';

const files = new Map(sourceFiles().map((file) => [file.path, file]));
const tests = [...files.values()].filter(({ path }) => path.endsWith('.test.ts'));

const nameOf = (path: string) => /^[\w-]+(?:\.([a-z]+))?\.test\.ts$/.exec(basename(path));
const saidBy = (path: string): Need => (nameOf(path)?.[1] as Need | undefined) ?? 'domain';

/** Each need of a file, with the import that shows it. */
function needsOf({ path, imports }: SourceFile, seen = new Set<string>()): readonly (readonly [Need, string])[] {
  seen.add(path);
  return imports
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap(({ target, library, names }): readonly (readonly [Need, string])[] => {
      const sign = SIGNS.find(([, pattern]) => pattern.test(target));
      if (sign) return [[sign[0], `${path} → ${target}`]];
      if (library === 'vitest' && names.includes('inject')) return [['database', `${path} → inject`]];
      const file = files.get(target);
      return file && !seen.has(target) ? needsOf(file, seen) : [];
    });
}

describe('the name of a test file', () => {
  it('says what the test needs around it, in one word of vitest.config.ts or none', () => {
    const others = tests.filter(({ path }) => !nameOf(path) || !NEEDS.includes(saidBy(path)));

    expect(tests.length).toBeGreaterThan(300);
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it('says no less than its imports need', () => {
    const wrong = tests.flatMap((file) =>
      needsOf(file)
        .filter(([need]) => NEEDS.indexOf(need) > NEEDS.indexOf(saidBy(file.path)))
        .map(([need, why]) => `${file.path} needs ${need}: ${why}`),
    );

    expect(wrong).toEqual([]);
  });

  it('says service where the worker’s laptop is shared, and only there', () => {
    const sharing = tests.filter(({ imports }) => imports.some(({ names }) => names.includes(SHARED)));
    const named = tests.filter(({ path }) => saidBy(path) === 'service');

    expect(named.map(({ path }) => path)).toEqual(sharing.map(({ path }) => path));
  });

  it('says database, browser or journey only where one is needed', () => {
    const least = { database: 'database', browser: 'browser', journey: 'laptop' } as const;
    const wrong = tests.filter((file) => {
      const said = saidBy(file.path);
      if (!(said in least)) return false;
      const needed = NEEDS.indexOf(least[said as keyof typeof least]);
      return !needsOf(file).some(([need]) => NEEDS.indexOf(need) >= needed);
    });

    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});
