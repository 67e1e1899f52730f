import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

const COMPILER = fileURLToPath(new URL('./code-compiler.mjs', import.meta.url));
/** What V8 compares. Node's own number behind it does not matter. */
const VERSION = process.versions.v8.split('-')[0];
const STAMP_LENGTH = 64;

/** A script as the loader runs it. */
export interface StampedScript {
  /** Of the script's file, without folder: what stacks call it. */
  readonly filename: string;
  readonly text: string;
}

/**
 * Ends a script with a stamp, 64 hexadecimal digits, that no other text, no other V8 and no other flags give. The code that is made of it
 * begins with the same, so that no script is ever run by the code of another.
 */
export function stamped(filename: string, source: string, flags: readonly string[]): StampedScript {
  const stamp = createHash('sha256')
    .update(JSON.stringify([VERSION, flags, filename, source]))
    .digest('hex');
  return { filename, text: `${source}//${stamp}` };
}

const stampOf = (text: string): string => text.slice(-STAMP_LENGTH);

/** Whether a file's bytes are the code of this text. */
export const isCodeOf = (text: string, cache: Buffer): boolean =>
  cache.toString('latin1', 0, STAMP_LENGTH) === stampOf(text);

/**
 * The code that V8 makes of stamped scripts, the same bytes every time.
 *
 * @param flags that Node will be started with where they run.
 * @returns what is to lie beside a script, by its text.
 * @throws Error when the compiling process ends before it has answered, as Node does at a flag that it does not know.
 */
export async function codesOf(
  scripts: readonly StampedScript[],
  flags: readonly string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  if (scripts.length === 0) return new Map();
  const compiler = fork(COMPILER, { execArgv: ['--hash-seed=1', ...flags], serialization: 'advanced' });
  // A process that has ended can't be told any more, and its end says why.
  compiler.send(
    scripts.map(({ filename, text }) => ({ filename, text })),
    () => {},
  );
  const codes = await answerOf(compiler);
  return new Map(
    scripts.map(({ text }, at) => [text, Buffer.concat([Buffer.from(stampOf(text)), codes[at] as Uint8Array])]),
  );
}

const answerOf = (compiler: ChildProcess): Promise<readonly Uint8Array[]> =>
  new Promise((resolve, reject) => {
    compiler.once('message', (codes) => resolve(codes as unknown as Uint8Array[]));
    compiler.once('error', reject);
    compiler.once('exit', (code) => reject(new Error(`compiling ahead ended with ${code}`)));
  });
