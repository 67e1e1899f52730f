import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../root.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

/** The pages, each a folder: on `web` people file, on `desk` reviewers work. */
export type PageName = 'web' | 'desk';

/** The sources of each page besides its folders. */
const SOURCES = ['contracts', 'ui', 'package-lock.json'];
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
export async function currentWebBuild(page: PageName = 'web'): Promise<string> {
  const cache = cacheOf(page);
  const current = hashOf(filesOf([...foldersOf(page), ...SOURCES]));
  const folder = join(cache, current);
  if (existsSync(folder)) return folder;
  // Built in a temporary directory and renamed: an existing build is complete, even when several processes build at
  // once.
  mkdirSync(cache, { recursive: true });
  const older = readdirSync(cache).filter((name) => name !== current && !name.includes('-'));
  const temporary = mkdtempSync(`${folder}-`);
  await buildPage(page, temporary);
  try {
    renameSync(temporary, folder);
  } catch (error) {
    // Another process was first.
    if (!existsSync(folder)) throw error;
    rmSync(temporary, { recursive: true });
  }
  for (const name of older) rmSync(join(cache, name), { recursive: true, force: true });
  return folder;
}

function filesOf(sources: readonly string[]): readonly string[] {
  return sources.flatMap((source) => {
    if (statSync(join(ROOT, source)).isFile()) return [source];
    const names = readdirSync(join(ROOT, source), { recursive: true, encoding: 'utf8' });
    return names.map((name) => join(source, name)).filter((path) => statSync(join(ROOT, path)).isFile());
  });
}

function hashOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of [...files].sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(ROOT, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** Where a page may send requests besides its own origin. */
interface Origins {
  readonly api?: string;
  readonly store?: string;
}

/** Static hosts often set no headers, so the page itself carries its policy. */
function writePolicy(dir: string, origins: Origins): void {
  const index = join(dir, 'index.html');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(origins)}" />`;
  writeFileSync(index, readFileSync(index, 'utf8').replace('<head>', `<head>\n    ${policy}`));
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { api: text, store: text, out: text, desk: { type: 'boolean' } } });
  const page = values.desk ? 'desk' : 'web';
  const outDir = resolve(ROOT, values.out ?? join('build', page));
  await buildPage(page, outDir);
  const { api, store } = values;
  const isConfigured = (api ?? store) !== undefined;
  if (page === 'web' && isConfigured)
    writeFileSync(join(outDir, 'config.json'), `${JSON.stringify({ api: api ?? '' }, null, 2)}\n`);
  // The desk's page always carries one: its API is its own origin.
  if (page === 'desk' || isConfigured) writePolicy(outDir, { ...(api && { api }), ...(store && { store }) });
  console.log(outDir);
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await main();
