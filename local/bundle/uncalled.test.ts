import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileFunctions } from '../bundle.ts';
import { ROOT } from '../root.ts';

const PACKAGES = join(ROOT, 'node_modules');

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'uncalled-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function bundleOf(index: string): Promise<string> {
  write('functions/probe/index.ts', index);
  const { probe } = await compileFunctions({ names: ['probe'], root });
  return probe.source;
}

describe("a bundle's Kysely", () => {
  it('has the methods that an adapter calls, and not those that none does', async () => {
    const bundle = await bundleOf(
      `export { Kysely, PostgresDialect, sql } from '${PACKAGES}/kysely/dist/esm/index.js';`,
    );

    const has = (method: string) => new RegExp(`[;} ]${method}\\(`).test(bundle);
    expect(['insertInto', 'onConflict', 'executeTakeFirst', 'forUpdate'].filter((method) => !has(method))).toEqual([]);
    expect(['mergeInto', 'replaceInto', 'rightJoin', 'unionAll', 'savepoint', 'withPlugin'].filter(has)).toEqual([]);
  });

  it('cannot be had by another of its doors, whose code would find parts of it missing', async () => {
    const bundling = bundleOf(`export { jsonArrayFrom } from '${PACKAGES}/kysely/dist/esm/helpers/postgres.js';`);

    await expect(bundling).rejects.toThrow('not an export of Kysely that the bundles know');
  });
});

describe("a bundle's Cloud API client", () => {
  const CLIENT = 'node_modules/tencentcloud-sdk-nodejs/tencentcloud/services/sts/v1/sts_client.js';

  it('has the actions that an adapter names, and not those that none does', async () => {
    const action = (name: string) =>
      `    async ${name}(req, cb) {\n        return this.request("${name}", req, cb);\n    }\n`;
    write(CLIENT, `exports.Client = class {\n${action('AssumeRole')}${action('GetFederationToken')}};\n`);

    const bundle = await bundleOf(`export { Client } from '../../${CLIENT}';`);

    expect(bundle).toContain('AssumeRole');
    expect(bundle).not.toContain('GetFederationToken');
  });

  it('is refused when its actions are written otherwise than they were', async () => {
    write(CLIENT, 'exports.Client = class { AssumeRole = (req) => this.request("AssumeRole", req); };');

    const bundling = bundleOf(`export { Client } from '../../${CLIENT}';`);

    await expect(bundling).rejects.toThrow('has none of the members that a bundle leaves out');
  });
});
