import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { ROOT } from '../root.ts';

/** A module of a package that a function's bundle gets something smaller for. */
interface Replacement {
  /** The end of its path below `node_modules`. */
  readonly module: string;
  /** What the bundle gets; relative paths start from the module. */
  readonly code: string;
}

/** Code that says, when it is reached after all, what isn't there. */
const missing = (what: string) => `throw new Error(${JSON.stringify(`${what}: left out of the bundles`)})`;
const ours = (path: string, name: string) => `module.exports = require(${JSON.stringify(join(ROOT, path))}).${name};`;

/**
 * What our calls never reach, and the HTTP layers of the cloud SDKs. Versions are pinned; the journeys and left-out.test.ts run what is
 * made here.
 */
const REPLACEMENTS: readonly Replacement[] = [
  // node-fetch, a proxy agent, and tables for host names in all scripts: 330 KB.
  {
    module: 'tencentcloud-sdk-nodejs/tencentcloud/common/http/fetch.js',
    code: ours('shared/adapters/tencent/sdk-fetch.ts', 'sdkFetch'),
  },
  // Cookies with the list of public suffixes, SSH keys, OAuth, HAR: 500 KB.
  { module: 'cos-request/index.js', code: ours('shared/adapters/cos/sdk-request.ts', 'sdkRequest') },
  // Requests in several parts, with types of files by their names: 150 KB. We send JSON.
  {
    module: 'form-data/lib/form_data.js',
    code: `module.exports = class { constructor() { ${missing('form-data')}; } };`,
  },
  { module: 'mime-types/index.js', code: `exports.lookup = () => { ${missing('mime-types')}; };` },
  // Writes BigInts. Our requests have none, and JSON.stringify refuses them.
  { module: 'json-bigint/index.js', code: 'module.exports = () => JSON;' },
  { module: 'uuid/dist/cjs/index.js', code: "exports.v4 = require('node:crypto').randomUUID;" },
  // Uploads in parts, their queue, and copies of many gigabytes.
  { module: 'cos-nodejs-sdk-v5/sdk/advance.js', code: 'exports.init = () => {};' },
  { module: 'cos-nodejs-sdk-v5/sdk/select-stream.js', code: `${missing('select-stream')};` },
  // Settings of buckets, which the deployment writes.
  { module: 'cos-fast-xml-parser/src/validator.js', code: `exports.validate = () => { ${missing('XMLValidator')}; };` },
  { module: 'cos-fast-xml-parser/src/xmlbuilder/json2xml.js', code: 'module.exports = class {};' },
  // The calendar is made of its tables when it is loaded, which takes 11 ms; most calls need none.
  {
    module: 'chinese-days/dist/index.min.js',
    code: "exports.isWorkday = (day) => require('./index.min.js?whole').isWorkday(day);",
  },
  // What Kysely exports besides: other databases, migrations, plugins.
  {
    module: 'kysely/dist/esm/index.js',
    code: `export { Kysely } from './kysely.js'; export { sql } from './raw-builder/sql.js';
           export { PostgresDialect } from './dialect/postgres/postgres-dialect.js';`,
  },
  // Changes of tables are made by the deployment, not by a function; all tables are in one schema, and none is merged.
  ...['schema/schema.js SchemaModule', 'plugin/with-schema/with-schema-plugin.js WithSchemaPlugin'].map(notConstructed),
  ...[
    'query-builder/merge-query-builder.js MergeQueryBuilder',
    'dialect/postgres/postgres-introspector.js PostgresIntrospector',
  ].map(notConstructed),
  { module: 'pg/lib/native/index.js', code: `${missing('pg-native')};` },
  // Passwords in the home folder of whoever runs it.
  { module: 'pgpass/lib/index.js', code: 'module.exports = (_, done) => done();' },
  // Schemas become JSON Schema in the generator of docs/api only.
  {
    module: 'zod/v4/core/to-json-schema.js',
    code: `const never = () => { ${missing('JSON Schema')}; };
           export { never as createStandardJSONSchemaMethod, never as createToJSONSchemaMethod };`,
  },
  {
    module: 'zod/v4/core/json-schema-processors.js',
    code: `export const toJSONSchema = () => { ${missing('JSON Schema')}; }, aggregateChecks = toJSONSchema;`,
  },
  { module: 'zod/v4/core/json-schema-generator.js', code: 'export const JSONSchemaGenerator = undefined;' },
  // For WOFF2 fonts, with a dictionary of 460 KB; ours is TrueType.
  { module: 'brotli/decompress.js', code: `module.exports = () => { ${missing('brotli')}; };` },
];

function notConstructed(line: string): Replacement {
  const [file, name] = line.split(' ') as [string, string];
  return {
    module: `kysely/dist/esm/${file}`,
    code: `export class ${name} { constructor() { ${missing(name)}; } }`,
  };
}

const endingWith = (module: string): RegExp => new RegExp(`node_modules/${module.replaceAll('.', '\\.')}$`);

/** Puts the replacements in place. */
export const neverReachedLeftOut: Plugin = {
  name: 'never-reached-left-out',
  setup({ onLoad, onResolve }) {
    for (const { module, code } of REPLACEMENTS)
      onLoad({ filter: endingWith(module) }, ({ path, suffix }) =>
        suffix === '' ? { contents: code, loader: 'js', resolveDir: dirname(path) } : undefined,
      );
    // Streamed answers are AWS's; middy imports these modules for nothing else.
    onResolve({ filter: /^node:stream(\/\w+)?$/ }, ({ path, importer }) =>
      importer.includes('node_modules/@middy/core/') ? { path, namespace: 'streams-of-aws' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'streams-of-aws' }, () => ({
      contents: 'export const Readable = undefined, pipeline = undefined, ReadableStream = undefined;',
    }));
  },
};

/** The SDKs' clients have a method for each of a product's hundreds of actions; those that no adapter names are left out. */
export const otherActionsLeftOut: Plugin = {
  name: 'other-actions-left-out',
  setup({ onLoad }) {
    const method = /^ {4}async (\w+)\(req, cb\) \{\n {8}return this\.request\("\1", req, cb\);\n {4}\}\n/gm;
    onLoad({ filter: /tencentcloud-sdk-nodejs\/tencentcloud\/services\/.*_client\.js$/ }, async ({ path }) => {
      const named = await wordsOf('tencent');
      const client = await readFile(path, 'utf8');
      return { contents: client.replace(method, (text, name: string) => (named.has(name) ? text : '')), loader: 'js' };
    });
    const entry = /^ {2}(\w+): \1,[^\n]*\n/gm;
    onLoad({ filter: /cos-nodejs-sdk-v5\/sdk\/base\.js$/ }, async ({ path }) => {
      const named = await wordsOf('cos');
      const [functions = '', table = ''] = (await readFile(path, 'utf8')).split('var API_MAP = ');
      const ours = table.replace(entry, (text, name: string) => (named.has(name) ? text : ''));
      // As an ES module, so that the compiler leaves out the functions behind them too.
      const contents = `${functions}var API_MAP = ${ours.replace('module.exports.init =', 'export const init =')}`;
      return { contents, loader: 'js', resolveDir: dirname(path) };
    });
  },
};

/** Every word in the adapters of a technology. */
async function wordsOf(technology: string): Promise<ReadonlySet<string>> {
  const folder = join(ROOT, 'shared', 'adapters', technology);
  const files = (await readdir(folder)).filter((name) => /(?<!\.(test|suite))\.ts$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
  return new Set(texts.join('\n').match(/\w+/g));
}

/** S3's client is 800 KB, whose mere parsing takes 30 ms of a cold start. */
export const otherStoreLeftOut = (objectStore: string): Plugin => ({
  name: 'other-store-left-out',
  setup({ onLoad }) {
    const filter = objectStore === 's3' ? /shared\/adapters\/cos\/[\w-]+\.ts$/ : /shared\/adapters\/s3\/[\w-]+\.ts$/;
    const contents = `export {}; throw new Error('this bundle was made for OBJECT_STORE=${objectStore}')`;
    onLoad({ filter }, () => ({ contents }));
  },
});
