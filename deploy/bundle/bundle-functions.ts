import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { roomFolder } from '../manifest/room-folder.ts';

/** Functions compiled side by side: all of them took 2.9 GB of memory, and no less time on two cores. */
const AT_ONCE = 3;

/** Packages with native code. They can't be bundled and are deployed beside the bundle. */
export const NATIVE_PACKAGES = ['sharp'] as const;

export interface BundleOptions<Name extends string> {
  readonly names: readonly Name[];
  /** Absolute path of the project. */
  readonly root: string;
  /** OBJECT_STORE of the deployment, `cos` or `s3`: the other one's adapters are left out. The default is `cos`. */
  readonly objectStore?: string | undefined;
  /** Absolute path of the folder to bundle into, within the project; by default `build/functions`. */
  readonly folder?: string;
}

export interface Bundle {
  /** What the platform loads, a CommonJS module. Absolute path. */
  readonly entry: string;
  /** All scripts including the entry. Absolute paths; each but the entry has its source map beside it. */
  readonly scripts: readonly string[];
  /** How many bytes of each source file the scripts contain, by its path from the root. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Packages that are not bundled. */
  readonly packages: readonly string[];
}

/**
 * Bundles `index.ts` in the folder of every name into a folder of that name: ES modules, which esbuild splits at
 * each `import()`, and `index.js`, which the platform loads with `require`. Each `<thread>-worker.mjs` of a room, which
 * starts as a thread, becomes a script of that name beside the others. A file is written only when it changed, and
 * replaced as a whole, so several processes may bundle at once.
 *
 * @throws Error with the compiler's messages, and for `import.meta` in our own code.
 */
export async function bundleFunctions<Name extends string>({
  names,
  root,
  objectStore = 'cos',
  folder = join(root, 'build', 'functions'),
}: BundleOptions<Name>): Promise<Record<Name, Bundle>> {
  // With the project's own package.json Node would load `index.js` as an ES module; on the platform there is none.
  await mkdir(folder, { recursive: true });
  await replace(join(folder, 'package.json'), Buffer.from('{"type":"commonjs"}\n'));
  const bundles: Bundle[] = [];
  for (let first = 0; first < names.length; first += AT_ONCE) {
    const some = names.slice(first, first + AT_ONCE);
    bundles.push(
      ...(await Promise.all(
        some.map((name) => bundleFunction(name, { root, objectStore, folder: join(folder, name) })),
      )),
    );
  }
  return Object.fromEntries(names.map((name, index) => [name, bundles[index]])) as Record<Name, Bundle>;
}

/** The file that the platform loads of each function, by name. Absolute paths. */
export const entriesOf = (bundles: Readonly<Record<string, Bundle>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(bundles).map(([name, { entry }]) => [name, entry]));

/**
 * The platform calls the export of a CommonJS module. `navigator` is as Node has it from version 21 on: without it the
 * database driver asks `Response` where it runs, which loads all of Node's `fetch` (docs/decisions/bundles.md).
 */
const ENTRY = `globalThis.navigator ??= { userAgent: 'Node.js/20' };
const loading = import('./main.mjs');
exports.main_handler = async (event, context) => (await loading).main_handler(event, context);
`;

/** CommonJS packages need these, which an ES module does not have. */
const BANNER = `import { createRequire as __createRequire } from 'node:module';
const require = __createRequire(import.meta.url), __filename = import.meta.filename, __dirname = import.meta.dirname;`;

/**
 * Replacements of whole packages, used by the HTTP clients in the two cloud SDKs. What each is worth: docs/decisions/bundles.md.
 */
const ALIASES: Readonly<Record<string, string>> = {
  // node-fetch needs `URL`, which Node has.
  'whatwg-url': 'node:url',
  'cos-request': fileURLToPath(new URL('../../platform/adapters/cos/sdk-request.cts', import.meta.url)),
};

const SETTINGS = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  splitting: true,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  minify: true,
  // The log identifies errors by the names of their classes.
  keepNames: true,
  sourcemap: 'linked',
  sourcesContent: false,
  external: [...NATIVE_PACKAGES],
  alias: ALIASES,
  banner: { js: BANNER },
  metafile: true,
  write: false,
  logLevel: 'silent',
} satisfies BuildOptions;

async function bundleFunction(
  name: string,
  { root, objectStore, folder }: Required<Omit<BundleOptions<string>, 'names'>> & { readonly objectStore: string },
): Promise<Bundle> {
  const entryPoints = { main: join(roomFolder(name), 'index.ts'), ...(await threadsOf(name, root)) };
  const { outputFiles, metafile } = await build({
    ...SETTINGS,
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    plugins: [otherStoreLeftOut(objectStore)],
  });
  const outputs = Object.keys(entryPoints).reduce(
    (reached, entry) => reachedFrom(relative(root, join(folder, `${entry}.mjs`)), metafile, reached),
    {} as Outputs,
  );
  const inputs = inputsOf(outputs);
  await refuseImportMeta(Object.keys(inputs), root);
  const entry = join(folder, 'index.js');
  await mkdir(folder, { recursive: true });
  const written = outputFiles.filter(({ path }) => relative(root, path).replace(/\.map$/, '') in outputs);
  for (const { path, contents } of written) await replace(path, contents);
  await replace(entry, Buffer.from(ENTRY));
  const current = ['index.js', ...written.map(({ path }) => basename(path))];
  for (const old of await readdir(folder)) if (!current.includes(old)) await rm(join(folder, old), { recursive: true });
  const scripts = Object.keys(outputs).map((path) => join(root, path));
  return { entry, scripts: [entry, ...scripts], inputs, packages: packagesOf(outputs) };
}

/** The scripts of a room that start as threads, by their names in the bundle. */
async function threadsOf(name: string, root: string): Promise<Readonly<Record<string, string>>> {
  const room = roomFolder(name);
  const files = (await readdir(join(root, room))).filter((file) => file.endsWith('-worker.mjs'));
  return Object.fromEntries(files.map((file) => [file.replace(/\.mjs$/, ''), join(room, file)]));
}

/** A deployment uses one object store. A stub that throws replaces the other one's adapter. */
const otherStoreLeftOut = (objectStore: string): Plugin => ({
  name: 'other-store-left-out',
  setup({ onLoad }) {
    const other = objectStore === 's3' ? 'cos' : 's3';
    const contents = `throw new Error('this bundle was made for OBJECT_STORE=${objectStore}')`;
    onLoad({ filter: new RegExp(`platform/adapters/${other}/[\\w-]+\\.ts$`) }, () => ({ contents }));
  },
});

type Outputs = Metafile['outputs'];

/**
 * The compiler also emits scripts for an `import()` in code that it drops. These are the scripts that can be loaded.
 */
function reachedFrom(path: string, { outputs }: Metafile, reached: Outputs = {}): Outputs {
  const output = outputs[path];
  if (!output || path in reached) return reached;
  reached[path] = output;
  for (const { path: next } of output.imports) reachedFrom(next, { outputs, inputs: {} }, reached);
  return reached;
}

function inputsOf(outputs: Outputs): Bundle['inputs'] {
  const inputs: Record<string, number> = {};
  for (const output of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs))
      if (bytesInOutput > 0) inputs[path] = (inputs[path] ?? 0) + bytesInOutput;
  return inputs;
}

function packagesOf(outputs: Outputs): readonly string[] {
  const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
  return NATIVE_PACKAGES.filter((name) => imported.includes(name));
}

/** How a thread's script is named: it is beside the script that starts it, in the sources and in a bundle. */
const THREAD = /new URL\('\.\/[\w-]+-worker\.mjs', import\.meta\.url\)/g;

/** A bundle moves our files, so a path relative to one would be wrong only after deployment. */
async function refuseImportMeta(paths: readonly string[], root: string): Promise<void> {
  for (const path of paths) {
    if (path.includes('node_modules')) continue;
    const source = (await readFile(join(root, path), 'utf8')).replace(THREAD, '');
    if (/\bimport\.meta\b/.test(source)) throw new Error(`${path}: import.meta has no meaning in a function's bundle`);
  }
}

/** Replaces a file as a whole, and only when it changes, so that a concurrent reader gets the old or the new one. */
async function replace(path: string, contents: Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(contents)) return;
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}
