import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { withNamesOfClassesOnly } from './class-names.ts';

/** Packages with native code. They can't be bundled and are deployed beside the bundle. */
export const NATIVE_PACKAGES = ['sharp'] as const;

/** What the compiler made of one entry. */
export interface Compiled {
  readonly source: string;
  readonly map: Uint8Array;
  /** Bytes that each file of the project or of a package has in it, by its path from the root. */
  readonly inputs: Readonly<Record<string, number>>;
  /** What it requires when it runs, but for Node's own modules. */
  readonly requires: readonly string[];
}

/** A script and where it goes. */
export interface Script extends Compiled {
  /** Absolute path; its source map lies beside it. */
  readonly file: string;
  /** Where the loader looks for the code that V8 made of it. Absolute path. */
  readonly cache: string;
}

/**
 * Compiles each entry to one CommonJS script: an expression that gives the function that Node would have wrapped around it.
 *
 * @param root folder of the project, absolute.
 * @param entries paths from the root, by what the script is to be called.
 * @throws Error with the compiler's messages, and for `import.meta` in our own code.
 */
export async function compile<Name extends string>(
  root: string,
  entries: Readonly<Record<Name, string>>,
  plugins: Plugin[],
): Promise<Record<Name, Compiled>> {
  const { outputFiles, metafile } = await build({ ...SETTINGS, absWorkingDir: root, entryPoints: entries, plugins });
  await refuseImportMeta(metafile, root);
  const compiled = Object.keys(entries).map((name) => [name, compiledOf(`${name}.js`, root, outputFiles, metafile)]);
  return Object.fromEntries(compiled) as Record<Name, Compiled>;
}

/** Nothing is written there. It is as deep as the folders of functions are, so that the paths in source maps are right. */
const OUT = join('build', 'functions', 'any');

const SETTINGS = {
  outdir: OUT,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  // Those of classes, by which the log tells errors apart.
  keepNames: true,
  // The loader knows where they are.
  sourcemap: 'external',
  sourcesContent: false,
  external: [...NATIVE_PACKAGES],
  charset: 'ascii',
  // What the loader runs has no import(); require does the same for what is outside.
  supported: { 'dynamic-import': false },
  define: {
    // Packages such as pdfkit ask for their own address while they load; CommonJS has only the script's.
    'import.meta.url': 'script.url',
    // As from Node 21 on. Where it is missing, pg finds out by a `Response` that it isn't at Cloudflare's, which loads Node's fetch: 29 ms.
    navigator: 'navigatorOfNode',
  },
  banner: {
    js:
      '(function(exports,require,module,__filename,__dirname){' +
      'const script={get url(){return require("node:url").pathToFileURL(__filename).href}},navigatorOfNode={userAgent:"Node.js"};',
  },
  footer: { js: '})' },
  metafile: true,
  write: false,
  logLevel: 'silent',
} satisfies BuildOptions;

function compiledOf(path: string, root: string, files: readonly OutputFile[], { outputs }: Metafile): Compiled {
  const file = (ending: string) => files.find((one) => one.path === join(root, OUT, path) + ending);
  const { inputs = {}, imports = [] } = outputs[join(OUT, path)] ?? {};
  const bytes = Object.entries(inputs).map(([input, { bytesInOutput }]) => [input, bytesInOutput] as const);
  return {
    source: withNamesOfClassesOnly(asciiOf(path, file('')?.text ?? '')),
    map: file('.map')?.contents ?? new Uint8Array(),
    inputs: Object.fromEntries(bytes.filter(([, size]) => size > 0)),
    requires: imports.filter(({ external }) => external).map(({ path }) => path),
  };
}

/** The loader reads a character from each byte. */
function asciiOf(path: string, text: string): string {
  const found = /.{0,40}[^\0-\x7f]/.exec(text);
  if (found) throw new Error(`${path}: the compiler has left a character that is not ASCII: ${found[0]}`);
  return text;
}

/** In a bundle our own files are no longer where they were, so a path that starts from one would be wrong only after deployment. */
async function refuseImportMeta({ outputs }: Metafile, root: string): Promise<void> {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  for (const [path, { bytesInOutput }] of inputs) {
    // Text of a plugin is named by its namespace and is no file.
    if (bytesInOutput === 0 || path.includes('node_modules') || /^[\w-]+:/.test(path)) continue;
    if (/\bimport\.meta\b/.test(await readFile(join(root, path), 'utf8')))
      throw new Error(`${path}: import.meta has no meaning in a function's bundle`);
  }
}
