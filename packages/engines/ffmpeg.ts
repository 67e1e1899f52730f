import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';

/** The part of the Emscripten module that is used here. */
interface FfmpegCore {
  exec(...args: string[]): number;
  setLogger(logger: (line: { readonly message: string }) => void): void;
  readonly FS: {
    mkdir(path: string): void;
    readdir(path: string): string[];
    readFile(path: string): Uint8Array;
    unlink(path: string): void;
    writeFile(path: string, bytes: Uint8Array): void;
  };
}

type CreateCore = (options: {
  instantiateWasm(imports: object, done: (instance: object) => void): object;
}) => Promise<FfmpegCore>;

/** Types from lib.dom, which Node's code does not use. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(program: object, imports: object): Promise<object>;
};

export interface FfmpegRun {
  readonly succeeded: boolean;
  /** The output, in the order of the file names. */
  readonly outputs: readonly Uint8Array[];
  readonly log: string;
}

const { resolve } = createRequire(import.meta.url);
const PROGRAM = resolve('@ffmpeg/core');

let loaded: Promise<{ createCore: CreateCore; program: object }> | undefined;

/**
 * The package is written for a browser's worker: it reads `self.location` and fetches its program by XMLHttpRequest.
 * Both are passed in, so that no global is changed.
 */
async function load() {
  const source = await readFile(PROGRAM, 'utf8');
  const exported: { exports: unknown } = { exports: undefined };
  compileFunction(source, ['module', 'exports', 'self'])(
    exported,
    {},
    { location: { href: pathToFileURL(PROGRAM).href } },
  );
  const program = await WebAssembly.compile(await readFile(resolve('@ffmpeg/core/wasm')));
  return { createCore: exported.exports as CreateCore, program };
}

/**
 * Runs FFmpeg 5.1 (WebAssembly, without access to our file system and network) on one input `/in`; `args` must write
 * into `/out/`. Every run gets a new instance, so that a hostile file can't affect the next one. It blocks the thread.
 */
export async function runFfmpeg(input: Uint8Array, args: readonly string[]): Promise<FfmpegRun> {
  loaded ??= load();
  const { createCore, program } = await loaded;
  const core = await createCore({
    instantiateWasm(imports, done) {
      void WebAssembly.instantiate(program, imports).then(done);
      return {};
    },
  });
  const lines: string[] = [];
  core.setLogger(({ message }) => lines.push(message));
  core.FS.writeFile('/in', input);
  core.FS.mkdir('/out');
  const succeeded = core.exec('-hide_banner', ...args) === 0;
  const written = core.FS.readdir('/out').filter((name) => !name.startsWith('.'));
  const outputs = written.sort().map((name) => taken(core, `/out/${name}`));
  return { succeeded, outputs, log: lines.join('\n') };
}

/** The bytes of a file, which is then removed: otherwise frames would be in memory twice. */
function taken({ FS }: FfmpegCore, path: string): Uint8Array {
  const bytes = FS.readFile(path);
  FS.unlink(path);
  return bytes;
}
