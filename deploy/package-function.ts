import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Bundle } from './bundle/bundle-functions.ts';
import { fingerprint, zipOf } from './zip.ts';

/** Size of a function's unpacked code, with layers. Source: SCF quotas. */
const MAX_UNPACKED_BYTES = 500 * 1024 * 1024;

/** The uploaded code of a function. */
export interface Package {
  readonly zip: Uint8Array;
  /** The first characters of a SHA-256: identifies one state of the code. */
  readonly fingerprint: string;
}

/**
 * A function with everything that it needs: its scripts, files beside it, and native packages built for the platform
 * (Linux, x64, glibc), whatever this machine is. Source maps are left out.
 *
 * @param root absolute path of the project.
 * @throws Error with advice when a file is missing, or when the unpacked code is larger than SCF allows.
 */
export async function packageFunction(bundle: Bundle, beside: readonly string[], root: string): Promise<Package> {
  const files: Record<string, Uint8Array> = {};
  for (const path of bundle.scripts) files[basename(path)] = await readFile(path);
  for (const path of beside) files[basename(path)] = await readFile(join(root, path));
  for (const name of bundle.packages)
    for (const path of await filesOfNative(name, root)) files[path] = await readFile(join(root, path));
  const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  if (bytes > MAX_UNPACKED_BYTES) throw new Error(`${bundle.entry}: ${bytes} bytes unpacked, SCF takes 500 MB`);
  return { zip: zipOf(files), fingerprint: fingerprint(contentsText(files)) };
}

/** The same for the same files, whatever their order. */
const contentsText = (files: Readonly<Record<string, Uint8Array>>): string =>
  Object.entries(files)
    .map(([path, content]) => `${path} ${fingerprint(content)}`)
    .toSorted()
    .join('\n');

/** Packages of the platform's build of a native package, besides the package itself. */
const NATIVE: Readonly<Record<string, readonly string[]>> = {
  sharp: ['@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64', '@img/colour', 'detect-libc', 'semver'],
};

async function filesOfNative(name: string, root: string): Promise<readonly string[]> {
  const folders = [name, ...(NATIVE[name] ?? [])].map((text) => join('node_modules', text));
  const missing: string[] = [];
  for (const folder of folders) if (!(await exists(join(root, folder)))) missing.push(folder);
  if (missing.length > 0)
    throw new Error(
      `缺少 ${missing.join('、')}。请先运行 npm install --no-save --os=linux --cpu=x64 --libc=glibc ${name}`,
    );
  return (await Promise.all(folders.map((folder) => runtimeFiles(folder, root)))).flat();
}

/** Files that are loaded at run time, and the licences that must accompany them. */
async function runtimeFiles(folder: string, root: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /(\.[cm]?js|\.json|\.node|\.so[\d.]*|LICENSE|\.pb|NOTICE.*)$/.test(entry.name))
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
