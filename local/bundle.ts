import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { librariesBeside, librariesIn, libraryAlone } from './bundle/beside.ts';
import { type Compiled, compile, NATIVE_PACKAGES, type Script } from './bundle/compile.ts';
import { neverReachedLeftOut, otherStoreLeftOut } from './bundle/left-out.ts';
import { ownText } from './bundle/own-text.ts';
import { reportOf, reportTable } from './bundle/report.ts';
import { tlsWhenNeeded } from './bundle/tls-when-needed.ts';
import { otherActionsLeftOut, otherQueriesLeftOut } from './bundle/uncalled.ts';
import { replace, writeScripts } from './bundle/write-scripts.ts';
import { readServerlessYml } from './serverless-yml.ts';

export interface BundleOptions<Name extends string> {
  readonly names: readonly Name[];
  /** Folder of the project, absolute. */
  readonly root: string;
  /** OBJECT_STORE of the deployment, `cos` or `s3`: the other one's adapters are left out. Left out itself, `cos`. */
  readonly objectStore?: string | undefined;
  /** What Node will be started with, so that V8 takes there what it compiled here; sizes of the heap don't matter. Left out, none. */
  readonly nodeFlags?: readonly string[];
}

export interface Bundle extends Script {
  /** What the platform loads. Absolute path. */
  readonly entry: string;
  /** What is loaded when it is first needed. */
  readonly libraries: readonly Script[];
  /** Packages that are left outside. */
  readonly packages: readonly string[];
}

/** As `compileFunctions`. @returns the absolute path of each `index.js`. */
export async function bundleFunctions<Name extends string>(
  options: BundleOptions<Name>,
): Promise<Record<Name, string>> {
  const bundles = await compileFunctions(options);
  return Object.fromEntries(options.names.map((name) => [name, bundles[name].entry])) as Record<Name, string>;
}

/**
 * Bundles `functions/<name>/index.ts` of every name into the folder `build/functions/<name>`: `function.js`, a CommonJS script, and the
 * libraries that it seldom needs, each with its source map and the code that V8 makes of it; and `index.js`, which runs these.
 * A file is replaced as a whole and only when it changed, so several processes may bundle at once.
 *
 * @throws Error with the compiler's messages.
 */
export async function compileFunctions<Name extends string>({
  names,
  root,
  objectStore = 'cos',
  nodeFlags = [],
}: BundleOptions<Name>): Promise<Record<Name, Bundle>> {
  await mkdir(folderOf(root), { recursive: true });
  // On the platform no package.json is in sight; here the project's own would make Node take the bundles for ES modules.
  await replace(join(folderOf(root), 'package.json'), Buffer.from('{"type":"commonjs"}\n'));
  const notCalled = [otherStoreLeftOut(objectStore), otherActionsLeftOut, otherQueriesLeftOut];
  const leftOut = [...notCalled, neverReachedLeftOut, tlsWhenNeeded, ownText];
  // All in one go: what the functions share is parsed once.
  const entries = Object.fromEntries(names.map((name) => [name, join('functions', name, 'index.ts')]));
  const functions = await compile(root, entries, [librariesBeside, ...leftOut]);
  const needed = librariesIn(Object.values(functions).flatMap(({ requires }) => requires));
  const alone = Object.fromEntries(needed.map((name) => [name, name]));
  const libraries = await compile(root, alone, [libraryAlone, ...leftOut]);
  const bundles = names.map((name) => bundleOf(folderOf(root, name), functions[name] as Compiled, libraries));
  await writeScripts(
    bundles.flatMap((bundle) => [bundle, ...bundle.libraries]),
    nodeFlags,
  );
  const loader = await readFile(new URL('./bundle/loader.cjs', import.meta.url));
  for (const { entry } of bundles) await replace(entry, loader);
  return Object.fromEntries(names.map((name, at) => [name, bundles[at]])) as Record<Name, Bundle>;
}

const folderOf = (root: string, ...name: readonly string[]): string => join(root, 'build', 'functions', ...name);

function bundleOf(folder: string, own: Compiled, libraries: Readonly<Record<string, Compiled>>): Bundle {
  const placed = (name: string, compiled: Compiled): Script => ({
    ...{ file: join(folder, `${name}.js`), cache: join(folder, `${name}.cache`) },
    ...compiled,
  });
  return {
    ...placed('function', own),
    entry: join(folder, 'index.js'),
    libraries: librariesIn(own.requires).map((name) => placed(name, libraries[name] as Compiled)),
    packages: NATIVE_PACKAGES.filter((name) => own.requires.includes(name)),
  };
}

/** PLATFORM_NODE_FLAGS of who bundles or deploys: what the platform starts Node with, which docs/operations.md says how to learn. */
export const nodeFlagsIn = ({ PLATFORM_NODE_FLAGS = '' }: NodeJS.ProcessEnv): readonly string[] =>
  PLATFORM_NODE_FLAGS.split(' ').filter(Boolean);

/** `npm run bundle [name…]`: bundles, reports what is in each, and ends with 1 when one is too large or has what it must not have. */
async function main(chosen: readonly string[]): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { functions } = readServerlessYml(join(root, 'serverless.yml'), process.env);
  const names = chosen.length > 0 ? chosen : Object.keys(functions);
  const objectStore = functions[names[0] ?? '']?.environment.OBJECT_STORE;
  const bundles = await compileFunctions({ names, root, objectStore, nodeFlags: nodeFlagsIn(process.env) });
  const reports = await Promise.all(Object.entries(bundles).map(([name, bundle]) => reportOf(name, bundle)));
  console.log(reportTable(reports));
  if (reports.some(({ ok }) => !ok)) process.exitCode = 1;
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  main(process.argv.slice(2)).catch((error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
