import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { currentWebBuild } from './build-web.ts';

const KIBIBYTE = 1024;
/** All scripts of the page after compression; measured: 60. */
const BUDGET_KIBIBYTES = 107;

const out = mkdtempSync(join(tmpdir(), 'build-web-'));
const STORE = 'https://icp-filing-1250000000.cos.ap-guangzhou.myqcloud.com';

beforeAll(() => {
  const args = ['--api', 'https://api.example.cn', '--store', STORE, '--out', out];
  execFileSync(process.execPath, ['--import', 'tsx', 'deploy/bundle/build-web.ts', ...args], { cwd: ROOT });
});
afterAll(() => rmSync(out, { recursive: true }));

const textOf = (name: string) => readFileSync(join(out, name), 'utf8');

describe('the static site for an operator', () => {
  it(`has scripts of at most ${BUDGET_KIBIBYTES} KiB`, () => {
    const scripts = readdirSync(join(out, 'assets')).filter((name) => name.endsWith('.js'));

    const bytes = scripts.reduce((sum, name) => sum + gzipSync(textOf(join('assets', name))).length, 0);

    expect(bytes).toBeGreaterThan(20 * KIBIBYTE);
    expect(bytes).toBeLessThanOrEqual(BUDGET_KIBIBYTES * KIBIBYTE);
  });

  it('is configured with its API, and offers nothing that only a laptop has', () => {
    expect(JSON.parse(textOf('config.json'))).toEqual({ api: 'https://api.example.cn' });
  });

  it('contains the policy that allows requests to the API and the store only', () => {
    expect(textOf('index.html')).toContain(`connect-src 'self' https://api.example.cn ${STORE};`);
  });

  it('works below any path: every address in it is relative', () => {
    const addresses = textOf('index.html').match(/(?<=(src|href)=")[^"]+/g);

    expect(addresses?.length).toBeGreaterThan(2);
    expect(addresses?.filter((address) => !address.startsWith('./'))).toEqual([]);
  });
});

describe('the page of npm start', () => {
  it('is built once for the same sources', async () => {
    const [first, second] = [await currentWebBuild(), await currentWebBuild()];

    expect(second).toBe(first);
    expect(readdirSync(first)).toContain('index.html');
  });
});
