import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Paths of the project's files, sorted: those in the folder that its .gitignore doesn't name. They are what git would
 * list, on a machine without git too.
 */
export function projectFiles(root: string): readonly string[] {
  const isIgnored = ignoredBy(readFileSync(join(root, '.gitignore'), 'utf8'));
  const within = (folder: string): readonly string[] =>
    readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = folder + entry.name;
      if (entry.name === '.git' || isIgnored(path, entry.isDirectory())) return [];
      if (entry.isDirectory()) return within(`${path}/`);
      return entry.isFile() ? [path] : [];
    });
  return within('').toSorted();
}

/** The patterns that our .gitignore has: names and paths with `*`, folders with a last `/`, exceptions with a first `!`. */
function ignoredBy(gitignore: string): (path: string, isFolder: boolean) => boolean {
  const patterns = gitignore.split('\n').filter(Boolean);
  const rules = patterns.map((pattern) => {
    const plain = pattern.replace(/^!|\/$/g, '');
    const source = plain.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
    return {
      ignores: !pattern.startsWith('!'),
      foldersOnly: pattern.endsWith('/'),
      path: new RegExp(`${plain.includes('/') ? '^' : '(?:^|/)'}${source}$`),
    };
  });
  return (path, isFolder) =>
    rules.findLast((rule) => (isFolder || !rule.foldersOnly) && rule.path.test(path))?.ignores ?? false;
}
