import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFunctions, compileFunctions } from './bundle.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('bundleFunctions', () => {
  it('makes one CommonJS module per function, of ESM-only packages too, with the export under its name', async () => {
    write('node_modules/esm-only/package.json', '{"name":"esm-only","type":"module","exports":"./index.js"}');
    write('node_modules/esm-only/index.js', 'export class Greeting { text = "hello " }');
    write('functions/ocr/read.ts', 'export const name = (): string => "ocr";');
    write(
      'functions/ocr/index.ts',
      `import { Greeting } from 'esm-only';
       import { name } from './read.ts';
       export const main_handler = async () => [new Greeting().text + name(), Greeting.name];`,
    );

    const files = await bundleFunctions({ names: ['ocr'], root });
    const { main_handler } = createRequire(files.ocr)(files.ocr);

    expect(files.ocr).toBe(join(root, 'build/functions/ocr/index.js'));
    expect(await main_handler()).toEqual(['hello ocr', 'Greeting']);
  });

  it('leaves native packages outside', async () => {
    write('functions/intake/index.ts', "import sharp from 'sharp'; export const main_handler = async () => sharp;");

    const { intake } = await compileFunctions({ names: ['intake'], root });

    expect(intake.packages).toEqual(['sharp']);
    expect(readFileSync(intake.file, 'utf8')).toContain('require("sharp")');
  });

  it.each([
    [undefined, 'cos', 's3'],
    ['cos', 'cos', 's3'],
    ['s3', 's3', 'cos'],
  ])(
    'has for OBJECT_STORE=%s the adapter of %s, and says that the one of %s is not there',
    async (objectStore, has, lacks) => {
      for (const store of ['cos', 's3']) {
        write(
          `shared/adapters/${store}/object-store.ts`,
          `export const createObjectStore = () => 'store of ${store}';`,
        );
      }
      write(
        'functions/ocr/index.ts',
        `export const main_handler = async (store: string) => {
         const { createObjectStore } = store === 's3'
           ? await import('../../shared/adapters/s3/object-store.ts')
           : await import('../../shared/adapters/cos/object-store.ts');
         return createObjectStore();
       };`,
      );

      const { ocr } = await bundleFunctions({ names: ['ocr'], root, objectStore });
      const { main_handler } = createRequire(ocr)(ocr);

      expect(await main_handler(has)).toBe(`store of ${has}`);
      await expect(main_handler(lacks)).rejects.toThrow(`this bundle was made for OBJECT_STORE=${has}`);
    },
  );

  it('has a source map beside that leads an error back to its line', async () => {
    write('functions/ocr/index.ts', '\n\nexport const main_handler = (): never => { throw new Error("here"); };');
    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    const { stderr } = spawnSync(process.execPath, ['--enable-source-maps', '-e', `require('${ocr}').main_handler()`]);

    expect(String(stderr)).toContain(join(root, 'functions/ocr/index.ts:3'));
  });

  it('has classes by their names, and functions by theirs in stacks, though all names are shortened', async () => {
    write(
      'functions/ocr/index.ts',
      `class SlowVendor extends Error {}
       function askTheVendor(): never { throw new SlowVendor('late'); }
       export const main_handler = (isAsked?: true): unknown => isAsked ? askTheVendor() : [SlowVendor.name, askTheVendor.name];`,
    );
    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    const asked = `require('${ocr}').main_handler(true)`;
    const { stderr } = spawnSync(process.execPath, ['--enable-source-maps', '-e', asked]);
    const [className, functionName] = createRequire(ocr)(ocr).main_handler();

    expect(className).toBe('SlowVendor');
    expect(functionName).not.toBe('askTheVendor');
    expect(String(stderr)).toContain(`at askTheVendor (${join(root, 'functions/ocr/index.ts:2')}`);
  });

  it('is in ASCII, and knows Chinese as before: in texts, templates and patterns, of rare characters too', async () => {
    write(
      'functions/ocr/index.ts',
      `// 中文
       export const main_handler = (city: string): unknown =>
         ['京', \`\${city}市\`, /^[省市]$/.test('市'), /^[𠮷𠮾]$/u.test('𠮾'), /^[𠮷𠮾]$/u.test('吉')];`,
    );

    const { ocr } = await compileFunctions({ names: ['ocr'], root });

    expect(readFileSync(ocr.file, 'utf8')).toMatch(/^[\n\x20-\x7e]+$/);
    expect(createRequire(ocr.entry)(ocr.entry).main_handler('天津')).toEqual(['京', '天津市', true, true, false]);
  });

  it('refuses a pattern of a package that is not ASCII, which the loader would read wrongly', async () => {
    write('node_modules/foreign/package.json', '{"name":"foreign","type":"module","exports":"./index.js"}');
    write('node_modules/foreign/index.js', 'export const isCity = (text) => /市$/.test(text);');
    write('functions/ocr/index.ts', "import { isCity } from 'foreign'; export const main_handler = isCity;");

    const bundling = bundleFunctions({ names: ['ocr'], root });

    await expect(bundling).rejects.toThrow('ocr.js: the compiler has left a character that is not ASCII');
  });

  it('does not touch a file that would stay the same', async () => {
    write('functions/ocr/index.ts', 'export const main_handler = async () => 1;');
    await bundleFunctions({ names: ['ocr'], root });
    const folder = join(root, 'build/functions/ocr');
    const times = () => readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs]);
    const before = times();

    await bundleFunctions({ names: ['ocr'], root });
    const same = times();
    write('functions/ocr/index.ts', 'export const main_handler = async () => 2;');
    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    expect(before.map(([name]) => name)).toEqual(['function.cache', 'function.js', 'function.js.map', 'index.js']);
    expect(same).toEqual(before);
    expect(await createRequire(ocr)(ocr).main_handler()).toBe(2);
  });

  it("gives a package that asks for its own address the bundle's", async () => {
    write('node_modules/asking/package.json', '{"name":"asking","type":"module","exports":"./index.js"}');
    write('node_modules/asking/index.js', 'export const at = new URL("./data", import.meta.url).pathname;');
    write('functions/ocr/index.ts', "import { at } from 'asking'; export const main_handler = () => at;");

    const { ocr } = await bundleFunctions({ names: ['ocr'], root });

    expect(createRequire(ocr)(ocr).main_handler()).toBe(join(root, 'build/functions/ocr/data'));
  });

  it('refuses import.meta in our own code, where a CommonJS bundle has none', async () => {
    write('functions/ocr/index.ts', 'export const main_handler = async () =>\n  import.meta.url;');

    const bundling = bundleFunctions({ names: ['ocr'], root });

    await expect(bundling).rejects.toThrow("functions/ocr/index.ts: import.meta has no meaning in a function's bundle");
  });

  it('fails with the place of a missing import', async () => {
    write('functions/ocr/index.ts', "import './nowhere.ts';");

    const bundling = bundleFunctions({ names: ['ocr'], root });

    await expect(bundling).rejects.toThrow('functions/ocr/index.ts:1:7: ERROR: Could not resolve "./nowhere.ts"');
  });
});
