import { defineConfig } from 'vitest/config';

/**
 * What a test needs around it stands in the name of its file, and is the name of its project:
 *
 * - `mask.test.ts` (project `domain`): nothing. No database, no server, no process.
 * - `outbox.database.test.ts`: PostgreSQL.
 * - `sign-in.laptop.test.ts`: the laptop or a part of it: a stand-in, an engine, a process.
 * - `enterprise.browser.test.ts`: Chromium, and what it looks at.
 * - `filing.journey.test.ts`: a laptop or Chromium; long, and so for `npm run test:journeys` alone.
 *
 * tests/hygiene/needs.test.ts holds these names to what the files import.
 */
const NEEDS = ['database', 'laptop', 'browser', 'journey'];

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', 'build/**', '.data/**'],
    // The platform's time zone.
    env: { TZ: 'UTC' },
    // Only `npm run bench -- scale` wants to know what the adapters send.
    setupFiles: process.env.STATEMENT_LOG ? ['tests/support/statement-log.ts'] : [],
    // Engines, databases and workers share two cores with the tests themselves.
    maxWorkers: 2,
    // The rooms write their log lines to standard output; only those of a failing test are worth reading.
    silent: 'passed-only',
    // Long enough for a machine that does other things besides.
    testTimeout: 120_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: ['**/*.test.ts'],
          exclude: NEEDS.map((need) => `**/*.${need}.test.ts`),
          // With nothing around them the files can share a process; that halves the time.
          isolate: false,
        },
      },
      ...NEEDS.map((name) => ({
        extends: true as const,
        test: { name, include: [`**/*.${name}.test.ts`], globalSetup: ['tests/support/global-setup.ts'] },
      })),
    ],
  },
});
