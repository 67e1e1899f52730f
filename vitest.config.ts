import { build } from 'esbuild';
import { defineConfig, type Plugin } from 'vitest/config';
import { otherQueriesLeftOut } from './local/bundle/uncalled.ts';

const KYSELY = '\0kysely';

/** The adapters are tested with Kysely as the bundles have it: a method that they need and that is left out fails their tests. */
const kyselyAsBundled: Plugin = {
  name: 'kysely-as-bundled',
  enforce: 'pre',
  resolveId: (id) => (id === 'kysely' ? KYSELY : undefined),
  async load(id) {
    if (id !== KYSELY) return undefined;
    const { outputFiles } = await build({
      stdin: { contents: "export * from 'kysely';", resolveDir: import.meta.dirname },
      bundle: true,
      format: 'esm',
      platform: 'node',
      plugins: [otherQueriesLeftOut],
      write: false,
    });
    return outputFiles[0]?.text;
  },
};

export default defineConfig({
  plugins: [kyselyAsBundled],
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
