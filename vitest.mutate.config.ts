import { defineConfig, type Plugin } from 'vitest/config';

/** `lazily`, which here keeps what it worked out only until the next test. */
const LAZILY = `
import { beforeEach } from 'vitest';
let test = 0;
beforeEach(() => { test += 1; });
export const lazily = (workOut) => {
  let kept;
  return () => {
    if (kept?.test !== test) kept = { test, value: workOut() };
    return kept.value;
  };
};`;

/**
 * Stryker runs a mutant only by the tests that went through its line. What `lazily` works out once for all would be gone through by the first
 * test alone, and mutants in it would survive because the tests that notice them are not run.
 */
const keptUntilNextTest: Plugin = {
  name: 'kept-until-next-test',
  enforce: 'pre',
  resolveId: (id, importer) =>
    id.endsWith('/lazily.ts') && !importer?.endsWith('/lazily.test.ts') ? '\0lazily' : undefined,
  load: (id) => (id === '\0lazily' ? LAZILY : undefined),
};

/**
 * What Stryker runs: the tests of the domain, and of the pages that print its tables. Stryker can't choose the project `domain` of
 * vitest.config.ts, whose files also share their modules, which a mutant may have changed. The random cases are left out: they cover every rule
 * and shrink what they find, so most mutants would end as timeouts, which count as noticed.
 */
export default defineConfig({
  plugins: [keptUntilNextTest],
  test: {
    include: ['shared/domain/**/*.test.ts', '**/docs/{data,rules}-page.test.ts'],
    exclude: ['**/node_modules/**', 'build/**', 'shared/domain/rules/fuzz.test.ts'],
    silent: 'passed-only',
    testTimeout: 60_000,
  },
});
