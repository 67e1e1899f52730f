import { expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile } from './layers.ts';
import { textOf } from './source-files.ts';

/** What makes the outcome of a test depend on the machine, its load or chance rather than on the source. */
const CHANCE: Readonly<Record<string, RegExp>> = {
  'an upper bound of elapsed time': /expect\([^\n]*(performance\.now\(\)|(took|taken|elapsed)Ms)[^\n]*\.toBeLessThan/,
  'a reading of memory': /\bmemoryUsage\b/,
  'chance without a seed': /\bMath\.random\b|\brandomInt\b/,
};

/** Their programs take memory, or are texts that a test reads. */
const ALLOWED = ['packages/engines/worker-queue.laptop.test.ts', 'tests/hygiene/imports.test.ts'];

it('no test of the gate depends on how fast the machine is, or on chance', () => {
  const files = projectFiles(ROOT).filter(
    (path) =>
      isTestFile(path) &&
      /\.ts$/.test(path) &&
      !/\.journey\.test\.ts$/.test(path) &&
      !ALLOWED.includes(path) &&
      path !== 'tests/hygiene/chance.test.ts',
  );

  const found = files.flatMap((path) =>
    Object.entries(CHANCE)
      .filter(([, pattern]) => pattern.test(textOf(path)))
      .map(([what]) => `${path}: ${what}`),
  );

  expect(found).toEqual([]);
});
