import { defineConfig } from 'vitest/config';

/**
 * What Stryker runs: the tests of the domain, of the readers of a vendor's replies, and of the pages that print its tables.
 * Stryker can't choose the project `domain` of vitest.config.ts, whose files also share their modules, which a mutant may have
 * changed. The random cases are left out: they cover every rule and shrink what they find, so most mutants would end as timeouts,
 * which count as killed.
 */
export default defineConfig({
  test: {
    include: [
      'shared/domain/**/*.test.ts',
      'shared/adapters/tencent/ocr/*.test.ts',
      '**/docs/{data,rules}-page.test.ts',
    ],
    exclude: ['**/node_modules/**', 'build/**', '**/*.laptop.test.ts', 'shared/domain/rules/fuzz.test.ts'],
    silent: 'passed-only',
    testTimeout: 60_000,
  },
});
