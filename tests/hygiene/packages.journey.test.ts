import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../../deploy/root.ts';
import { IMPLEMENTS_CONTRACTS, isTestFile } from './layers.ts';
import { sourceFiles, textOf, WORKSPACES } from './source-files.ts';

const run = promisify(execFile);

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifestOf = (name: string) => JSON.parse(textOf(`packages/${name}/package.json`)) as Manifest;
const dependenciesOf = (name: string) => Object.keys(manifestOf(name).dependencies ?? {});

describe.each(WORKSPACES)('packages/%s', { timeout: 180_000 }, (name) => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'package-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('has the name of its folder, and exports existing files', () => {
    const manifest = manifestOf(name);

    const missing = Object.values(manifest.exports).filter((file) => !existsSync(join(ROOT, 'packages', name, file)));

    expect(manifest.name).toBe(name);
    expect(missing).toEqual([]);
  });

  it('imports its own files, exports of others, and declared packages', () => {
    const declared = dependenciesOf(name);
    const own = sourceFiles().filter(({ path }) => path.startsWith(`packages/${name}/`) && !isTestFile(path));

    const foreign = own.flatMap(({ path, imports }) =>
      imports
        .filter(({ target, library }) =>
          library
            ? !library.startsWith('node:') && !declared.includes(library)
            : !target.startsWith(`packages/${name}/`) && !isExported(target, declared) && !isContract(target, name),
        )
        .map(({ target }) => `${path} → ${target}`),
    );

    expect(own).not.toEqual([]);
    expect(foreign).toEqual([]);
  });

  it('runs the example of its README in an empty folder, with only its declared packages installed', async () => {
    const [, example = ''] = /```ts\n(.*?)```/s.exec(textOf(`packages/${name}/README.md`)) ?? [];
    const printed = [...example.matchAll(/^console\.log\(.*\/\/ (.+)$/gm)].map(([, line]) => line);
    await install(name, home);
    if (name === IMPLEMENTS_CONTRACTS) cpSync(join(ROOT, 'contracts'), join(home, 'contracts'), { recursive: true });
    writeFileSync(join(home, 'package.json'), '{"type":"module"}');
    writeFileSync(join(home, 'example.ts'), example);

    const { stdout } = await run(process.execPath, ['--import', import.meta.resolve('tsx'), 'example.ts'], {
      cwd: home,
    });

    expect(printed).not.toEqual([]);
    expect(stdout.trim().split('\n')).toEqual(printed);
  });
});

const isContract = (target: string, name: string): boolean =>
  name === IMPLEMENTS_CONTRACTS && target.startsWith('contracts/');

const isExported = (target: string, declared: readonly string[]): boolean => {
  const [, name = '', ...path] = target.split('/');
  return declared.includes(name) && `./${path.join('/')}` in manifestOf(name).exports;
};

/** Unpacks a workspace and those that it declares, as npm packs them; its libraries are links to those here. */
async function install(name: string, home: string): Promise<void> {
  const folder = join(home, 'node_modules', name);
  if (existsSync(folder)) return;
  mkdirSync(folder, { recursive: true });
  const source = join(ROOT, 'packages', name);
  const { stdout } = await run('npm', ['pack', '--json', '--offline', '--pack-destination', home], { cwd: source });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await run('tar', ['-xzf', join(home, filename), '-C', folder, '--strip-components', '1']);
  for (const dependency of dependenciesOf(name)) {
    if (WORKSPACES.includes(dependency)) await install(dependency, home);
    else link(dependency, source, home);
  }
}

function link(dependency: string, source: string, home: string): void {
  const place = join(home, 'node_modules', dependency);
  if (existsSync(place)) return;
  const installed = [source, ROOT].map((folder) => join(folder, 'node_modules', dependency)).find(existsSync);
  if (!installed) throw new Error(`${dependency} is not installed`);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(installed, place, 'junction');
}
