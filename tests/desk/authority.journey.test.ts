import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD } from 'identity-provider-stand-in/staff.ts';
import { listen } from 'loopback-server/http-server.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currentWebBuild } from '../../deploy/bundle/build-web.ts';
import { type DeskService, startDeskService } from '../../local/desk-service.ts';
import { openChromium } from '../../tools/screens/chromium.ts';
import { Filer } from '../../tools/walk/filer.ts';
import { drawPapers } from '../../tools/walk/papers.ts';
import { overHttp } from '../../tools/walk/send.ts';
import { walkToSubmission } from '../../tools/walk/walk-filing.ts';
import { faultsOf } from '../e2e/looks.ts';
import { CONSENT_TEXT_VERSION, type TestLaptop, testLaptop } from '../support/test-laptop.ts';

const TIMEOUT_MS = 900_000;
const PATIENCE_MS = 180_000;
const REMARK = 'websites.0.details.remark';
const dir = mkdtempSync(join(tmpdir(), 'authority-'));
const trouble: string[] = [];
let laptop: TestLaptop;
let desk: DeskService;
let browser: Browser;

/** A port of which nobody makes use now: the filing service is told where the desk will be. */
async function freePort(): Promise<number> {
  const server = await listen(0, async () => {});
  await server.stop();
  return server.port;
}

beforeAll(async () => {
  const port = await freePort();
  laptop = await testLaptop({ dir, variables: { REVIEW_DESK_URL: `http://127.0.0.1:${port}` } });
  const page = currentWebBuild('desk');
  desk = await startDeskService({ port, dir, log: () => {}, laptop, page, authority: 'manual' });
  browser = await openChromium();
}, TIMEOUT_MS);
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
  await laptop?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Somebody of the staff, in a browser of their own, at their first page. */
async function signIn(id: string, label: string, first: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('pageerror', (error) => trouble.push(`${id}: ${error.message}`));
  await page.goto(`${desk.url}/`);
  await page.getByRole('button', { name: '用单位账号登录' }).click();
  await page.getByLabel(label).check();
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('验证码').fill(desk.identityProvider.codeOf(id));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('heading', { name: first, exact: true }).waitFor();
  return page;
}

/** A reviewer takes the only case of a queue, finds that everything fits, and accepts. */
async function accept(page: Page, queue: string): Promise<void> {
  await page.goto(`${desk.url}/#/queues/${queue}`);
  const rows = async () => {
    await page.reload();
    await page.locator('.page .card').first().waitFor();
    return page.locator('tbody tr.opens').count();
  };
  await expect.poll(rows, { timeout: PATIENCE_MS, interval: 2_000 }).toBe(1);
  await page.keyboard.press('n');
  await page.getByText(/租约剩/).waitFor();
  const bar = page.locator('.action-bar [role=status]');
  const toJudge = async () => Number(/待判断\s*(\d+)/.exec((await bar.textContent()) ?? '')?.[1]);
  for (let count = await toJudge(); count > 0; count -= 1) {
    await page.keyboard.press('1');
    await page.getByText(`待判断 ${count - 1} 项`).waitFor();
  }
  await page.getByRole('button', { name: /^通过/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '通过' }).click();
  await page.getByText(/的通过将在 \d+ 秒后发出/).waitFor();
}

/** What was handed in under a number has arrived. */
const handedIn = (number: number) =>
  expect
    .poll(() => desk.authority?.submissions().some((one) => one.number === number), {
      timeout: PATIENCE_MS,
      interval: 1_000,
    })
    .toBe(true);

describe('a filing on its way through the authority, in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('is accepted, handed in, returned by the authority, mended, and gets its number', async () => {
    const filer = new Filer(overHttp(laptop.addresses.gateway));
    const loginCode = await laptop.loginCode('goes to the authority');
    const papers = await drawPapers('individual');
    const walked = await walkToSubmission(filer, { papers, loginCode, consentTextVersion: CONSENT_TEXT_VERSION });
    const { filingId, websiteId, details } = walked;
    const reviewer = await signIn('lin-yue', '林越（reviewer）', '我的在办');

    await accept(reviewer, 'new');
    await handedIn(1);
    desk.authority?.answer(1, { kind: 'sms-started' });
    await filer.untilState(filingId, ['sms-verification'], PATIENCE_MS);
    desk.authority?.setFaults({ outOfOrder: true, twice: true });
    desk.authority?.answer(1, { kind: 'sms-verified' });
    desk.authority?.answer(1, { kind: 'returned', words: '网站备注没有写明网站的内容和用途。' });

    const page = await signIn('tang-bo', '唐泊（authority-desk）', '报送');
    await page.getByRole('link', { name: '对应原因' }).click();
    await page.getByText('网站备注没有写明网站的内容和用途。').waitFor();
    const before = await filer.untilState(filingId, ['authority-review'], PATIENCE_MS);
    const looks = await faultsOf(page, [1024, 1440]);
    await page.screenshot({ path: join(process.env.SCREENS ?? dir, 'desk-authority.png') });
    await page.getByLabel('告诉申请人怎么改').fill('请写明网站给谁看、有哪些内容。');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('button', { name: '退给申请人' }).click();
    await page.getByText('已处理').first().waitFor();

    const returned = await filer.untilState(filingId, ['authority-returned'], PATIENCE_MS);
    expect(before.timeline.map(({ state }) => state)).not.toContain('authority-returned');
    expect(returned.flagged).toMatchObject([
      { field: REMARK, reason: '备注里缺少管局要求写明的内容。', suggestion: '请写明网站给谁看、有哪些内容。' },
    ]);

    await filer.saveWebsite(filingId, websiteId, { ...details, remark: `${details.remark}面向邻居，不涉及交易。` });
    await filer.submit(filingId);
    await accept(reviewer, 'resubmitted');
    await handedIn(2);
    for (const kind of ['sms-started', 'sms-verified', 'approved'] as const) desk.authority?.answer(2, { kind });

    const approved = await filer.untilState(filingId, ['approved'], PATIENCE_MS);
    expect(approved.timeline.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['queued', 'sms-verification', 'authority-review', 'authority-returned', 'approved']),
    );
    expect(JSON.stringify(approved)).toMatch(/粤ICP备\d{10}号-1/);
    expect(looks).toEqual([]);
    expect(trouble).toEqual([]);
  });
});
