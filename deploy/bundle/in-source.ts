import { existsSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join, relative } from 'node:path';

/** A position in a bundle's script as stacks have it, such as `main.mjs:12:345`. */
const PLACE = /\b([\w-]+)\.mjs:(\d+):(\d+)/g;

/**
 * Replaces positions in a bundle's scripts with positions in the project's source. Positions without a map stay.
 *
 * @param root absolute path of the project.
 * @param folder absolute path of the scripts and their maps.
 */
export function inSource(text: string, { root, folder }: { readonly root: string; readonly folder: string }): string {
  const maps = new Map<string, SourceMap | undefined>();
  return text.replace(PLACE, (place, script: string, line: string, column: string) => {
    if (!maps.has(script)) maps.set(script, mapIn(join(folder, `${script}.mjs.map`)));
    const found = maps.get(script)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!found || !('originalSource' in found)) return place;
    const { originalSource, originalLine, originalColumn } = found;
    return `${relative(root, join(folder, originalSource))}:${originalLine + 1}:${originalColumn + 1}`;
  });
}

const mapIn = (file: string): SourceMap | undefined =>
  existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
