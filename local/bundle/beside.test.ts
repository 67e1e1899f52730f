import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as table from '../../shared/domain/data/division-table.ts';
import { compileFunctions } from '../bundle.ts';
import { ROOT } from '../root.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'beside-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const HOLIDAYS = `import chineseDays from 'chinese-days';
  export const main_handler = (day: string) => chineseDays.isWorkday(day);`;

/** Bundles functions by their code, and gives what is in the folder of each. */
async function bundle<Name extends string>(code: Readonly<Record<Name, string>>) {
  const names = Object.keys(code) as Name[];
  for (const name of names) {
    mkdirSync(join(root, 'functions', name), { recursive: true });
    writeFileSync(join(root, 'functions', name, 'index.ts'), code[name]);
  }
  return compileFunctions({ names, root });
}
const handlerOf = (entry: string) => createRequire(entry)(entry).main_handler;

describe('a library that few calls need', () => {
  it('lies beside the functions that may need it, and beside no other', async () => {
    const { timer, other } = await bundle({ timer: HOLIDAYS, other: 'export const main_handler = () => 1;' });

    const files = [timer, other].map(({ entry }) => readdirSync(join(entry, '..')));

    expect(files).toEqual([
      [
        ...['chinese-days.cache', 'chinese-days.js', 'chinese-days.js.map'],
        ...['function.cache', 'function.js', 'function.js.map', 'index.js'],
      ],
      ['function.cache', 'function.js', 'function.js.map', 'index.js'],
    ]);
    expect([timer, other].map(({ libraries }) => libraries.map(({ file }) => file))).toEqual([
      [join(root, 'build/functions/timer/chinese-days.js')],
      [],
    ]);
  });

  it('answers as it does elsewhere', async () => {
    const { timer } = await bundle({ timer: HOLIDAYS });
    const isWorkday = handlerOf(timer.entry);

    // National Day of 2025, and the Sunday before it, on which people work instead.
    expect(['2025-10-01', '2025-09-28'].map(isWorkday)).toEqual([false, true]);
  });

  it('is not read before it is needed', async () => {
    const { timer } = await bundle({ timer: HOLIDAYS });
    rmSync(join(root, 'build/functions/timer/chinese-days.js'));

    const isWorkday = handlerOf(timer.entry);

    expect(() => isWorkday('2025-10-01')).toThrow('chinese-days.js');
  });

  it('is loaded once', async () => {
    const { video } = await bundle({
      video: `export const main_handler = async () => {
        const [one, other] = [await import('mediabunny'), await import('mediabunny')];
        return one.MP4 === other.MP4 && typeof one.Input;
      };`,
    });

    expect(await handlerOf(video.entry)()).toBe('function');
  });

  it('may be of several packages, which share what they are made of', async () => {
    const { store } = await bundle({
      store: `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
        import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
        export const main_handler = () => getSignedUrl(
          new S3Client({ region: 'cn', credentials: { accessKeyId: 'AKID', secretAccessKey: 'none' } }),
          new GetObjectCommand({ Bucket: 'files', Key: 'a.jpg' }),
        );`,
    });

    const link = new URL(await handlerOf(store.entry)());

    expect(store.libraries.map(({ file }) => file)).toEqual([join(root, 'build/functions/store/aws-sdk-s3.js')]);
    expect([link.host, link.searchParams.get('X-Amz-Algorithm')]).toEqual([
      'files.s3.cn.amazonaws.com',
      'AWS4-HMAC-SHA256',
    ]);
  });

  it('has no more than the table says that our code imports', async () => {
    const bundling = bundle({ video: "import { MP3 } from 'mediabunny'; export const main_handler = () => MP3;" });

    await expect(bundling).rejects.toThrow('No matching export in "beside:mediabunny" for import "MP3"');
  });
});

describe('a table that few calls look into', () => {
  const DIVISIONS = `import { divisionName } from ${JSON.stringify(join(ROOT, 'shared/domain/data/divisions.ts'))};
    export const main_handler = (code: string) => divisionName(code);`;
  const TABLE = join(ROOT, 'shared/domain/data/division-table.ts');

  it('is read when it is looked into, not before', async () => {
    const { place } = await bundle({ place: DIVISIONS });
    const file = join(place.entry, '../division-table.js');
    const table = readFileSync(file);
    rmSync(file);

    const nameOf = handlerOf(place.entry);
    writeFileSync(file, table);

    expect(nameOf('440305')).toBe('南山区');
  });

  it('has all its parts in a bundle', async () => {
    const { parts } = await bundle({
      parts: `import * as table from ${JSON.stringify(TABLE)}; export const main_handler = () => ({ ...table });`,
    });

    expect(handlerOf(parts.entry)()).toMatchObject({ ...table });
  });
});
