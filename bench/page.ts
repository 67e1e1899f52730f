import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { listen } from 'loopback-server/http-server.ts';
import type { Browser } from 'playwright-core';
import { currentWebBuild } from '../deploy/bundle/build-web.ts';
import { webPage } from '../local/web-page.ts';
import { openChromium } from '../tools/screens/chromium.ts';
import { median } from './cpu.ts';
import { type Row, within } from './row.ts';

const VISITS = 5;
const MAX_FIRST_PAINT_MS = 1000;
const MAX_SCRIPT_KB = 90;

/** How soon the page is visible without any cache, and the size of its scripts. */
export async function measure(): Promise<readonly Row[]> {
  const dir = await currentWebBuild();
  // Only the page is requested before the first paint.
  const unused = { url: 'http://127.0.0.1:9' } as never;
  const serve = webPage(dir, { cos: unused, phone: unused, reviewDesk: unused, wechat: unused });
  const site = await listen(0, async (request, response) => {
    if (!(await serve(request, response))) response.writeHead(404).end();
  });
  const browser = await openChromium();
  const paintsMs: number[] = [];
  for (let visit = 0; visit < VISITS; visit += 1) paintsMs.push(await firstPaintMs(browser, site.url));
  await browser.close();
  await site.stop();
  return [
    within(MAX_FIRST_PAINT_MS, { metric: 'first contentful paint', value: median(paintsMs), unit: 'ms' }),
    within(MAX_SCRIPT_KB, { metric: 'script after gzip', value: scriptKb(join(dir, 'assets')), unit: 'kB' }),
  ];
}

async function firstPaintMs(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: 'load' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  const ms = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0].startTime");
  await page.close();
  return ms;
}

function scriptKb(assets: string): number {
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  return scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1000;
}
