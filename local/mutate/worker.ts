import { join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import { Modules } from './modules.ts';
import { Suite } from './suite.ts';

/** What the parent asks: run these tests with this text in place of the file's own. */
export interface Trial {
  readonly path: string;
  readonly text: string;
  /** In the order in which they are run, until one fails. */
  readonly tests: readonly string[];
  /** Tests whose names begin with one of these words are the first of their file. */
  readonly first: readonly string[];
}

/** Whether every test passed; a file that does not load counts as a test that failed. */
export interface Verdict {
  readonly passed: boolean;
}

const suite = new Suite();
const modules = new Modules({ vitest: suite.vitest });

process.on('message', async (trial: Trial) => {
  process.send?.({ passed: await passes(trial) } satisfies Verdict);
});

async function passes({ path, text, tests, first }: Trial): Promise<boolean> {
  const file = join(ROOT, path);
  try {
    modules.exchange(file, text);
    for (const test of tests) if (!(await suite.passes(() => modules.run(join(ROOT, test)), first))) return false;
    return true;
  } catch {
    return false;
  } finally {
    modules.exchange(file);
  }
}
