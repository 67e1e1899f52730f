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
 * Tests of the scaffold, which only developers and operators use, have projects of their own, `tools-domain` to `tools-browser`,
 * for `npm run test:tools`. tests/hygiene/needs.test.ts holds these names to what the files import.
 */
const NEEDS = ['database', 'laptop', 'browser', 'journey'];

const SCAFFOLD = ['packages', 'tools', 'bench', 'local', 'deploy', 'tests/corpus', 'tests/clients'];
const OUTSIDE = ['**/node_modules/**', 'build/**', '.data/**'];

/** The tests with one need; the journeys of the scaffold are among the others. */
const projectsOf = (need: string) => {
  const [files, others] =
    need === 'domain' ? ['*.test.ts', NEEDS.map((name) => `**/*.${name}.test.ts`)] : [`*.${need}.test.ts`, []];
  const around =
    // With nothing around them the files can share a process; that halves the time.
    need === 'domain' ? { isolate: false } : { globalSetup: ['tests/support/global-setup.ts'] };
  const project = (name: string, include: readonly string[], exclude: readonly string[]) => ({
    extends: true as const,
    test: { name, include: [...include], exclude: [...OUTSIDE, ...others, ...exclude], ...around },
  });
  const scaffold = SCAFFOLD.map((folder) => `${folder}/**/${files}`);
  if (need === 'journey') return [project(need, [`**/${files}`], [])];
  return [project(need, [`**/${files}`], scaffold), project(`tools-${need}`, scaffold, [])];
};

export default defineConfig({
  test: {
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
    projects: ['domain', ...NEEDS].flatMap(projectsOf),
  },
});
