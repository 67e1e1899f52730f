import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { type Bundle, bundleFunctions } from './bundle-functions.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** The platform loads a function with `require`. */
const handlerOf = ({ entry }: Bundle): ((...parts: readonly unknown[]) => Promise<unknown>) =>
  createRequire(entry)(entry).main_handler;

describe('bundleFunctions', () => {
  it('makes a CommonJS module of each function, also from ESM-only packages, with the export under its name', async () => {
    write('node_modules/esm-only/package.json', '{"name":"esm-only","type":"module","exports":"./index.js"}');
    write('node_modules/esm-only/index.js', 'export class Greeting { text = "hello " }');
    write('functions/ocr/read.ts', 'export const name = (): string => "ocr";');
    write(
      'functions/ocr/index.ts',
      `import { Greeting } from 'esm-only';
       import { name } from './read.ts';
       export const main_handler = async () => [new Greeting().text + name(), Greeting.name];`,
    );

    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    expect(ocr.entry).toBe(join(root, 'build/functions/ocr/index.js'));
    expect(await handlerOf(ocr)()).toEqual(['hello ocr', 'Greeting']);
  });

  it('bundles CommonJS packages, with what they require of Node.js and their own path', async () => {
    write('node_modules/old/package.json', '{"name":"old"}');
    write('node_modules/old/index.js', 'exports.sep = require("path").sep; exports.file = __filename;');
    write('functions/ocr/index.ts', "import old from 'old'; export const main_handler = async () => old;");

    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    expect(await handlerOf(ocr)()).toEqual({ sep: '/', file: join(root, 'build/functions/ocr/main.mjs') });
  });

  it('passes event and context to the handler, and its error to the platform', async () => {
    write(
      'functions/ocr/index.ts',
      `export const main_handler = async (event: string, context: string) => {
         if (event === 'bad') throw new Error('no');
         return [event, context];
       };`,
    );

    const handler = handlerOf((await bundleFunctions({ names: ['ocr'], root })).ocr);

    expect(await handler('event', 'context')).toEqual(['event', 'context']);
    await expect(handler('bad')).rejects.toThrow('no');
  });

  it('puts a dynamic import into a script of its own, which is loaded on first use', async () => {
    write('functions/ocr/later.ts', 'export const word = "later";');
    write(
      'functions/ocr/index.ts',
      "export const main_handler = async () => (await import('./later.ts')).word.toUpperCase();",
    );

    const { ocr } = await bundleFunctions({ names: ['ocr'], root });
    const [later = ''] = ocr.scripts.filter((path) => basename(path).startsWith('later-'));
    const script = readFileSync(later);
    rmSync(later);
    const handler = handlerOf(ocr);
    writeFileSync(later, script);

    expect(await handler()).toBe('LATER');
  });

  it('puts a thread into a script that starts from the bundle, with the packages that it imports', async () => {
    write('node_modules/parser/package.json', '{"name":"parser","type":"module","exports":"./index.js"}');
    write('node_modules/parser/index.js', 'export const parse = (text) => text.length;');
    write(
      'functions/ocr/parse-worker.mjs',
      `import { parentPort, workerData } from 'node:worker_threads';
       import { parse } from 'parser';
       parentPort.postMessage(parse(workerData));`,
    );
    write(
      'functions/ocr/parse.ts',
      `import { once } from 'node:events';
       import { Worker } from 'node:worker_threads';
       export const parse = (workerData: string) =>
         once(new Worker(new URL('./parse-worker.mjs', import.meta.url), { workerData }), 'message');`,
    );
    write(
      'functions/ocr/index.ts',
      "export const main_handler = async (text: string) => (await import('./parse.ts')).parse(text);",
    );

    const { ocr } = await bundleFunctions({ names: ['ocr'], root });
    rmSync(join(root, 'node_modules'), { recursive: true });
    rmSync(join(root, 'functions'), { recursive: true });

    expect(ocr.scripts.map((path) => basename(path))).toContain('parse-worker.mjs');
    expect(await handlerOf(ocr)('four')).toEqual([4]);
  });

  it('has no script for an import in unreachable code', async () => {
    write('functions/ocr/later.ts', 'export const word = "later";');
    write('functions/ocr/words.ts', "export const unused = async () => import('./later.ts'); export const used = 1;");
    write('functions/ocr/index.ts', "import { used } from './words.ts'; export const main_handler = async () => used;");

    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    expect(readdirSync(dirname(ocr.entry)).filter((name) => name.startsWith('later'))).toEqual([]);
    expect(Object.keys(ocr.inputs).toSorted()).toEqual(['functions/ocr/index.ts', 'functions/ocr/words.ts']);
  });

  it('does not bundle native packages', async () => {
    write('functions/intake/index.ts', "import sharp from 'sharp'; export const main_handler = async () => sharp;");

    const { intake } = await bundleFunctions({ names: ['intake'], root });

    expect(intake.packages).toEqual(['sharp']);
    expect(readFileSync(join(dirname(intake.entry), 'main.mjs'), 'utf8')).toContain('from"sharp"');
  });

  it.each([
    [undefined, 'cos', 's3'],
    ['cos', 'cos', 's3'],
    ['s3', 's3', 'cos'],
  ])(
    'has for OBJECT_STORE=%s the adapter of %s, and an error instead of the one of %s',
    async (objectStore, has, lacks) => {
      for (const store of ['cos', 's3']) {
        write(
          `platform/adapters/${store}/object-store.ts`,
          `export const createObjectStore = () => 'store of ${store}';`,
        );
      }
      write(
        'functions/ocr/index.ts',
        `export const main_handler = async (store: string) => {
         const { createObjectStore } = store === 's3'
           ? await import('../../platform/adapters/s3/object-store.ts')
           : await import('../../platform/adapters/cos/object-store.ts');
         return createObjectStore();
       };`,
      );

      const { ocr } = await bundleFunctions({ names: ['ocr'], root, objectStore });
      const handler = handlerOf(ocr);

      expect(await handler(has)).toBe(`store of ${has}`);
      await expect(handler(lacks)).rejects.toThrow(`this bundle was made for OBJECT_STORE=${has}`);
    },
  );

  it("loads the database driver without Node's fetch, as Node does from version 21 on", async () => {
    const driver = JSON.stringify(join(ROOT, 'node_modules/pg/lib/index.js'));
    write(
      'functions/ocr/index.ts',
      `import pg from ${driver};
       export const main_handler = async () =>
         [typeof pg.Pool, process.moduleLoadList.filter((name) => name.includes('undici')).length];`,
    );
    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    const { stdout } = spawnSync(process.execPath, [
      '-e',
      `require('${ocr.entry}').main_handler().then((loaded) => console.log(JSON.stringify(loaded)))`,
    ]);

    expect(String(stdout)).toBe('["function",0]\n');
  });

  it('has source maps that lead an error back to its line and function', async () => {
    write(
      'functions/ocr/index.ts',
      `class SlowVendor extends Error {}
       function askTheVendor(): never { throw new SlowVendor('late'); }
       export const main_handler = async () => askTheVendor();`,
    );
    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    const { stderr } = spawnSync(process.execPath, [
      '--enable-source-maps',
      '-e',
      `require('${ocr.entry}').main_handler()`,
    ]);

    expect(String(stderr)).toContain('SlowVendor');
    expect(String(stderr)).toContain(`at askTheVendor (${join(root, 'functions/ocr/index.ts:2')}`);
  });

  it('does not touch an unchanged file, and removes files of an earlier state', async () => {
    write('functions/ocr/later.ts', 'export const word = "later";');
    write('functions/ocr/index.ts', "export const main_handler = async () => import('./later.ts');");
    await bundleFunctions({ names: ['ocr'], root });
    const folder = join(root, 'build/functions/ocr');
    const times = () => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
    const before = times();

    await bundleFunctions({ names: ['ocr'], root });
    expect(times()).toEqual(before);

    write('functions/ocr/index.ts', 'export const main_handler = async () => 1;');
    await bundleFunctions({ names: ['ocr'], root });
    expect(readdirSync(folder).toSorted()).toEqual(['index.js', 'main.mjs', 'main.mjs.map']);
  });

  it('refuses `import.meta` in our own code', async () => {
    write('functions/ocr/index.ts', 'export const main_handler = async () => import.meta.url;');

    await expect(bundleFunctions({ names: ['ocr'], root })).rejects.toThrow(
      'functions/ocr/index.ts: import.meta has no meaning',
    );
  });

  it('fails with the position of a mistake', async () => {
    write('functions/ocr/index.ts', "import './missing.ts';");

    await expect(bundleFunctions({ names: ['ocr'], root })).rejects.toThrow('functions/ocr/index.ts');
  });
});
