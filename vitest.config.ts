import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules/**', 'build/**', '.data/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    // Engines, databases and workers share two cores with the tests themselves.
    maxWorkers: 2,
    // The rooms write their log lines to standard output; only those of a failing test are worth reading.
    silent: 'passed-only',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
