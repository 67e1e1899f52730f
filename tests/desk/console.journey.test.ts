import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { Filer } from '../../tools/walk/filer.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { overHttp } from '../../tools/walk/send.ts';
import { walkToSubmission } from '../../tools/walk/walk-filing.ts';
import { faultsOf } from '../e2e/looks.ts';
import {
  accept,
  judgeAll,
  type LaptopWithDesk,
  laptopWithDesk,
  openRow,
  PATIENCE_MS,
  takeOnly,
} from '../support/laptop-with-desk.ts';
import { CONSENT_TEXT_VERSION } from '../support/test-laptop.ts';

const TIMEOUT_MS = 900_000;
const UNDO_SECONDS = 30;
const APPROVAL = 'websites.0.details.preApprovals';
const REMARK = 'websites.0.details.remark';
const dir = mkdtempSync(join(tmpdir(), 'console-'));
let both: LaptopWithDesk;

beforeAll(async () => {
  both = await laptopWithDesk(dir);
}, TIMEOUT_MS);
afterAll(async () => {
  await both?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** A filing that was handed in by a client of the API, with its papers. */
async function handIn(kind: OrganizerKind, changed: (papers: Papers) => Papers = (papers) => papers) {
  const filer = new Filer(overHttp(both.laptop.addresses.gateway));
  const loginCode = await both.laptop.loginCode(`files as ${kind}`);
  const papers = changed(await drawPapers(kind));
  const walked = await walkToSubmission(filer, { papers, loginCode, consentTextVersion: CONSENT_TEXT_VERSION });
  return { filer, ...walked };
}

/** A website with news, which another authority has approved. */
const withApproval = ({ answers, ...papers }: Papers): Papers => ({
  ...papers,
  approval: papers.letter,
  answers: { ...answers, website: { ...answers.website, preApprovals: [{ kind: 'NEWS', number: '样例1号' }] } },
});

/** Takes the next case of a queue by its letter, once there is one. */
async function takeNext(page: Page, letter: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator('nav a[aria-current=page][title]').waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
  await page.locator(`nav a[aria-current=page][title$="${letter.toUpperCase()}"]`).waitFor();
  await takeOnly(page);
}

const faults = (page: Page) => faultsOf(page, [1024, 1440]);

describe('the console with the filing service behind it, in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('is set by the lead: how long a decision can be taken back', async () => {
    const page = await both.signIn('zhou-lan', '周岚（lead）');
    await page.getByRole('link', { name: '设置' }).click();
    await page.getByRole('spinbutton', { name: '收回' }).fill(String(UNDO_SECONDS));
    await page.getByRole('button', { name: '存为版本 1' }).click();
    await page.getByText('已保存').waitFor();

    expect(await faults(page)).toEqual([]);
    expect(both.trouble).toEqual([]);
  });

  it('returns a filing with a reason, finds it again once mended, takes the first acceptance back, and lets it go on', async () => {
    const { filer, filingId, websiteId, details } = await handIn('individual');
    const page = await both.signIn('lin-yue', '林越（reviewer）');
    const found: Record<string, readonly string[]> = {};

    await takeNext(page, 'f');
    const judged = await judgeAll(page);
    found.case = await faults(page);
    while ((await openRow(page)) !== REMARK) await page.keyboard.press('k');
    await page.keyboard.press('2');
    await page.getByText('不符 1').waitFor();
    await page.getByRole('button', { name: '退回 1 项' }).click();
    await page.getByRole('button', { name: /备注里缺少管局要求写明的内容/ }).click();
    await page.getByLabel('申请人看到的').getByText('请按页面上的要求补充备注。').waitFor();
    found.return = await faults(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/的退回将在 \d+ 秒后发出/).waitFor();

    expect(judged).toEqual([
      'documents.commitment-letter',
      'websites.0.documents.handheld-photo',
      'websites.0.liveness',
    ]);
    const returned = await filer.untilState(filingId, ['returned'], 2 * PATIENCE_MS);
    expect(returned.flagged).toMatchObject([
      { field: REMARK, reason: '备注里缺少管局要求写明的内容。', suggestion: '请按页面上的要求补充备注。' },
    ]);

    const remark = `${details.remark}不涉及新闻和交易。`;
    await filer.saveWebsite(filingId, websiteId, { ...details, remark });
    await filer.submit(filingId);
    await takeNext(page, 'a');
    await page.getByText('第 2 轮', { exact: true }).waitFor();
    await page.getByText('上一轮要求：备注里缺少管局要求写明的内容。').waitFor();
    found.round2 = await faults(page);
    expect(await judgeAll(page)).toEqual([REMARK]);
    await accept(page);
    await page.keyboard.press('u');
    await page.getByText(/租约剩/).waitFor();
    expect(await page.getByText('将在').count()).toBe(0);
    await accept(page);

    const ended = await filer.untilState(filingId, ['queued', 'approved'], 2 * PATIENCE_MS);
    expect(ended.timeline.map(({ state }) => state)).toContain('queued');
    expect(found).toEqual({ case: [], return: [], round2: [] });
    expect(both.trouble).toEqual([]);
  });

  it('lets two agree where the list of risks says so: the second concludes first, and only then sees the first', async () => {
    const { filer, filingId } = await handIn('enterprise', withApproval);
    const first = await both.signIn('lin-yue', '林越（reviewer）');
    const second = await both.signIn('jiang-ping', '江平（lead、reviewer）');
    const found: Record<string, readonly string[]> = {};

    await takeNext(first, 'f');
    await first.getByText('须两人办理').waitFor();
    const judged = await judgeAll(first);
    await first.getByRole('button', { name: /^通过/ }).click();
    await first.getByRole('dialog').getByRole('textbox').fill('审批文件看得清楚。');
    await first.getByRole('dialog').getByRole('button', { name: '通过' }).click();
    await first.getByText(/的通过已交复审/).waitFor();
    found.first = await faults(first);

    await takeNext(second, 's');
    await second.getByText('下完结论后显示').waitFor();
    const hidden = await second.getByText('审批文件看得清楚。').count();
    found.hidden = await faults(second);
    expect(await openRow(second)).toBe(APPROVAL);
    await second.keyboard.press('1');
    await second.getByText('审批文件看得清楚。').waitFor();
    found.shown = await faults(second);
    await second.getByLabel(/^同意通过/).check();
    await second.getByLabel(/^意见/).fill('文件有效，网站内容相符。');
    await second.keyboard.press('Control+Enter');
    await second.getByText(/的通过将在 \d+ 秒后发出/).waitFor();

    const ended = await filer.untilState(filingId, ['queued', 'approved'], 2 * PATIENCE_MS);
    expect(judged).toContain(APPROVAL);
    expect(hidden).toBe(0);
    expect(ended.timeline.map(({ state }) => state)).toContain('queued');
    expect(found).toEqual({ first: [], hidden: [], shown: [] });
    expect(both.trouble).toEqual([]);
  });
});
