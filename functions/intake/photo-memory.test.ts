import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../local/root.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'photo-memory-'));
});
afterAll(() => rm(dir, { recursive: true }));

const MODULE = JSON.stringify(join(ROOT, 'functions/intake/check-file.ts'));
/** Checks one file and prints what came out and by how many bytes the process grew at most. */
const CHECK = `
  const { readFileSync } = await import('node:fs');
  const { checkFile } = await import(${MODULE});
  const bytes = readFileSync(process.argv[1]);
  const rss = () => process.memoryUsage().rss;
  const before = rss();
  // The process's own peak may lie before: loading and compiling the modules takes more than a small picture.
  let peak = before;
  const watch = setInterval(() => { peak = Math.max(peak, rss()); }, 2);
  const { accepted, findings } = await checkFile('business-licence', process.argv[2], bytes);
  clearInterval(watch);
  const grown = Math.max(peak, rss()) - before;
  console.log(JSON.stringify({ accepted, messages: findings.map(({ message }) => message), grown }));
`;

async function checkedAlone(picture: Sharp, contentType: string) {
  const file = join(dir, 'picture');
  await writeFile(file, await picture.toBuffer());
  const args = ['--import', 'tsx', '--input-type=module', '--eval', CHECK, file, contentType];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  return JSON.parse(stdout) as { accepted: boolean; messages: readonly string[]; grown: number };
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#9a8a70' }, limitInputPixels: false });

const MEBIBYTE = 1024 * 1024;

describe('the memory that a photo takes', () => {
  it.each<[string, Sharp, string]>([
    ['a JPEG of 50 megapixels', blank(8160, 6120).jpeg(), 'image/jpeg'],
    ['one that lies on its side', blank(8160, 6120).withMetadata({ orientation: 6 }).jpeg(), 'image/jpeg'],
    [
      'the largest progressive one',
      blank(4700, 3540).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
      'image/jpeg',
    ],
    ['a PNG of 50 megapixels', blank(8160, 6120).png(), 'image/png'],
    ['the largest PNG that lies on its side', blank(6600, 5050).withMetadata({ orientation: 6 }).png(), 'image/png'],
  ])('stays below 256 MB: %s', async (_, picture, contentType) => {
    const { accepted, grown } = await checkedAlone(picture, contentType);

    expect(accepted).toBe(true);
    expect(grown).toBeGreaterThan(MEBIBYTE);
    expect(grown).toBeLessThan(256 * MEBIBYTE);
  });

  it.each<[string, Sharp, string]>([
    ['a progressive JPEG', blank(8160, 6120).jpeg({ progressive: true }), 'image/jpeg'],
    ['an interlaced PNG', blank(8160, 6120).png({ progressive: true }), 'image/png'],
    ['a PNG that lies on its side', blank(8160, 6120).withMetadata({ orientation: 6 }).png(), 'image/png'],
  ])('is not taken by what would have to be held whole: %s of 50 megapixels', async (_, picture, contentType) => {
    const { messages, grown } = await checkedAlone(picture, contentType);

    expect(messages).toEqual(['图片尺寸过大，请用手机普通模式重新拍摄后上传。']);
    expect(grown).toBeLessThan(64 * MEBIBYTE);
  });
});
