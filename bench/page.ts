import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { BUDGETS } from '../deploy/bundle/budgets.ts';
import { currentWebBuild } from '../deploy/bundle/build-web.ts';
import { firstScripts } from '../deploy/bundle/first-scripts.ts';
import { openChromium } from '../tools/chromium/chromium.ts';
import { withLaptop } from '../tools/temporary-laptop.ts';
import { median } from './measuring.ts';
import { type Row, within } from './row.ts';

const VISITS = 5;
const MAX_FIRST_PAINT_MS = 1000;
const MAX_USABLE_ON_SLOW_NETWORK_MS = 5000;
const MAX_LAYOUT_SHIFT = 0.05;
/** A phone at the edge of a village: 400 kbit/s both ways, and 200 ms for each answer. */
const SLOW_NETWORK = { offline: false, latency: 200, downloadThroughput: 50_000, uploadThroughput: 50_000 };

/**
 * How soon the first page is seen and can be used without any cache, on a fast and on a slow network, how far its parts
 * move meanwhile, and the size of its scripts. The page comes from a laptop with its functions warm.
 */
export async function measure(): Promise<readonly Row[]> {
  const [dir, desk] = [await currentWebBuild(), await currentWebBuild('desk')];
  const [fast, slow] = await withLaptop({ web: dir }, async ({ addresses }) => {
    const browser = await openChromium();
    try {
      // The first visit warms the functions and isn't counted.
      await visit(browser, addresses.gateway);
      return [
        await medianVisit(() => visit(browser, addresses.gateway)),
        await medianVisit(() => visit(browser, addresses.gateway, SLOW_NETWORK)),
      ] as const;
    } finally {
      await browser.close();
    }
  });
  return [
    within(MAX_FIRST_PAINT_MS, { metric: 'first contentful paint', value: fast.firstPaintMs, unit: 'ms' }),
    within(MAX_USABLE_ON_SLOW_NETWORK_MS, { metric: 'usable at 400 kbit/s', value: slow.usableMs, unit: 'ms' }),
    within(MAX_LAYOUT_SHIFT, {
      metric: 'layout shift',
      value: Math.max(fast.layoutShift, slow.layoutShift),
      unit: 'score',
    }),
    ...sizesOf('web', dir),
    ...sizesOf('desk', desk),
  ];
}

interface Visit {
  readonly firstPaintMs: number;
  /** Until the page says what to prepare and how long it takes, and 同意并拍证件 can be pressed. */
  readonly usableMs: number;
  /** Cumulative layout shift as Chromium scores it: https://web.dev/articles/cls */
  readonly layoutShift: number;
}

async function medianVisit(visitOnce: () => Promise<Visit>): Promise<Visit> {
  const visits: Visit[] = [];
  for (let count = 0; count < VISITS; count += 1) visits.push(await visitOnce());
  return {
    firstPaintMs: median(visits.map(({ firstPaintMs }) => firstPaintMs)),
    usableMs: median(visits.map(({ usableMs }) => usableMs)),
    layoutShift: median(visits.map(({ layoutShift }) => layoutShift)),
  };
}

/** One visit of the first page on a phone, by a browser that knows nothing of it. */
async function visit(browser: Browser, url: string, network?: typeof SLOW_NETWORK): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  if (network) await (await context.newCDPSession(page)).send('Network.emulateNetworkConditions', network);
  await page.goto(url, { waitUntil: 'commit' });
  await page.getByRole('heading', { name: '多久办好' }).waitFor();
  await page.getByRole('button', { name: '同意并拍证件' }).click({ trial: true });
  const usableMs = await page.evaluate<number>('performance.now()');
  const seen = { firstPaintMs: await firstPaintMs(page), usableMs, layoutShift: await layoutShift(page) };
  await context.close();
  return seen;
}

const firstPaintMs = (page: Page): Promise<number> =>
  page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");

const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    let score = 0;
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) score += value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(score), 500);
  })`);

const allScripts = (dir: string): readonly string[] =>
  readdirSync(join(dir, 'assets')).filter((name) => name.endsWith('.js'));

const sizesOf = (page: 'web' | 'desk', dir: string): readonly Row[] => [
  sizeRow(`${page}: scripts of a first visit, gzip`, BUDGETS[page].firstVisit, dir, firstScripts(dir)),
  sizeRow(`${page}: all scripts, gzip`, BUDGETS[page].all, dir, allScripts(dir)),
];

function sizeRow(metric: string, limit: number, dir: string, scripts: readonly string[]): Row {
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(dir, 'assets', name))).length, 0);
  return within(limit / 1024, { metric, value: bytes / 1024, unit: 'KiB' });
}
