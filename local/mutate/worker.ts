import { join } from 'node:path';
import { createVitest, type Vitest } from 'vitest/node';
import { ROOT } from '../root.ts';

/** What the parent asks: run these tests with this text in place of the file's own. */
export interface Trial {
  readonly path: string;
  readonly text: string;
  readonly tests: readonly string[];
  /** Only the tests whose names this pattern fits; left out, all of them. */
  readonly names?: string | undefined;
}

/** Whether every test passed; a file that does not load counts as a test that failed. */
export interface Verdict {
  readonly passed: boolean;
}

/** The text that the file under trial has now. Nothing is written to the disk: others work in the same folder. */
let trial: { readonly file: string; readonly text: string } | undefined;

let vitest: Promise<Vitest> | undefined;

const start = (): Promise<Vitest> =>
  createVitest(
    'test',
    {
      config: false,
      root: ROOT,
      watch: false,
      include: ['shared/domain/**/*.test.ts', 'local/docs/*.test.ts'],
      // A thread ends with this process, whatever a mutant makes it do.
      pool: 'threads',
      maxWorkers: 1,
      isolate: false,
      bail: 1,
      silent: true,
      execArgv: [],
      reporters: [{}],
    },
    { plugins: [{ name: 'mutant', enforce: 'pre', load: (id) => (id === trial?.file ? trial.text : null) }] },
  );

process.on('message', async ({ path, text, tests, names }: Trial) => {
  vitest ??= start();
  const runner = await vitest;
  trial = { file: join(ROOT, path), text };
  runner.invalidateFile(trial.file);
  if (names === undefined) runner.resetGlobalTestNamePattern();
  else runner.setGlobalTestNamePattern(names);
  const files = tests.map((test) => join(ROOT, test));
  const specifications = (await runner.globTestSpecifications()).filter(({ moduleId }) => files.includes(moduleId));
  const { testModules, unhandledErrors } = await runner.runTestSpecifications(specifications);
  const passed =
    testModules.length === tests.length && unhandledErrors.length === 0 && testModules.every((one) => one.ok());
  process.send?.({ passed } satisfies Verdict);
});
