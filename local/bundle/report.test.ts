import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, compileFunctions } from '../bundle.ts';
import { ROOT } from '../root.ts';
import { readServerlessYml } from '../serverless-yml.ts';
import { type BundleReport, reportOf } from './report.ts';

const names = Object.keys(readServerlessYml(join(ROOT, 'serverless.yml'), {}).functions);

let dir: string;
let bundles: Record<string, Bundle>;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'report-'));
  bundles = await compileFunctions({ names, root: ROOT });
});
afterAll(() => rmSync(dir, { recursive: true }));

const KIB = 1024;
const written = (
  name: string,
  bytes: number,
  inputs: Bundle['inputs'],
  libraries: Parameters<typeof reportOf>[1]['libraries'] = [],
): Promise<BundleReport> => {
  const [file, cache] = [join(dir, `${name}.js`), join(dir, `${name}.cache`)];
  writeFileSync(file, Buffer.alloc(bytes, ' '));
  writeFileSync(cache, Buffer.alloc(3 * bytes));
  return reportOf(name, { file, cache, inputs, libraries });
};

describe('the bundles of this project', () => {
  it.each(names)('%s is within its limit and holds nothing that it must not', async (name) => {
    const { ok, bytes, maxBytes, forbidden } = await reportOf(name, bundles[name] as Bundle);

    expect({ ok, bytes, maxBytes, forbidden }).toMatchObject({ ok: true });
  });

  it('are the same bytes again, alone as among the others', async () => {
    const { session } = bundles;
    const first = readFileSync(session?.file ?? '');

    const again = await compileFunctions({ names: ['session'], root: ROOT });

    expect(readFileSync(again.session.file).equals(first)).toBe(true);
  });
});

describe('reportOf', () => {
  const ours = { 'functions/one/index.ts': 10 };
  const cos = { 'node_modules/cos-nodejs-sdk-v5/sdk/cos.js': 10 };

  it.each([
    ['without a client', ours, 250],
    ['with a client', cos, 500],
  ])('allows a function %s %i KiB', async (_case, inputs, kib) => {
    const reports = [await written('one', kib * KIB, inputs), await written('one', kib * KIB + 1, inputs)];

    expect(reports.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it.each([
    ['node_modules/zod/v4/locales/zh-CN.js', "zod's languages"],
    ['node_modules/tencentcloud-sdk-nodejs/tencentcloud/services/index.js', 'all of the cloud SDK'],
    ['node_modules/node-fetch/lib/index.js', "the cloud SDKs' HTTP"],
    ['node_modules/kysely/dist/esm/dialect/mysql/mysql-driver.js', 'other databases'],
    ['node_modules/brotli/dec/dictionary-data.js', 'a dictionary of WOFF2'],
    ['local/stand-ins.ts', 'tests and stand-ins'],
  ])('does not allow %s', async (path, what) => {
    const { ok, forbidden } = await written('one', 100, { ...ours, [path]: 1 });

    expect({ ok, forbidden }).toEqual({ ok: false, forbidden: [what] });
  });

  it('does not allow both object stores', async () => {
    const { forbidden } = await written('one', 100, { ...cos, 'node_modules/@aws-sdk/client-s3/index.js': 1 });

    expect(forbidden).toEqual(['both object stores']);
  });

  it("weighs V8's code and the libraries apart from the function, and looks into these too", async () => {
    const forbidden = { 'node_modules/brotli/dec/dictionary-data.js': 1 };
    await written('pdfkit', 400 * KIB, forbidden);
    const library = { file: join(dir, 'pdfkit.js'), cache: join(dir, 'pdfkit.cache'), inputs: forbidden };

    const report = await written('one', 250 * KIB, ours, [library]);

    expect(report).toMatchObject({
      bytes: 250 * KIB,
      cacheBytes: 750 * KIB,
      libraries: [{ name: 'pdfkit', bytes: 400 * KIB }],
      forbidden: ['a dictionary of WOFF2'],
    });
  });

  it('adds up what each package and each folder of ours has, the largest first', async () => {
    const { parts } = await written('one', 100, {
      'functions/one/index.ts': 1,
      'functions/one/contract.ts': 2,
      'shared/domain/rules/fields.ts': 7,
      'node_modules/@middy/core/index.js': 4,
      'node_modules/a/node_modules/zod/v4/core/core.js': 5,
    });

    expect(parts).toEqual([
      { name: 'shared/domain/rules', bytes: 7 },
      { name: 'zod', bytes: 5 },
      { name: '@middy/core', bytes: 4 },
      { name: 'functions/one', bytes: 3 },
    ]);
  });
});
