import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectFiles } from './project-files.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'project-files-'));
});
afterEach(() => rmSync(root, { recursive: true }));

it('the files of a project are those that .gitignore does not name', () => {
  const write = (path: string, text = '') => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('.gitignore', 'node_modules/\nbuild/\nbench/results/\n*.log\nboxes-*.png\n.env.*\n!.env.example\n');
  for (const kept of ['.ci/run', '.env.example', 'web/index.ts', 'web/results/a.json', 'tools/build', 'a.logs'])
    write(kept);
  for (const ignored of ['node_modules/a/b.ts', 'packages/a/node_modules/b.ts', 'web/build/page.js', '.git/config'])
    write(ignored);
  for (const ignored of ['bench/results/a.json', 'web/a.log', 'boxes-1.png', '.env.local']) write(ignored);

  expect(projectFiles(root)).toEqual([
    '.ci/run',
    '.env.example',
    '.gitignore',
    'a.logs',
    'tools/build',
    'web/index.ts',
    'web/results/a.json',
  ]);
});
