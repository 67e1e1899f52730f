import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { projectFiles } from '../../tools/project-files.ts';
import { isTestFile, isWithin } from '../hygiene/layers.ts';
import { sourceFiles, WORKSPACES } from '../hygiene/source-files.ts';

const execute = promisify(execFile);

const isDesk = (path: string): boolean => isWithin(path, 'desk');

/** Its tests: those that reach it, by whatever they share. */
function testsOfDesk(): ReadonlySet<string> {
  const tests = sourceFiles().filter(({ path }) => isTestFile(path) && !isDesk(path));
  const found = new Set<string>();
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { path, imports } of tests)
      if (imports.some(({ target }) => isDesk(target) || found.has(target))) found.add(path);
  }
  return found;
}

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'without-desk-'));
  const gone = testsOfDesk();
  for (const path of projectFiles(ROOT))
    if (!isDesk(path) && !gone.has(path)) cpSync(join(ROOT, path), join(home, path));
  mkdirSync(join(home, 'node_modules'));
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    symlinkSync(
      join(WORKSPACES.includes(name) ? join(home, 'packages') : join(ROOT, 'node_modules'), name),
      join(home, 'node_modules', name),
    );
});
afterAll(() => rmSync(home, { recursive: true }));

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  execute(process.execPath, args, { cwd: home, env: { ...process.env, ...env } }).catch(
    (failed: { stdout: string; stderr: string }) => {
      throw new Error(`${failed.stdout}\n${failed.stderr}`);
    },
  );

it('the tree without the folder of the desk and its tests type-checks', { timeout: 1_200_000 }, async () => {
  const { stdout } = await run(['node_modules/typescript/bin/tsc', '--incremental', 'false']);

  expect(stdout).toBe('');
});

it('its pages are written anew, without variables of the desk, and its code passes the checks', {
  timeout: 300_000,
}, async () => {
  await run(['--import', 'tsx', 'tools/docs.ts']);
  const { stdout } = await run([
    'node_modules/vitest/vitest.mjs',
    'run',
    ...['dangerous-code', 'routes'].map((name) => `tests/hygiene/${name}.test.ts`),
    'tools/docs/env-example.test.ts',
  ]);

  expect(stdout).toMatch(/Tests .*passed/);
  for (const page of ['docs/configuration.md', '.env.example'])
    expect(readFileSync(join(home, page), 'utf8')).not.toMatch(/审核工作台.*serverless\.yml|DESK_DATABASE_URL/);
});

it('what is about the desk says there that it is absent', { timeout: 60_000 }, async () => {
  const verified = run(['--import', 'tsx', 'tools/desk.ts', 'verify'], {
    DESK_DATABASE_URL: 'postgres://desk@localhost/x',
  });

  await expect(verified).rejects.toThrow('这里没有审核工作台（desk/）。');
});
