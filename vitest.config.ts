import { defineConfig } from 'vitest/config';

/**
 * What a test needs around it stands in the name of its file, and is the name of its project:
 *
 * - `mask.test.ts` (project `domain`): nothing. No database, no server, no process.
 * - `outbox.database.test.ts`: PostgreSQL.
 * - `connection.laptop.test.ts`: the laptop or a part of it: a stand-in, an engine, a process.
 * - `sign-in.service.test.ts`: a laptop with its functions in the worker's process, which the files of a worker share.
 * - `enterprise.browser.test.ts`: Chromium, and what it looks at.
 * - `filing.journey.test.ts`: a laptop or Chromium; long, and so for `npm run test:journeys` alone.
 *
 * Tests of the scaffold, which only developers and operators use, have projects of their own, `tools-domain` to `tools-browser`,
 * for `npm run test:tools`. tests/hygiene/needs.test.ts holds these names to what the files import.
 */
const NEEDS = ['database', 'service', 'laptop', 'browser', 'journey'];

/**
 * The projects whose files share the modules of a worker: loading them is most of a small file's time. Whoever changes
 * the environment or a module's state puts it back.
 */
const SHARING_MODULES = ['domain', 'tools-domain', 'database', 'tools-database', 'service', 'laptop'];

const SCAFFOLD = ['packages', 'tools', 'bench', 'local', 'deploy', 'tests/corpus', 'tests/clients'];
const OUTSIDE = ['**/node_modules/**', 'build/**', '.data/**'];

/** The tests with one need; the journeys of the scaffold are among the others. */
const projectsOf = (need: string) => {
  const [files, others] =
    need === 'domain' ? ['*.test.ts', NEEDS.map((name) => `**/*.${name}.test.ts`)] : [`*.${need}.test.ts`, []];
  const globalSetup = need === 'domain' ? [] : ['tests/support/global-setup.ts'];
  const project = (name: string, include: readonly string[], exclude: readonly string[]) => ({
    extends: true as const,
    test: {
      name,
      include: [...include],
      exclude: [...OUTSIDE, ...others, ...exclude],
      isolate: !SHARING_MODULES.includes(name),
      globalSetup,
    },
  });
  const scaffold = SCAFFOLD.map((folder) => `${folder}/**/${files}`);
  if (need === 'journey' || need === 'service') return [project(need, [`**/${files}`], [])];
  return [project(need, [`**/${files}`], scaffold), project(`tools-${need}`, scaffold, [])];
};

export default defineConfig({
  test: {
    // The platform's time zone.
    env: { TZ: 'UTC' },
    setupFiles: [
      'tests/support/seeded-properties.ts',
      // Only `npm run bench -- scale` wants to know what the adapters send.
      ...(process.env.STATEMENT_LOG ? ['tests/support/statement-log.ts'] : []),
    ],
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
