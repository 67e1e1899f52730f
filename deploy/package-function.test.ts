import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileFunctions } from '../local/bundle.ts';
import { IS_LIKE_PLATFORM, packageFunction } from './package-function.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'package-'));
  mkdirSync(join(root, 'functions/timer'), { recursive: true });
  writeFileSync(join(root, 'font.ttf'), 'a font');
  write(1);
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (day: number) =>
  writeFileSync(
    join(root, 'functions/timer/index.ts'),
    `import days from 'chinese-days'; export const main_handler = () => days.isWorkday('2025-10-0${day}');`,
  );

/** What V8 made on another system than the platform's stays here. */
const travels = (name: string) => IS_LIKE_PLATFORM || !name.endsWith('.cache');

async function packaged(nodeFlags: readonly string[] = [], tamper: (cache: string) => void = () => {}) {
  const { timer } = await compileFunctions({ names: ['timer'], root, nodeFlags });
  tamper(timer.cache);
  return packageFunction(timer, ['font.ttf'], root);
}

describe('the package of a function', () => {
  it('holds its code, its libraries, what V8 made of them, and the files beside, but no source maps', async () => {
    const { zip } = await packaged();

    const names = ['chinese-days.cache', 'chinese-days.js', 'font.ttf', 'function.cache', 'function.js', 'index.js'];
    expect(Object.keys(unzipSync(zip)).toSorted()).toEqual(names.filter(travels));
  });

  it('is the same code when only the bytes differ that V8 made, as on the machine of a colleague', async () => {
    const one = await packaged();
    const other = await packaged([], (cache) => writeFileSync(cache, 'bytes of another day'));

    expect(other.fingerprint).toBe(one.fingerprint);
    expect(Buffer.from(other.zip).equals(one.zip)).toBe(!IS_LIKE_PLATFORM);
  });

  it.each([
    ['code', () => write(2), []],
    ['file beside', () => writeFileSync(join(root, 'font.ttf'), 'b font'), []],
    ["flag of the platform's Node", () => {}, ['--stack-size=900']],
  ])('is another one with another %s', async (_case, change, nodeFlags) => {
    const one = await packaged();
    change();
    const other = await packaged(nodeFlags);

    expect(other.fingerprint).not.toBe(one.fingerprint);
  });
});
