import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { compileMiniProgram } from 'mini-program-simulator/compile.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUDGETS } from '../../deploy/bundle/budgets.ts';
import { buildMiniProgram } from '../../deploy/bundle/build-mini-program.ts';

const run = promisify(execFile);

/** WeChat's compilers are there for these machines only. */
const FOLDERS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' };

let dist: string;
let sources: readonly string[];
beforeAll(async () => {
  dist = mkdtempSync(join(tmpdir(), 'mini-program-'));
  sources = await buildMiniProgram(dist, { api: 'https://api.example.cn', templates: ['t1'], offersPhoneNumber: true });
});
afterAll(() => rmSync(dist, { recursive: true, force: true }));

const files = (ending: RegExp): readonly string[] =>
  readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((file) => ending.test(file));

/** Runs one of WeChat's own compilers over files. @returns what it complains about. */
async function complaintsOf(compiler: 'wcc' | 'wcsc', paths: readonly string[], cwd = dist): Promise<string> {
  const home = join(dirname(createRequire(import.meta.url).resolve('miniprogram-compiler/package.json')), 'bin');
  const folder = FOLDERS[process.platform];
  if (process.arch !== 'x64' || !folder) {
    // A gate that was skipped is no gate: set the variable to say that one knows.
    if (process.env.WITHOUT_WCC) return '';
    throw new Error(`${compiler} is not there for this machine; WITHOUT_WCC=1 leaves it out.`);
  }
  const program = join(home, folder, process.platform === 'win32' ? `${compiler}.exe` : compiler);
  chmodSync(program, 0o755);
  const out = join(dist, '..', `${compiler}-${process.pid}.out`);
  try {
    const { stderr } = await run(program, ['-o', out, ...paths], { cwd, maxBuffer: 1 << 26 });
    return stderr;
  } catch (error) {
    return `${(error as { stderr?: string }).stderr}`;
  } finally {
    rmSync(out, { force: true });
  }
}

describe('the built mini program', () => {
  it("compiles with the compiler of WeChat's component framework, without a warning", () => {
    expect(compileMiniProgram(dist).warnings).toEqual([]);
  });

  it('compiles with wcc: every WXML and WXS', async () => {
    const paths = files(/\.(wxml|wxs)$/);

    expect(paths.length).toBeGreaterThan(25);
    expect(await complaintsOf('wcc', paths)).toBe('');
  });

  it('compiles with wcsc: every WXSS', async () => {
    const paths = files(/\.wxss$/);

    expect(paths.length).toBeGreaterThan(20);
    expect(await complaintsOf('wcsc', paths)).toBe('');
  });

  it('would be refused by them with what only newer versions know', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'mini-program-'));
    writeFileSync(join(dir, 'new.wxml'), '<view>{{a ?? b}}</view>');
    writeFileSync(join(dir, 'new.wxss'), '.a { .b { color: red; } }');

    const complaints = [await complaintsOf('wcc', ['new.wxml'], dir), await complaintsOf('wcsc', ['new.wxss'], dir)];

    expect(complaints).toEqual([
      expect.stringContaining('unexpected token'),
      expect.stringContaining('unexpected `{`'),
    ]);
    rmSync(dir, { recursive: true });
  });

  it('fits into its budget, and asks the API of its deployment', () => {
    const sizes = files(/\./)
      .map((file) => statSync(join(dist, file)))
      .filter((stats) => stats.isFile());

    expect(sizes.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(BUDGETS.miniProgram);
    const code = files(/\.js$/).map((file) => readFileSync(join(dist, file), 'utf8'));
    expect(code.filter((text) => text.includes('https://api.example.cn'))).toHaveLength(1);
  });

  it('has nothing that an iPhone of 2019 does not know', () => {
    const NEWER =
      /\(\?<[=!]|\.(replaceAll|findLast|findLastIndex|toSorted|toReversed|at)\(|\bObject\.(groupBy|hasOwn)\b/;

    const newer = files(/\.js$/).filter((file) => NEWER.test(readFileSync(join(dist, file), 'utf8')));

    expect(newer).toEqual([]);
  });

  it('has no source, no test and no code of the service: modules of its own, of client and domain, and two libraries', () => {
    const foreign = sources.filter(
      (path) => !/^(miniprogram\/src|client|contracts|shared\/domain)\/.+(?<!\.test)\.(ts|json)$/.test(path),
    );

    expect(sources.length).toBeGreaterThan(100);
    expect([...new Set(foreign.map((path) => path.replace(/[\w.-]+\.js$/, '')))]).toEqual([
      'node_modules/@noble/hashes/esm/',
      'node_modules/punycode.js/',
    ]);
    expect(files(/\.(ts|map|vue)$/)).toEqual([]);
  });
});
