import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REVIEW_DESK_WORDS } from '../../local/review-desk-words.ts';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { createReviewDesk } from '../../shared/adapters/review-desk/review-desk.ts';
import { contentsOf } from '../../tests/support/filings.ts';
import { openChromium } from '../../tools/screens/chromium.ts';
import { contentHashOf } from './content-hash.ts';
import { type RunningReviewDesk, startReviewDesk } from './review-desk.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const FILING = '6b1e9a5e-3c1f-4f0e-9a53-0c1f2b7f1a01';
const WEBSITE = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let dir: string;
let store: Running;
let desk: RunningReviewDesk;
let browser: Browser;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'review-desk-'));
  const photo = await sharp({ create: { width: 320, height: 200, channels: 3, background: '#8aa4c8' } })
    .png()
    .toBuffer();
  store = await listen(0, async (_request, response) => void response.end(photo));
  desk = await startReviewDesk({
    port: 0,
    dir,
    secret: SECRET,
    mode: 'manual',
    log: () => {},
    retrySeconds: [],
    webhookUrl: () => `${store.url}/v1/webhooks/review`,
    words: REVIEW_DESK_WORDS,
    colours: readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8'),
  });
  await handIn();
  browser = await openChromium();
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
  await store.stop();
  rmSync(dir, { recursive: true });
});

/** A filing in its second round, with papers and with a finding. */
async function handIn(): Promise<void> {
  const port = createReviewDesk({
    baseUrl: desk.url,
    ids: cryptoIds,
    sign: (message) => ({ ...signRequest([signingKey(SECRET)], { ...message, at: new Date() }) }),
  });
  const paper = (kind: string, label: string, subject: string) => ({
    id: kind,
    kind,
    label,
    subject,
    contentType: 'image/png',
    link: `${store.url}/${kind}`,
  });
  const documents = [
    paper('business-licence', '营业执照', 'organizer'),
    paper('id-front', '身份证人像面', 'principal'),
    paper('liveness-photo', '核身照片', `website:${WEBSITE}`),
  ];
  const findings = [
    { ruleId: 'MT-05', severity: 'warn', field: 'documents.id-front', message: '照片有反光，请确认能看清。' },
  ];
  const contents = { filingType: 'first', ...contentsOf(ENTERPRISE, WEBSITE), findings };
  const unlinked = documents.map(({ link: _, ...document }) => document);
  const contentHash = contentHashOf({ ...contents, documents: unlinked });
  for (const round of [1, 2]) {
    await port.submit({ filingId: FILING, round, contentHash, data: { ...contents, documents } });
    if (round === 1)
      desk.decide(FILING, { kind: 'returned', flagged: [{ field: 'websites.0.details.remark', reason: '备注太短' }] });
    await desk.idle();
  }
}

async function openPage(path: string, colorScheme: 'light' | 'dark', width: number): Promise<Page> {
  // The desk's own policy blocks foreign scripts, axe included.
  const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  await page.goto(`${desk.url}${path}`);
  return page;
}

describe('the reviewer’s pages in a browser', () => {
  it.each([
    ['/', 'dark', 390],
    ['/?show=all', 'light', 1200],
    [`/filings/${FILING}`, 'light', 1200],
    [`/filings/${FILING}`, 'dark', 390],
    ['/drill', 'light', 390],
  ] as const)('are accessible: %s, %s, %i pixels wide', async (path, scheme, width) => {
    const page = await openPage(path, scheme, width);
    for (const summary of await page.locator('summary').all()) await summary.click();

    await page.addScriptTag({ content: AXE });
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    });
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    await page.context().close();

    expect(violations).toEqual([]);
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('let a reviewer return a field with the keyboard and mouse alone', async () => {
    const page = await openPage(`/filings/${FILING}`, 'light', 1200);
    await page.getByLabel('退回：网站名称').click();
    await page.locator('[name="reason:websites.0.details.name"]').fill('名称与内容不符');
    await page.getByRole('button', { name: '退回', exact: true }).click();
    await page.waitForURL(`**/filings/${FILING}`);

    const text = await page.locator('main').textContent();
    await page.context().close();

    expect(text).toContain('已退回');
    expect(text).toContain('网站名称：名称与内容不符');
  });
});
