import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../root.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import { currentBuild } from './current-build.ts';

/** The pages, each a folder: on `web` people file, on `desk` reviewers work. */
export type PageName = 'web' | 'desk';

/** The sources of each page besides its folders. */
const SOURCES = ['contracts', 'ui'];
const foldersOf = (page: PageName): readonly string[] =>
  page === 'desk' ? ['desk/page', 'desk/domain'] : ['web', 'client', 'shared/domain'];
/** The folder of a page's `index.html`. */
const rootOf = (page: PageName): string => join(ROOT, page === 'desk' ? 'desk/page' : 'web');
/** Builds of a page for `npm start`, each named by the hash of its sources. */
const cacheOf = (page: PageName): string => join(ROOT, '.data', page === 'desk' ? 'desk-page' : page);

/** Builds a page into a directory, which is emptied first. @throws the compiler's own error. */
async function buildPage(page: PageName, outDir: string): Promise<void> {
  // Imported here, so that a start with an up-to-date page doesn't load the compiler.
  const { build } = await import('vite');
  const { NODE_ENV } = process.env;
  // Test runners set it to something else, and Vue would add its development tools: 20 kB after compression.
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: rootOf(page), logLevel: 'error', build: { outDir } });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/** A page of the current sources; built unless an earlier start built it. @returns its directory. */
export const currentWebBuild = (page: PageName = 'web'): Promise<string> =>
  currentBuild({
    cache: cacheOf(page),
    sources: [...foldersOf(page), ...SOURCES],
    build: (folder) => buildPage(page, folder),
  });

/** Where a page may send requests besides its own origin. */
interface Origins {
  readonly api?: string;
  readonly store?: string;
  readonly captcha?: boolean;
}

/** Static hosts often set no headers, so the page itself carries its policy. */
function writePolicy(dir: string, origins: Origins): void {
  const index = join(dir, 'index.html');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(origins)}" />`;
  writeFileSync(index, readFileSync(index, 'utf8').replace('<head>', `<head>\n    ${policy}`));
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { api: text, store: text, out: text, desk: { type: 'boolean' }, captcha: { type: 'boolean' } },
  });
  const page = values.desk ? 'desk' : 'web';
  const outDir = resolve(ROOT, values.out ?? join('build', page));
  await buildPage(page, outDir);
  const { api, store, captcha } = values;
  const isConfigured = (api ?? store) !== undefined;
  if (page === 'web' && isConfigured)
    writeFileSync(join(outDir, 'config.json'), `${JSON.stringify({ api: api ?? '' }, null, 2)}\n`);
  // The desk's page always carries one: its API is its own origin.
  if (page === 'desk' || isConfigured)
    writePolicy(outDir, { ...(api && { api }), ...(store && { store }), ...(captcha && { captcha }) });
  console.log(outDir);
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await main();
