import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFunctions } from './bundle/bundle-functions.ts';
import { packageFunction } from './package-function.ts';
import { ROOT } from './root.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'package-'));
  mkdirSync(join(root, 'functions/timer'), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'font.ttf'), 'a font');
  write(1);
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (day: number) =>
  writeFileSync(
    join(root, 'functions/timer/index.ts'),
    `import days from 'chinese-days'; export const main_handler = () => days.isWorkday('2025-10-0${day}');`,
  );

async function packaged() {
  const { timer } = await bundleFunctions({ names: ['timer'], root });
  return packageFunction(timer, ['font.ttf'], root);
}

describe('the package of a function', () => {
  it('contains its scripts and the files beside it, but no source maps', async () => {
    const { zip } = await packaged();

    expect(Object.keys(unzipSync(zip)).toSorted()).toEqual(['font.ttf', 'index.js', 'main.mjs']);
  });

  it('contains a native package where its script imports it', async () => {
    writeFileSync(
      join(root, 'functions/timer/index.ts'),
      "export const main_handler = async () => (await import('sharp')).default;",
    );

    const { zip } = await packaged();

    expect(Object.keys(unzipSync(zip))).toEqual(
      expect.arrayContaining(['node_modules/sharp/package.json', 'node_modules/sharp/dist/index.mjs']),
    );
  });

  it('is the same, byte for byte, when nothing has changed', async () => {
    const givenPackage = await packaged();
    rmSync(join(root, 'build'), { recursive: true });
    const other = await packaged();

    expect(other.fingerprint).toBe(givenPackage.fingerprint);
    expect(Buffer.from(other.zip).equals(givenPackage.zip)).toBe(true);
  });

  it.each([
    ['code', () => write(2)],
    ['file beside', () => writeFileSync(join(root, 'font.ttf'), 'b font')],
  ])('is another one with another %s', async (_case, change) => {
    const givenPackage = await packaged();
    change();
    const other = await packaged();

    expect(other.fingerprint).not.toBe(givenPackage.fingerprint);
  });
});
