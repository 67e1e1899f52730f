import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** Replaces `npm ci`: records the call, takes a moment, leaves the packages and npm's own record of them. */
const NPM = `
import fs from 'node:fs';
fs.appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
setTimeout(() => {
  fs.mkdirSync('node_modules', { recursive: true });
  for (const name of ['tsx', 'vitest']) {
    const target = ${JSON.stringify(join(import.meta.dirname, '..', 'node_modules'))} + '/' + name;
    try { fs.symlinkSync(target, 'node_modules/' + name); } catch {}
  }
  const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
  delete packages[''];
  delete packages['node_modules/elsewhere'];
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
}, 150);`;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bootstrap-'));
  for (const folder of ['tools', 'local']) mkdirSync(join(root, folder));
  for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.mjs')))
    copyFileSync(join(import.meta.dirname, name), join(root, 'tools', name));
  write('npm-cli.js', NPM);
  write('package.json', '{"type":"module","engines":{"node":">=20.19.0"}}');
  lockfile('1.0.0');
  write(
    'local/start.ts',
    'const args: string[] = process.argv.slice(2); console.log(JSON.stringify([args, process.env.TZ]));',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (path: string, text: string) => writeFileSync(join(root, path), text);
const lockfile = (version: string) =>
  write(
    'package-lock.json',
    JSON.stringify({
      packages: {
        '': {},
        'node_modules/tsx': { version, integrity: 'sha512-x' },
        'node_modules/elsewhere': { version, optional: true, os: ['aix'], cpu: ['ppc64'] },
      },
    }),
  );
const npmCalls = () => (existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8') : '');

function writeAll(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    write(path, text);
  }
}

function start(...given: (string | Readonly<Record<string, string>>)[]): ChildProcess {
  // The variables of the outer vitest must not reach the inner one.
  const { VITEST, NODE_OPTIONS, ...outer } = process.env;
  const args = given.filter((arg) => typeof arg === 'string');
  const env = Object.assign(outer, ...given.filter((arg) => typeof arg === 'object'));
  return spawn(process.execPath, ['tools/bootstrap.mjs', ...args], {
    cwd: root,
    env: { ...env, npm_execpath: join(root, 'npm-cli.js') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function ending(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (output += data));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

describe('the packages', () => {
  it('are installed before the first command, which gets its arguments and runs in UTC', async () => {
    const { code, output } = await ending(start('start', '--port', '0'));

    expect(npmCalls()).toBe('ci\n');
    expect(output).toContain('正在安装依赖');
    expect(output).toContain('[["--port","0"],"UTC"]');
    expect(code).toBe(0);
  });

  it('are installed again only when package-lock.json changes', async () => {
    await ending(start('start'));
    await ending(start('start'));
    const afterTwo = npmCalls();
    lockfile('1.0.1');

    await ending(start('start'));

    expect(afterTwo).toBe('ci\n');
    expect(npmCalls()).toBe('ci\nci\n');
  });

  it('are installed once by concurrent commands, despite a lock whose owner died', async () => {
    mkdirSync(join(root, '.data'));
    write('.data/install.lock', '4194304');

    const ends = await Promise.all([ending(start('start')), ending(start('start'))]);

    expect(npmCalls()).toBe('ci\n');
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(existsSync(join(root, '.data/install.lock'))).toBe(false);
  });
});

describe('a command', () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

  it('is refused on another Node.js, in Chinese and English', async () => {
    write('package.json', '{"engines":{"node":"^16.20.0 || ^18.13.0"}}');

    const { code, output } = await ending(start('start'));

    expect(code).toBe(1);
    expect(output).toContain(`需要 Node.js ^16.20.0 || ^18.13.0，当前是 ${process.version}`);
    expect(output).toContain('Install Node.js 18');
    expect(npmCalls()).toBe('');
  });

  it.each([
    ['this line from this version on', `^16.20.0 || ^${major}.${minor}.0`, 0],
    ['every line after an older one', '^16.20.0 || >=18.0.0', 0],
    ['this line from a later version on', `^16.20.0 || ^${major}.${minor + 1}.0`, 1],
    ['every line from a later one on', `^16.20.0 || >=${major + 1}.0.0`, 1],
  ])('takes a range for %s', async (_what, range, expected) => {
    write('package.json', `{"type":"module","engines":{"node":"${range}"}}`);

    expect((await ending(start('start'))).code).toBe(expected);
  });

  it.each([
    [['--stage', 'trial'], '', ['--stage', 'trial']],
    [['--config', 'desk/serverless.yml', '--now'], 'desk', ['--config', 'desk/serverless.yml', '--now']],
    [['--config=desk/serverless.yml'], 'desk', ['--config', 'desk/serverless.yml']],
  ])('of the CLI runs in the folder of the description: plan %j', async (args, folder, given) => {
    const cli = 'console.log(JSON.stringify([process.cwd(), process.argv.slice(2)]))';
    writeAll({
      '.env.example': '# Its meaning\nCOS_BUCKET=\n',
      'serverless.yml': '',
      'desk/serverless.yml': '',
      'node_modules/serverless/bin/serverless.js': cli,
    });

    const { output } = await ending(start('plan', ...args));

    const inFull = given.map((arg) => (arg.endsWith('.yml') ? join(root, arg) : arg));
    expect(output).toContain(JSON.stringify([join(root, folder), ['plan', ...inFull]]));
  });

  it.each(['plan', 'deploy'])(
    'of the CLI says of each variable that .env leaves empty what it means: %s',
    async (name) => {
      writeAll({
        '.env.example': '# 私有存储桶\nCOS_BUCKET=\n\n# 可以留空\n# VPC_ID=\n\n# 小程序的 AppID\nWECHAT_APP_ID=\n',
        'serverless.yml': '',
        'node_modules/serverless/bin/serverless.js': 'console.log("runs")',
      });

      const unfilled = await ending(start({ COS_BUCKET: '', VPC_ID: '', WECHAT_APP_ID: '' }, name));
      const half = await ending(start({ COS_BUCKET: '', WECHAT_APP_ID: 'wx0123456789abcdef' }, name));
      const filled = await ending(start({ COS_BUCKET: 'b-1250000000', WECHAT_APP_ID: 'wx0123456789abcdef' }, name));

      expect(unfilled.output).toContain(
        '没填的变量，什么也没做：\n  COS_BUCKET：私有存储桶\n  WECHAT_APP_ID：小程序的 AppID\n填好',
      );
      expect(half.output).toContain('什么也没做：\n  COS_BUCKET：私有存储桶\n填好');
      expect([unfilled.code, half.code, filled.code]).toEqual([1, 1, 0]);
      expect(filled.output).toContain('runs');
    },
  );

  it('checks all when the first of them finds something', async () => {
    const tools = [
      ...['typescript/bin/tsc', 'vue-tsc/bin/vue-tsc.js', '@biomejs/biome/bin/biome', 'prettier/bin/prettier.cjs'],
    ].map((tool) => [`node_modules/${tool}`, `console.log('ran ${tool} ' + process.argv[2]); process.exitCode = 1;`]);
    writeAll(Object.fromEntries(tools));

    const { code, output } = await ending(start('check'));

    expect(output.match(/^ran .*$/gm)?.toSorted()).toEqual([
      'ran @biomejs/biome/bin/biome check',
      'ran prettier/bin/prettier.cjs --check',
      'ran typescript/bin/tsc -p',
      'ran typescript/bin/tsc -p',
      'ran typescript/bin/tsc undefined',
      'ran vue-tsc/bin/vue-tsc.js --noEmit',
    ]);
    expect(code).toBe(1);
  });

  it('of the CLI says which description is not there', async () => {
    const { code, output } = await ending(start('deploy', '--config', 'desk/serverless.yml'));

    expect(code).toBe(1);
    expect(output).toContain(`找不到 ${join(root, 'desk/serverless.yml')}。`);
  });

  it('is one of a list', async () => {
    const { code, output } = await ending(start('deploy-everything'));

    expect(code).toBe(1);
    expect(output).toMatch(/<start\|walk\|[a-z:|-]+\|test\|[a-z:|-]+>/);
  });

  it('gets SIGTERM once, however often it arrives at once, and its exit code is the result', async () => {
    write(
      'local/start.ts',
      `let times = 0;
       process.on('SIGTERM', () => { times += 1; setTimeout(() => process.exit(40 + times), 200); });
       setInterval(() => {}, 1000);
       console.log('ready');`,
    );
    const child = start('start');
    const end = ending(child);
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (data) => String(data).includes('ready') && resolve()),
    );

    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGTERM'), 50);

    expect((await end).code).toBe(41);
  });
});

const passing = "import { expect, it } from 'vitest'; it('is one', () => expect(1).toBe(1));";
const failing = passing.replace('toBe(1)', 'toBe(2)');
const lastLine = (output: string) => output.trimEnd().split('\n').at(-1);

describe('npm test', () => {
  it('ends with the counts on a line of their own and fails with a test or a file that can not be loaded', async () => {
    write('good.test.ts', passing);
    write('bad.test.ts', failing);
    write('broken.test.ts', "import './nowhere.ts';");

    const { code, output } = await ending(start('test', 'good', 'bad', 'broken'));

    expect(lastLine(output)).toBe('1 passed, 2 failed');
    expect(output.match(/^failed: .*$/gm)).toEqual([
      expect.stringContaining('bad.test.ts: is one: AssertionError: expected 1 to be 2'),
      expect.stringContaining('broken.test.ts: '),
    ]);
    expect(code).toBe(1);
  });

  it('passes when all tests do', async () => {
    write('good.test.ts', passing);

    const { code, output } = await ending(start('test', 'good'));

    expect(lastLine(output)).toBe('1 passed, 0 failed');
    expect(code).toBe(0);
  });

  it('fails with an error outside of every test', async () => {
    write('late.test.ts', `${passing} setTimeout(() => { throw new Error('late'); });`);

    const { code, output } = await ending(start('test', 'late'));

    expect(lastLine(output)).toBe('1 passed, 1 failed');
    expect(output).toContain('failed: late.test.ts: an error outside of every test: Error: late');
    expect(code).toBe(1);
  });

  it('fails when no test ran, and prints no counts', async () => {
    write('good.test.ts', passing);

    const { code, output } = await ending(start('test', 'good', '--passWithNoTests', '-t', 'is two'));

    expect(lastLine(output)).toBe('没有运行任何测试。 No test ran.');
    expect(output).not.toMatch(/^\d+ passed, \d+ failed$/m);
    expect(code).toBe(1);
  });

  it('reports that it was cut off, and prints no counts', async () => {
    write('good.test.ts', `${passing} it('is long', () => new Promise(() => console.log('waiting')), 60_000);`);
    const child = start('test', 'good');
    const end = ending(child);
    await new Promise<void>((resolve) =>
      child.stdout?.on('data', (data) => String(data).includes('waiting') && resolve()),
    );

    child.kill('SIGTERM');
    const { code, output } = await end;

    expect(lastLine(output)).toBe('测试中断，没有结果。 The tests were cut off: there is no result.');
    expect(output).not.toMatch(/^\d+ passed, \d+ failed$/m);
    expect(code).toBe(143);
  });
});

describe('npm run test:gate', () => {
  const check = (path: string, code: number) => {
    mkdirSync(dirname(join(root, 'node_modules', path)), { recursive: true });
    write(`node_modules/${path}`, `process.exit(${code})`);
  };
  beforeEach(() => {
    write(
      'vitest.config.ts',
      `const project = (name, include, exclude) => ({ test: { name, include: [include], exclude } });
       export default { test: { projects: [
         project('domain', '*.test.ts', ['*.journey.test.ts']), project('journey', '*.journey.test.ts', []),
         project('tools-domain', 'tools/*.test.ts', []),
       ] } };`,
    );
    write('tools/browser.ts', '');
    mkdirSync(join(root, 'tests/node-lines'), { recursive: true });
    write('tests/node-lines/package-lock.json', '{"packages":{"node_modules/node-22":{"version":"22.0.0"}}}');
    write('tools/cost.test.ts', passing);
    check('@biomejs/biome/bin/biome', 0);
    check('prettier/bin/prettier.cjs', 0);
    check('typescript/bin/tsc', 0);
    check('vue-tsc/bin/vue-tsc.js', 0);
  });

  it('runs the tools also after a failed test, and ends with the sum alone, after the journeys that it left out', async () => {
    write('good.test.ts', passing);
    write('bad.test.ts', failing);
    write('long.journey.test.ts', "it('ends', () => {});\n  it.each([1, 2])('is %i', () => {});");
    write('longer.journey.test.ts', "it('ends', () => {});");

    const { code, output } = await ending(start('test:gate'));

    expect(output.match(/^\d+ passed, \d+ failed$/gm)).toEqual(['2 passed, 1 failed']);
    expect(output.trimEnd().split('\n').slice(-4)).toEqual([
      '没有运行 not run here: 3 tests of 2 journeys (npm run test:journeys)',
      expect.stringContaining('failed: bad.test.ts: is one: '),
      '',
      '2 passed, 1 failed',
    ]);
    expect(code).toBe(1);
  });

  const flakyOnce = (how: string) =>
    `import { existsSync, writeFileSync } from 'node:fs';
     const second = existsSync('ran');
     writeFileSync('ran', '');
     if (!second) { ${how} }
     ${passing}`;
  it.each([
    [
      'a failed test',
      `it('meets others', () => expect(1).toBe(2));`,
      'meets others: AssertionError: expected 1 to be 2',
    ],
    ['a file that could not be loaded', `throw new Error('no port');`, 'Error: no port'],
    ['a hook', `beforeAll(() => { throw new Error('no port'); });`, 'Error: no port'],
    [
      'an error outside of every test',
      `setTimeout(() => { throw new Error('late'); });`,
      'an error outside of every test: Error: late',
    ],
  ])('runs a file once more, alone, after %s, and tells it as flaky when it passes', async (_what, how, reason) => {
    write('good.test.ts', passing);
    write('flaky.test.ts', `import { beforeAll } from 'vitest'; ${flakyOnce(how)}`);

    const { code, output } = await ending(start('test:gate'));

    expect(output).toContain('once more, alone: flaky.test.ts');
    expect(output).toContain(`flaky: flaky.test.ts: ${reason}`);
    expect(lastLine(output)).toBe('3 passed, 0 failed');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(root, '.data/tests/test-gate.json'), 'utf8'))).toMatchObject({
      passed: 3,
      failed: [],
      flaky: [expect.stringContaining(`flaky.test.ts: ${reason}`)],
      notRun: { journeys: 0, tests: 0 },
      slowest: expect.arrayContaining([{ file: 'good.test.ts', seconds: expect.stringMatching(/^\d+\.\d$/) }]),
    });
  });

  it('fails with a file that fails twice, and names it once', async () => {
    write('good.test.ts', passing);
    write('bad.test.ts', failing);

    const { code, output } = await ending(start('test:gate'));

    expect(output).toContain('once more, alone: bad.test.ts');
    expect(output.match(/^(failed|flaky): .*/gm)).toEqual([expect.stringContaining('failed: bad.test.ts: is one: ')]);
    expect(code).toBe(1);
  });

  it('fails at once, and runs nothing again, when a worker dies', async () => {
    write('crash.test.ts', `${passing} it('ends', () => process.kill(process.pid, 'SIGKILL'));`);

    const { code, output } = await ending(start('test:gate'));

    expect(output).toContain('failed: crash.test.ts: it did not end');
    expect(output).toContain('failed: an error outside of every test: ');
    expect(output).not.toContain('once more');
    expect(lastLine(output)).toBe('1 passed, 2 failed');
    expect(code).toBe(1);
  });

  it('runs nothing again when more than eight files fail', async () => {
    for (let index = 0; index < 9; index += 1) write(`bad${index}.test.ts`, failing);

    const { code, output } = await ending(start('test:gate'));

    expect(output).not.toContain('once more');
    expect(lastLine(output)).toBe('1 passed, 9 failed');
    expect(code).toBe(1);
  });

  it('fails when one of its commands ran no test, whatever the other counts', async () => {
    rmSync(join(root, 'tools/cost.test.ts'));
    write('good.test.ts', passing);

    const { code, output } = await ending(start('test:gate'));

    expect(lastLine(output)).toBe('没有运行任何测试。 No test ran.');
    expect(code).toBe(1);
  });

  it('counts a failed check as one failed test, and runs no test of the product after it', async () => {
    check('typescript/bin/tsc', 2);
    write('good.test.ts', passing);
    write('long.journey.test.ts', passing);

    const { code, output } = await ending(start('test:gate'));

    expect(lastLine(output)).toBe('1 passed, 1 failed');
    expect(code).toBe(2);
  });

  it('says that there is no browser before the first test, and ends', async () => {
    write('tools/browser.ts', "console.error('请安装 Chromium'); process.exitCode = 1;");
    write('good.test.ts', passing);

    const { code, output } = await ending(start('test:gate'));

    expect(output).toContain('请安装 Chromium');
    expect(lastLine(output)).toBe('0 passed, 1 failed');
    expect(code).toBe(1);
  });

  it.each([
    ['test', '1 passed, 0 failed'],
    ['test:tools', '2 passed, 0 failed'],
    ['test:journeys', '3 passed, 0 failed'],
  ])('is made of npm run %s', async (command, sum) => {
    write('good.test.ts', passing);
    write('tools/prices.test.ts', passing);
    for (const name of ['a', 'b', 'c']) write(`${name}.journey.test.ts`, passing);

    expect(lastLine((await ending(start(command))).output)).toBe(sum);
  });

  it('brings the other Node.js lines only for the journeys', async () => {
    write('long.journey.test.ts', passing);
    await ending(start('test:tools'));
    const afterTools = npmCalls();

    await ending(start('test:journeys'));

    expect(afterTools).toBe('ci\n');
    expect(npmCalls()).toBe('ci\nci --prefix tests/node-lines\n');
  });

  it('names the ten slowest files', async () => {
    for (let index = 0; index < 11; index += 1) write(`good${index}.test.ts`, passing);
    write(
      'slow.test.ts',
      "import { it } from 'vitest'; it('is slow', () => new Promise((end) => setTimeout(end, 700)));",
    );

    const { output } = await ending(start('test'));

    const [first, ...rest] = output.split('slowest files\n')[1]?.split('\n').slice(0, 10) ?? [];
    expect(first).toMatch(/^ +\d+\.\d s {2}slow\.test\.ts$/);
    expect(rest).toHaveLength(9);
  });
});
