import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NATIVE_PACKAGES } from '../../deploy/bundle/bundle-functions.ts';
import { readServerlessYml } from '../../deploy/manifest/serverless-yml.ts';
import { ROOT } from '../../deploy/root.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'photo-memory-'));
  // The deployed bundle: compiling the sources would take more memory than most pictures.
  await build({
    entryPoints: [join(ROOT, 'functions/intake/check-file.ts')],
    outfile: join(dir, 'check-file.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: [...NATIVE_PACKAGES],
    logLevel: 'silent',
  });
});
afterAll(() => rm(dir, { recursive: true }));

/** Checks one file three times, like a warm instance; prints the result and the process's peak memory in bytes. */
const CHECK = `
  const { readFileSync } = require('node:fs');
  const { checkFile } = require('./check-file.js');
  let peak = 0;
  const look = () => { peak = Math.max(peak, process.memoryUsage.rss()); };
  const watch = setInterval(look, 2);
  (async () => {
    let outcome;
    for (let turn = 0; turn < 3; turn += 1) outcome = await checkFile('business-licence', process.argv[1], readFileSync('picture'));
    look();
    clearInterval(watch);
    const messages = outcome.findings.map(({ message }) => message);
    console.log(JSON.stringify({ accepted: outcome.accepted, messages, peak }));
  })();
`;

async function checkedAlone(picture: Sharp, contentType: string) {
  await writeFile(join(dir, 'picture'), await picture.toBuffer());
  const { environment } = readServerlessYml(join(ROOT, 'serverless.yml'), {}).functions.intake ?? {};
  const env = { ...process.env, ...environment, NODE_PATH: join(ROOT, 'node_modules') };
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', CHECK, contentType], { cwd: dir, env });
  return JSON.parse(stdout) as { accepted: boolean; messages: readonly string[]; peak: number };
}

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#9a8a70' }, limitInputPixels: false });

const MEBIBYTE = 1024 * 1024;

describe('the memory of the function while it checks a photo', () => {
  it.each<[string, Sharp, string]>([
    ['a JPEG of 50 megapixels', blank(8160, 6120).jpeg(), 'image/jpeg'],
    ['one that lies on its side', blank(8160, 6120).withMetadata({ orientation: 6 }).jpeg(), 'image/jpeg'],
    [
      'the largest progressive one',
      blank(4080, 3060).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
      'image/jpeg',
    ],
    ['a PNG of 50 megapixels', blank(8160, 6120).png(), 'image/png'],
    ['the largest PNG that lies on its side', blank(5770, 4330).withMetadata({ orientation: 6 }).png(), 'image/png'],
  ])('stays below 256 MB: %s', async (_, picture, contentType) => {
    const { accepted, peak } = await checkedAlone(picture, contentType);

    expect(accepted).toBe(true);
    expect(peak).toBeLessThan(256 * MEBIBYTE);
  });

  it.each<[string, Sharp, string]>([
    ['a progressive JPEG', blank(8160, 6120).jpeg({ progressive: true }), 'image/jpeg'],
    ['an interlaced PNG', blank(8160, 6120).png({ progressive: true }), 'image/png'],
    ['a PNG that lies on its side', blank(8160, 6120).withMetadata({ orientation: 6 }).png(), 'image/png'],
  ])(
    'is not used for a picture that would have to be held whole: %s of 50 megapixels',
    async (_, picture, contentType) => {
      const { messages, peak } = await checkedAlone(picture, contentType);

      expect(messages).toEqual(['图片尺寸过大，请用手机普通模式重新拍摄后上传。']);
      expect(peak).toBeLessThan(128 * MEBIBYTE);
    },
  );
});
