import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFunctions } from '../bundle.ts';

const STAMP_LENGTH = 64;

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'loader-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Bundles a handler and tells where what V8 compiled of it lies. */
async function bundleWith(handler: string, nodeFlags: readonly string[] = []): Promise<string> {
  mkdirSync(join(root, 'functions/probe'), { recursive: true });
  writeFileSync(join(root, 'functions/probe/index.ts'), `export const main_handler = ${handler};`);
  const { probe } = await bundleFunctions({ names: ['probe'], root, nodeFlags });
  return join(probe, '../function.cache');
}

/** What the handler answers in a process with these flags, and what that wrote before. */
function run(...flags: readonly string[]): { readonly answer: string; readonly written: readonly string[] } {
  const file = join(root, 'build/functions/probe/index.js');
  const code = `Promise.resolve(require(${JSON.stringify(file)}).main_handler()).then((a) => console.log(String(a)))`;
  const environment = { ...process.env, NODE_OPTIONS: '', SCF_FUNCTIONNAME: 'icp-probe' };
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '-e', code], { env: environment });
  const lines = `${stderr}${stdout}`.trimEnd().split('\n');
  return { answer: lines.at(-1) ?? '', written: lines.slice(0, -1) };
}

describe("a function's loader", () => {
  it('runs the code that V8 made', async () => {
    const cache = await bundleWith('() => "of the cache"');
    const code = readFileSync(cache).subarray(STAMP_LENGTH);
    await bundleWith('() => "of the text."');
    const stamp = readFileSync(cache).subarray(0, STAMP_LENGTH);

    writeFileSync(cache, Buffer.concat([stamp, code]));

    expect(run()).toEqual({ answer: 'of the cache', written: [] });
  });

  it('does not run code that was made of another script, though that has the same length', async () => {
    const cache = await bundleWith('() => 1');
    copyFileSync(cache, join(root, 'older'));
    await bundleWith('() => 2');

    copyFileSync(join(root, 'older'), cache);

    expect(run()).toEqual({ answer: '2', written: [] });
  });

  it('compiles the script where there is no code', async () => {
    const cache = await bundleWith('() => 1');

    rmSync(cache);

    expect(run()).toEqual({ answer: '1', written: [] });
  });

  it('compiles the script where V8 refuses the code, and tells the operator under which flags', async () => {
    await bundleWith('() => 1');

    const { answer, written } = run('--stack-size=900', '--max-old-space-size=64');

    expect(answer).toBe('1');
    expect(written.map((line) => JSON.parse(line))).toEqual([
      {
        level: 'warn',
        function: 'icp-probe',
        requestId: '',
        operation: 'function',
        failure: 'code-cache-refused',
        vendorCode: `${process.versions.v8} --stack-size=900`,
      },
    ]);
  });

  it('runs code that was made for the flags that Node was started with, and for no flags where it was not', async () => {
    await bundleWith('() => 1', ['--stack-size=900']);

    const [same, without] = [run('--stack-size=900'), run()];

    expect(same).toEqual({ answer: '1', written: [] });
    expect(without.written).toEqual([expect.stringContaining('code-cache-refused')]);
  });

  it.each([['--max-old-space-size=64'], ['--max_old_space_size=64'], ['--max-semi-space-size=4']])(
    'runs code whatever the size of the heap, which stays: %s',
    async (flag) => {
      await bundleWith("async () => (await import('node:v8')).getHeapStatistics().heap_size_limit");
      const limit = spawnSync(process.execPath, [
        flag,
        '-p',
        "require('node:v8').getHeapStatistics().heap_size_limit",
      ]).stdout;

      expect(run(flag)).toEqual({ answer: String(limit).trim(), written: [] });
    },
  );
});
