import { realpathSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from '../root.ts';
import { type Span, uncalledMembers } from './reach.ts';

/** The SDKs' clients have a method for each of a product's hundreds of actions; those that no adapter names are left out. */
export const otherActionsLeftOut: Plugin = {
  name: 'other-actions-left-out',
  setup({ onLoad }) {
    const method = /^ {4}async (\w+)\(req, cb\) \{\n {8}return this\.request\("\1", req, cb\);\n {4}\}\n/gm;
    onLoad({ filter: /tencentcloud-sdk-nodejs\/tencentcloud\/services\/.*_client\.js$/ }, async ({ path }) => ({
      contents: await withNamed(path, method, 'tencent'),
      loader: 'js',
    }));
    const entry = /^ {2}(\w+): \1,[^\n]*\n/gm;
    onLoad({ filter: /cos-nodejs-sdk-v5\/sdk\/base\.js$/ }, async ({ path }) => ({
      // As an ES module, so that the compiler leaves out the functions behind them too.
      contents: (await withNamed(path, entry, 'cos')).replace('module.exports.init =', 'export const init ='),
      loader: 'js',
      resolveDir: dirname(path),
    }));
  },
};

/**
 * The text of a module with those members, of all that the pattern finds, whose names the adapters of a technology say.
 *
 * @throws Error when it finds none: the package looks otherwise than it did.
 */
async function withNamed(path: string, member: RegExp, technology: string): Promise<string> {
  const named = await wordsOf(technology);
  const text = await readFile(path, 'utf8');
  if (text.search(member) < 0) throw new Error(`${path}: has none of the members that a bundle leaves out`);
  return text.replace(member, (found, name: string) => (named.has(name) ? found : ''));
}

/** Every word in the adapters of a technology. */
const wordsOf = async (technology: string): Promise<ReadonlySet<string>> =>
  new Set((await adaptersOf(technology)).join('\n').match(/\w+/g));

async function adaptersOf(technology: string): Promise<readonly string[]> {
  const folder = join(ROOT, 'shared', 'adapters', technology);
  const files = (await readdir(folder)).filter((name) => /(?<!\.(test|suite))\.ts$/.test(name));
  return Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
}

// The compiler tells real paths.
const KYSELY = realpathSync(join(ROOT, 'node_modules', 'kysely', 'dist', 'esm'));

/** Instead of modules of Kysely: its exports without other databases, migrations and plugins; tables are made by the deployment. */
const OF_KYSELY: ReadonlyMap<string, string> = new Map([
  [
    join(KYSELY, 'index.js'),
    `export { Kysely } from './kysely.js'; export { sql } from './raw-builder/sql.js';
     export { PostgresDialect } from './dialect/postgres/postgres-dialect.js';`,
  ],
  [
    join(KYSELY, 'schema/schema.js'),
    `export class SchemaModule { constructor() { throw new Error('Kysely.schema: left out of the bundles'); } }`,
  ],
]);

/** Kysely has a method for all that any database can do; those that no adapter calls are left out, with what only they call. */
export const otherQueriesLeftOut: Plugin = {
  name: 'other-queries-left-out',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/kysely\/dist\/esm\/.*\.js$/ }, async ({ path }) => {
      kysely ??= kyselyAsCalled();
      const contents = (await kysely).get(path);
      if (contents === undefined) throw new Error(`${path}: not an export of Kysely that the bundles know`);
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
  },
};

/** Made once: it takes a third of a second. */
let kysely: Promise<ReadonlyMap<string, string>> | undefined;

/** The text of Kysely's modules with what the adapters reach of them. */
async function kyselyAsCalled(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  async function follow(path: string): Promise<void> {
    if (files.has(path)) return;
    files.set(path, '');
    const text = OF_KYSELY.get(path) ?? (await readFile(path, 'utf8'));
    files.set(path, text);
    const imports = [...text.matchAll(/ from '(\..*?)'/g)];
    await Promise.all(imports.map(([, to = '']) => follow(join(dirname(path), to))));
  }
  await follow(join(KYSELY, 'index.js'));
  for (const path of OF_KYSELY.keys()) if (!files.has(path)) throw new Error(`${path}: no longer a module of Kysely`);
  const uncalled = uncalledMembers(files, await adaptersOf('postgres'));
  return new Map([...files].map(([path, text]) => [path, without(text, uncalled.get(path) ?? [])]));
}

const without = (text: string, spans: readonly Span[]): string =>
  spans.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
