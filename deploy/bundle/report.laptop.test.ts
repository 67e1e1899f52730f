import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readServerlessYml } from '../manifest/serverless-yml.ts';
import { SERVICE_FILES } from '../manifest/service-files.ts';
import { ROOT } from '../root.ts';
import { BUDGETS } from './budgets.ts';
import { type Bundle, bundleFunctions } from './bundle-functions.ts';
import { type BundleReport, reportOf } from './report.ts';

const names = SERVICE_FILES.flatMap((path) => Object.keys(readServerlessYml(path, {}).functions));

let dir: string;
let bundles: Record<string, Bundle>;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'report-'));
  bundles = await bundleFunctions({ names, root: ROOT });
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A report of two scripts that together have this many bytes. */
function reported(bytes: number, inputs: Bundle['inputs']): Promise<BundleReport> {
  const scripts = [join(dir, 'index.js'), join(dir, 'main.mjs')] as const;
  writeFileSync(scripts[0], Buffer.alloc(100, ' '));
  writeFileSync(scripts[1], Buffer.alloc(bytes - 100, ' '));
  return reportOf('one', { scripts, inputs });
}

describe('the bundles of this project', () => {
  it.each(names)('%s is within its limit and contains nothing forbidden', async (name) => {
    const { ok, bytes, forbidden } = await reportOf(name, bundles[name] as Bundle);

    expect({ ok, bytes, forbidden }).toMatchObject({ ok: true });
  });

  it('are the same bytes when built again, alone or together', async () => {
    const contentsOf = ({ scripts = [] }: Partial<Bundle> = {}) =>
      scripts.map((path) => [path, readFileSync(path, 'utf8')]);
    const first = contentsOf(bundles.session);

    const again = await bundleFunctions({ names: ['session'], root: ROOT });

    expect(contentsOf(again.session)).toEqual(first);
  });
});

describe('reportOf', () => {
  const ours = { 'functions/one/index.ts': 10 };

  it('allows all scripts of a function together 2,272 KiB', async () => {
    const reports = [await reported(2_326_528, ours), await reported(2_326_529, ours)];

    expect(BUDGETS.functionScripts).toBe(2_326_528);
    expect(reports.map(({ ok }) => ok)).toEqual([true, false]);
  });

  it.each([
    ['node_modules/zod/v4/locales/zh-CN.js', "zod's languages"],
    ['node_modules/tencentcloud-sdk-nodejs/tencentcloud/services/index.js', 'all of the cloud SDK'],
    ['node_modules/kysely/dist/esm/dialect/mysql/mysql-driver.js', 'other databases'],
    ['local/stand-ins.ts', 'tests and stand-ins'],
    ['packages/engines/ocr/engine.ts', 'tests and stand-ins'],
  ])('does not allow %s', async (path, what) => {
    const { ok, forbidden } = await reported(1000, { ...ours, [path]: 1 });

    expect({ ok, forbidden }).toEqual({ ok: false, forbidden: [what] });
  });

  it('does not allow both object stores', async () => {
    const { forbidden } = await reported(1000, {
      'node_modules/cos-nodejs-sdk-v5/sdk/cos.js': 1,
      'node_modules/@aws-sdk/client-s3/index.js': 1,
    });

    expect(forbidden).toEqual(['both object stores']);
  });

  it('adds up the size of each package and each of our directories, the largest first', async () => {
    const { parts } = await reported(1000, {
      'functions/one/index.ts': 1,
      'functions/one/contract.ts': 2,
      'shared/domain/rules/fields.ts': 7,
      'node_modules/@middy/core/index.js': 4,
      'node_modules/a/node_modules/zod/v4/core/core.js': 5,
    });

    expect(parts).toEqual([
      { name: 'shared/domain', bytes: 7 },
      { name: 'zod', bytes: 5 },
      { name: '@middy/core', bytes: 4 },
      { name: 'functions/one', bytes: 3 },
    ]);
  });
});
