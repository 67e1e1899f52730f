import { copyFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFiles } from '../project-files.ts';

/**
 * Copies the working tree without ignored files. Its packages
 * are links to the installed ones, but for the workspaces, which are those of the copy.
 */
export function copyTree(from: string, to: string): void {
  for (const file of projectFiles(from)) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(from, file), join(to, file));
  }
  linkPackages(join(from, 'node_modules'), join(to, 'node_modules'));
  for (const name of readdirSync(join(from, 'packages'))) {
    const own = join('packages', name, 'node_modules');
    if (existsSync(join(from, own))) linkPackages(join(from, own), join(to, own));
  }
}

/** A link of npm to a workspace is relative, so that the same link leads into the copy. */
function linkPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    // A tool's cache would be written to by both.
    if (name === '.vite' || name === '.cache' || name === '.vite-temp') continue;
    const source = join(from, name);
    symlinkSync(lstatSync(source).isSymbolicLink() ? readlinkSync(source) : source, join(to, name));
  }
}
