import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative } from 'node:path';

/** A place in a script of a bundle as stacks have it, such as `function.js:12:345`. */
const PLACE = /\b([\w-]+)\.js:(\d+):(\d+)/g;

/**
 * A text with the places of the project's source instead of those of a bundle's scripts. Places that no map knows stay.
 *
 * @param root folder of the project, absolute.
 * @param folder where the scripts lie with their maps, absolute.
 */
export function inSource(text: string, { root, folder }: { readonly root: string; readonly folder: string }): string {
  return text.replace(PLACE, (place, script: string, line: string, column: string) => {
    const file = join(folder, `${script}.js.map`);
    if (!existsSync(file)) return place;
    const found = new SourceMap(JSON.parse(readFileSync(file, 'utf8'))).findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in found)) return place;
    const { originalSource, originalLine, originalColumn } = found;
    return `${relative(root, join(folder, originalSource))}:${originalLine + 1}:${originalColumn + 1}`;
  });
}
