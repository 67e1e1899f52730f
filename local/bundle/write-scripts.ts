import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { codesOf, isCodeOf, type StampedScript, stamped } from './code-cache.ts';
import type { Script } from './compile.ts';

/**
 * Writes scripts, each with its source map and the code that V8 makes of it. Only what changed is compiled and written.
 *
 * @param flags of V8 where they will run.
 */
export async function writeScripts(made: readonly Script[], flags: readonly string[]): Promise<void> {
  const scripts = made.map((script) => ({ ...script, ...stamped(basename(script.file), script.source, flags) }));
  const hasCode = await Promise.all(scripts.map(isCompiled));
  const stale = new Map(scripts.filter((_, at) => !hasCode[at]).map((script) => [script.text, script]));
  const codes = await codesOf([...stale.values()], flags);
  for (const { file, cache, map, text } of scripts) {
    await mkdir(dirname(file), { recursive: true });
    // First, so that a script never stands beside an older one. Older code would not be taken for its own.
    await replace(`${file}.map`, map);
    const code = codes.get(text);
    if (code) await replace(cache, code);
    await replace(file, Buffer.from(text));
  }
}

async function isCompiled({ cache, text }: Pick<Script, 'cache'> & Pick<StampedScript, 'text'>): Promise<boolean> {
  const before = await readIfThere(cache);
  return before !== undefined && isCodeOf(text, before);
}

/** Replaces a file as a whole, and only when it changes, so that whoever reads meanwhile has the old or the new one. */
export async function replace(path: string, contents: Uint8Array): Promise<void> {
  if ((await readIfThere(path))?.equals(contents)) return;
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

const readIfThere = (path: string): Promise<Buffer | undefined> => readFile(path).catch(() => undefined);
