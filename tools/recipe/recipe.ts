import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../deploy/root.ts';
import { copyTree } from '../planted/copied-tree.ts';
import { projectFiles } from '../project-files.ts';
import { inTemporaryDir } from '../temporary-laptop.ts';

/** An example of a section of CONTRIBUTING.md. Paths have its placeholders. */
export interface Recipe {
  readonly heading: string;
  /** What each placeholder stands for here. */
  readonly placeholders: Readonly<Record<string, string>>;
  /** The files that the example needs, with what whoever follows it writes there. */
  readonly newFiles: Readonly<Record<string, string>>;
  /** Lines that go into a file that is there: after the text that is given. */
  readonly added: Readonly<Record<string, readonly [after: string, lines: string]>>;
}

/** With fewer commands the section was not read rightly. */
const LEAST_COMMANDS = 4;

/**
 * Follows a section in a copy of the tree.
 *
 * @returns how many files are written by hand, and how many by commands. @throws when a command fails, or a file changes that the
 * section does not name.
 */
export async function followRecipe(recipe: Recipe): Promise<{ readonly byHand: number; readonly byCommands: number }> {
  const guide = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  const section = guide.split(/^## /m).find((part) => part.startsWith(`${recipe.heading}\n`)) ?? '';
  const named = (text: string): string =>
    Object.entries(recipe.placeholders).reduce((all, [name, value]) => all.replaceAll(name, value), text);
  const files = [...section.matchAll(/^\| (`.*?) \|/gm)]
    .flatMap(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path))
    .map(named);
  // Those after which it says "minutes" are left to the pipeline.
  const commands = (/```sh\n(.*?)```/s.exec(section)?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.endsWith('minutes'))
    .map((line) => named(line.split('#')[0]?.trim() ?? ''));
  if (commands.length < LEAST_COMMANDS) throw new Error(`CONTRIBUTING.md 里只找到 ${commands.length} 条命令。`);
  return inTemporaryDir(async (dir) => {
    copyTree(ROOT, dir);
    const byHand = write(recipe, named, dir);
    for (const command of commands) {
      console.log(`\n${command}`);
      execSync(command, { cwd: dir, stdio: 'inherit', env: { ...process.env, TZ: 'UTC' } });
    }
    const changed = changedFiles(dir);
    const unnamed = changed.filter((path) => !files.includes(path));
    if (unnamed.length > 0) throw new Error(`CONTRIBUTING.md 没有写到这些文件：${unnamed.join('、')}`);
    return { byHand: byHand.length, byCommands: changed.length - byHand.length };
  });
}

/** @returns the files that were written. */
function write({ newFiles, added }: Recipe, named: (text: string) => string, dir: string): readonly string[] {
  for (const [name, text] of Object.entries(newFiles)) {
    const path = join(dir, named(name));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const [path, [after, lines]] of Object.entries(added)) {
    const text = readFileSync(join(dir, path), 'utf8');
    if (!text.includes(after)) throw new Error(`${path}: 找不到要在其后添加内容的一行`);
    writeFileSync(join(dir, path), text.replace(after, `${after}\n${lines}`));
  }
  return Object.keys({ ...newFiles, ...added });
}

function changedFiles(dir: string): readonly string[] {
  const isChanged = (path: string) =>
    !existsSync(join(ROOT, path)) || !readFileSync(join(dir, path)).equals(readFileSync(join(ROOT, path)));
  return projectFiles(dir).filter(isChanged);
}
