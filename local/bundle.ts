import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';
import { neverReachedLeftOut, otherActionsLeftOut, otherStoreLeftOut } from './bundle/left-out.ts';
import { reportOf, reportTable } from './bundle/report.ts';
import { readServerlessYml } from './serverless-yml.ts';

/** Packages with native code. They can't be bundled and are deployed beside the bundle. */
export const NATIVE_PACKAGES = ['sharp'] as const;

/**
 * Bundles `functions/<name>/index.ts` of every name to one CommonJS file `build/functions/<name>/index.js`, with its source map beside.
 * A file is replaced as a whole and only when it changed, so several processes may bundle at once.
 *
 * @param root folder of the project, absolute.
 * @param objectStore OBJECT_STORE of the deployment, `cos` or `s3`: the other one's adapters are left out.
 * @returns the absolute path of each bundle.
 * @throws Error with the compiler's messages.
 */
export async function bundleFunctions<Name extends string>(
  options: BundleOptions<Name>,
): Promise<Record<Name, string>> {
  const bundles = await compileFunctions(options);
  return Object.fromEntries(options.names.map((name) => [name, bundles[name].file])) as Record<Name, string>;
}

export interface BundleOptions<Name extends string> {
  readonly names: readonly Name[];
  readonly root: string;
  readonly objectStore?: string | undefined;
}

export interface Bundle {
  /** Absolute path. */
  readonly file: string;
  /** Bytes that each file of the project or of a package has in the bundle, by its path from the root. */
  readonly inputs: Readonly<Record<string, number>>;
  /** Packages that are left outside. */
  readonly packages: readonly string[];
}

/** As `bundleFunctions`, and tells what is in each bundle. */
export async function compileFunctions<Name extends string>({
  names,
  root,
  objectStore = 'cos',
}: BundleOptions<Name>): Promise<Record<Name, Bundle>> {
  await mkdir(join(root, 'build', 'functions'), { recursive: true });
  // On the platform no package.json is in sight; here the project's own would make Node take the bundles for ES modules.
  await replace(join(root, 'build', 'functions', 'package.json'), Buffer.from('{"type":"commonjs"}\n'));
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    // All in one go: what the functions share is parsed once.
    entryPoints: names.map((name) => ({ in: join('functions', name, 'index.ts'), out: join(name, 'index') })),
    outdir: join(root, 'build', 'functions'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // Errors are told apart by class name in logs.
    keepNames: true,
    sourcemap: 'linked',
    sourcesContent: false,
    external: [...NATIVE_PACKAGES],
    // Chinese is three bytes, and six when it is escaped.
    charset: 'utf8',
    plugins: [otherStoreLeftOut(objectStore), otherActionsLeftOut, neverReachedLeftOut],
    define: {
      // Packages such as pdfkit ask for their own address while they load; CommonJS has only the bundle's.
      'import.meta.url': 'bundleUrl',
      // As from Node 21 on. Where it is missing, pg finds out by a `Response` that it isn't at Cloudflare's, which loads Node's fetch: 29 ms.
      navigator: 'navigatorOfNode',
    },
    banner: {
      js: 'const bundleUrl=require("node:url").pathToFileURL(__filename).href,navigatorOfNode={userAgent:"Node.js"};',
    },
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  await refuseImportMeta(metafile, root);
  // Maps first, so that a bundle never stands beside an older map.
  const mapsFirst = outputFiles.toSorted(
    (one, other) => Number(other.path.endsWith('.map')) - Number(one.path.endsWith('.map')),
  );
  for (const { path, contents } of mapsFirst) {
    await mkdir(dirname(path), { recursive: true });
    await replace(path, contents);
  }
  const bundles = names.map((name) => [name, bundleOf(join('build', 'functions', name, 'index.js'), root, metafile)]);
  return Object.fromEntries(bundles) as Record<Name, Bundle>;
}

function bundleOf(path: string, root: string, { outputs }: Metafile): Bundle {
  const { inputs = {}, imports = [] } = outputs[path] ?? {};
  const bytes = Object.entries(inputs).map(([input, { bytesInOutput }]) => [input, bytesInOutput] as const);
  return {
    file: join(root, path),
    inputs: Object.fromEntries(bytes.filter(([, size]) => size > 0)),
    packages: NATIVE_PACKAGES.filter((name) => imports.some(({ external, path }) => external && path === name)),
  };
}

/** In a bundle our own files are no longer where they were, so a path that starts from one would be wrong only after deployment. */
async function refuseImportMeta({ outputs }: Metafile, root: string): Promise<void> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  for (const [path, { bytesInOutput }] of inputs) {
    if (bytesInOutput === 0 || path.includes('node_modules')) continue;
    if (/\bimport\.meta\b/.test(await readFile(join(root, path), 'utf8')))
      throw new Error(`${path}: import.meta has no meaning in a function's bundle`);
  }
}

async function replace(path: string, contents: Uint8Array): Promise<void> {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(contents)) return;
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

/** `npm run bundle [name…]`: bundles, reports what is in each, and ends with 1 when one is too large or has what it must not have. */
async function main(chosen: readonly string[]): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const { functions } = readServerlessYml(join(root, 'serverless.yml'), process.env);
  const names = chosen.length > 0 ? chosen : Object.keys(functions);
  const objectStore = functions[names[0] ?? '']?.environment.OBJECT_STORE;
  const bundles = await compileFunctions({ names, root, objectStore });
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
