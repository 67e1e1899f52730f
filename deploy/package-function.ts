import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Bundle } from '../local/bundle.ts';
import { zipOf } from './zip.ts';

/** Code of a function unpacked, with layers. Source: SCF quotas. */
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024;

/**
 * The zip of a function: bundle, files beside it, and native packages built for the platform (Linux, x64, glibc) whatever this machine is.
 *
 * @param root folder of the project, absolute.
 * @throws Error with advice when a file is missing, or when more is unpacked than SCF takes.
 */
export async function packageFunction(bundle: Bundle, beside: readonly string[], root: string): Promise<Uint8Array> {
  const files: Record<string, Uint8Array> = { 'index.js': await readFile(bundle.file) };
  for (const path of beside) files[basename(path)] = await readFile(join(root, path));
  for (const name of bundle.packages)
    for (const path of await filesOfNative(name, root)) files[path] = await readFile(join(root, path));
  const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  if (bytes > MAX_UNPACKED_BYTES) throw new Error(`${bundle.file}: ${bytes} bytes unpacked, SCF takes 500 MB`);
  return zipOf(files);
}

/** What the platform's build of a native package consists of, besides the package itself. */
const NATIVE: Readonly<Record<string, readonly string[]>> = {
  sharp: ['@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64', '@img/colour', 'detect-libc', 'semver'],
};

async function filesOfNative(name: string, root: string): Promise<readonly string[]> {
  const folders = [name, ...(NATIVE[name] ?? [])].map((one) => join('node_modules', one));
  const missing: string[] = [];
  for (const folder of folders) if (!(await exists(join(root, folder)))) missing.push(folder);
  if (missing.length > 0)
    throw new Error(
      `缺少 ${missing.join('、')}。请先运行 npm install --no-save --os=linux --cpu=x64 --libc=glibc ${name}`,
    );
  return (await Promise.all(folders.map((folder) => runtimeFiles(folder, root)))).flat();
}

/** Files that are loaded at run time, and the licences that must go with them. */
async function runtimeFiles(folder: string, root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(\.c?js|\.json|\.node|\.so[\d.]*|LICENSE|\.pb|NOTICE.*)$/.test(entry.name))
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(root.length)
        .replace(/^[\\/]+/, '')
        .replaceAll('\\', '/'),
    )
    .filter((path) => !/\/(src|install)\//.test(path));
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
