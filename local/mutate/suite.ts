import { format } from 'node:util';
import { expect } from 'vitest';

interface Test {
  readonly name: string;
  readonly run: () => unknown;
}

type Run = (...values: readonly unknown[]) => unknown;

/** Gathers the tests of a file that imports `vitest`, by the part of its interface that the domain's tests use. */
export class Suite {
  #tests: Test[] = [];

  readonly vitest = {
    expect,
    describe: (_: string, body: () => void) => body(),
    it: Object.assign((name: string, run: Run) => this.#tests.push({ name, run }), {
      each: (rows: readonly unknown[]) => (title: string, run: Run) => {
        for (const row of rows) {
          const values = Array.isArray(row) ? row : [row];
          // Values that the title has no place for would be added to it, at length.
          const named = values.slice(0, title.split('%').length - 1);
          this.#tests.push({ name: format(title, ...named), run: () => run(...values) });
        }
      },
    }),
  };

  /** Runs the tests of a file until one fails, those first whose names begin with one of these words. */
  async passes(gather: () => Promise<void>, first: readonly string[]): Promise<boolean> {
    this.#tests = [];
    await gather();
    const tests = this.#tests;
    const isFirst = ({ name }: Test) => first.some((word) => name.startsWith(`${word} `));
    for (const { run } of [...tests.filter(isFirst), ...tests.filter((test) => !isFirst(test))]) {
      try {
        await run();
      } catch {
        return false;
      }
    }
    return tests.length > 0;
  }
}
