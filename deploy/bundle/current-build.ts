import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../root.ts';

export interface CurrentBuild {
  /** Absolute path of the folder of builds, each named by the hash of its sources. Older ones are removed. */
  readonly cache: string;
  /** Files and folders that it is made of besides `EVERY_BUILD`, from the root. */
  readonly sources: readonly string[];
  /** Builds into an empty folder beside the others. */
  readonly build: (folder: string) => Promise<void>;
}

/** Packages, and what tells a compiler which modules have effects and how types and paths are read. */
const EVERY_BUILD = ['package.json', 'package-lock.json', 'tsconfig.json'];

/**
 * A build of the current sources, made unless an earlier start made it.
 *
 * @returns its folder. @throws the compiler's own error.
 */
export async function currentBuild({ cache, sources, build }: CurrentBuild): Promise<string> {
  const current = hashOf(filesOf([...EVERY_BUILD, ...sources]));
  const folder = join(cache, current);
  if (existsSync(folder)) return folder;
  // Built in a temporary directory and renamed: an existing build is complete, even when several processes build at
  // once.
  mkdirSync(cache, { recursive: true });
  const older = readdirSync(cache).filter((name) => name !== current && !name.includes('-'));
  const temporary = mkdtempSync(`${folder}-`);
  await build(temporary);
  try {
    renameSync(temporary, folder);
  } catch (error) {
    // Another process was first.
    if (!existsSync(folder)) throw error;
    rmSync(temporary, { recursive: true });
  }
  for (const name of older) rmSync(join(cache, name), { recursive: true, force: true });
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
