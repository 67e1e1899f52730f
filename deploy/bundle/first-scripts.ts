import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The scripts of a built page that a first visit loads: those that `index.html` names, with what they import. What is
 * loaded by `import()` when it is needed is not among them.
 *
 * @param dir the built page. @returns names in its `assets`
 */
export function firstScripts(dir: string): readonly string[] {
  const found = new Set<string>();
  const add = (text: string, names: RegExp): void => {
    for (const [, name = ''] of text.matchAll(names)) {
      if (found.has(name)) continue;
      found.add(name);
      add(readFileSync(join(dir, 'assets', name), 'utf8'), /\b(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g);
    }
  };
  add(readFileSync(join(dir, 'index.html'), 'utf8'), /"\.\/assets\/([\w.-]+\.js)"/g);
  return [...found];
}
