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

/** The sources of the page. */
const SOURCES = ['web', 'client', 'shared/domain', 'package-lock.json'];
/** Builds of the page for `npm start`, each named by the hash of its sources. */
const CACHE = join(ROOT, '.data', 'web');

/** Builds the web page into a directory, which is emptied first. @throws the compiler's own error. */
export async function buildWeb(outDir: string): Promise<void> {
  // Imported here, so that a start with an up-to-date page doesn't load the compiler.
  const { build } = await import('vite');
  const { NODE_ENV } = process.env;
  // Test runners set it to something else, and Vue would add its development tools: 20 kB after compression.
  process.env.NODE_ENV = 'production';
  try {
    await build({ root: join(ROOT, 'web'), logLevel: 'error', build: { outDir } });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}

/** The page of the current sources; built unless an earlier start built it. @returns its directory. */
export async function currentWebBuild(): Promise<string> {
  const folder = join(CACHE, hashOf(filesOf(SOURCES)));
  if (existsSync(folder)) return folder;
  // Built in a temporary directory and renamed: an existing build is complete, even when several processes build at
  // once.
  mkdirSync(CACHE, { recursive: true });
  const older = readdirSync(CACHE).filter((name) => !name.includes('-'));
  const temporary = mkdtempSync(`${folder}-`);
  await buildWeb(temporary);
  if (existsSync(folder)) rmSync(temporary, { recursive: true });
  else renameSync(temporary, folder);
  for (const name of older) rmSync(join(CACHE, name), { recursive: true, force: true });
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

/**
 * Configures a static site's API and store. Static hosts often set no headers, so the page itself carries its policy.
 */
function configure(dir: string, { api = '', store = '' }: { readonly api?: string; readonly store?: string }): void {
  writeFileSync(join(dir, 'config.json'), `${JSON.stringify({ api }, null, 2)}\n`);
  const index = join(dir, 'index.html');
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy({ api, store })}" />`;
  writeFileSync(index, readFileSync(index, 'utf8').replace('<head>', `<head>\n    ${policy}`));
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { api: text, store: text, out: text } });
  const outDir = resolve(ROOT, values.out ?? 'build/web');
  await buildWeb(outDir);
  if (values.api ?? values.store) configure(outDir, values);
  console.log(outDir);
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) await main();
