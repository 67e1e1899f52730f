import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../root.ts';
import { BUDGETS } from './budgets.ts';
import { currentWebBuild } from './build-web.ts';
import { firstScripts } from './first-scripts.ts';

const out = mkdtempSync(join(tmpdir(), 'build-web-'));
const deskOut = mkdtempSync(join(tmpdir(), 'build-desk-'));
const STORE = 'https://icp-filing-1250000000.cos.ap-guangzhou.myqcloud.com';

const build = (...args: readonly string[]) =>
  execFileSync(process.execPath, ['--import', 'tsx', 'deploy/bundle/build-web.ts', ...args], { cwd: ROOT });
beforeAll(() => {
  build('--api', 'https://api.example.cn', '--store', STORE, '--out', out);
  build('--desk', '--store', STORE, '--out', deskOut);
});
afterAll(() => {
  for (const dir of [out, deskOut]) rmSync(dir, { recursive: true });
});

const textOf = (name: string, dir = out) => readFileSync(join(dir, name), 'utf8');
const gzippedBytes = (scripts: Iterable<string>, dir = out): number =>
  [...scripts].reduce((sum, name) => sum + gzipSync(textOf(join('assets', name), dir)).length, 0);

describe('the static site for an operator', () => {
  it('has scripts within its budget, for a first visit and in all', () => {
    const all = readdirSync(join(out, 'assets')).filter((name) => name.endsWith('.js'));

    const first = firstScripts(out);

    expect(first.length).toBeGreaterThan(0);
    expect(gzippedBytes(first)).toBeGreaterThan(20_000);
    expect(gzippedBytes(first)).toBeLessThanOrEqual(BUDGETS.web.firstVisit);
    expect(gzippedBytes(all)).toBeLessThanOrEqual(BUDGETS.web.all);
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

describe('the reviewers’ page for an operator', () => {
  it('has scripts within its budget, for a first visit and in all', () => {
    const all = readdirSync(join(deskOut, 'assets')).filter((name) => name.endsWith('.js'));

    const first = firstScripts(deskOut);

    expect(gzippedBytes(first, deskOut)).toBeGreaterThan(20_000);
    expect(gzippedBytes(first, deskOut)).toBeLessThanOrEqual(BUDGETS.desk.firstVisit);
    expect(gzippedBytes(all, deskOut)).toBeLessThanOrEqual(BUDGETS.desk.all);
  });

  it('may reach its own host and the store alone, and has no settings', () => {
    expect(textOf('index.html', deskOut)).toContain(`connect-src 'self' ${STORE};`);
    expect(readdirSync(deskOut).sort()).toEqual(['assets', 'icon.svg', 'index.html']);
  });
});

describe('the page of npm start', () => {
  it('is built once for the same sources', async () => {
    const [first, second] = [await currentWebBuild(), await currentWebBuild()];

    expect(second).toBe(first);
    expect(readdirSync(first)).toContain('index.html');
  });
});
