/**
 * `npm run mutate`: would a test notice? See docs/mutation.md.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: ['shared/domain/**/*.ts', '!**/*.test.ts', '!**/*cases.ts'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutate.config.ts' },
  coverageAnalysis: 'perTest',
  // A table is read when its module is loaded, so each of its mutants runs every test; that they take long is known.
  warnings: { slow: false },
  // A busy machine is slow; a mutant must not pass for one that never ends.
  timeoutMS: 30_000,
  timeoutFactor: 4,
  incremental: true,
  incrementalFile: 'build/mutation/incremental.json',
  tempDirName: 'build/mutation/sandbox',
  ignorePatterns: ['.data', 'build', 'docs/screens', 'tests/corpus'],
  reporters: ['clear-text', 'html', 'progress-append-only'],
  clearTextReporter: { reportTests: false },
  htmlReporter: { fileName: 'build/mutation/report.html' },
  concurrency: 2,
  thresholds: { high: 100, low: 100, break: null },
};
