import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrganizerKind } from '../../shared/domain/filing/filing.ts';
import { Filer } from '../../tools/walk/filer.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { walkToSubmission } from '../../tools/walk/walk-filing.ts';
import { faultsOf, lookedAt } from '../e2e/looks.ts';
import {
  accept,
  fits,
  judgeAll,
  type LaptopWithDesk,
  laptopWithDesk,
  openRow,
  takeOnly,
} from '../support/laptop-with-desk.ts';
import { shot } from '../support/shot.ts';
import { CONSENT_TEXT_VERSION } from '../support/test-laptop.ts';

const TIMEOUT_MS = 900_000;
const UNDO_SECONDS = 30;
const APPROVAL = 'websites.0.details.preApprovals';
const REMARK = 'websites.0.details.remark';
/** 服物 is meant as 服务. */
const MENDED = ENTERPRISE.website.remark;
const SLIP = MENDED.replace('服务', '服物');
const dir = mkdtempSync(join(tmpdir(), 'console-'));
let both: LaptopWithDesk;

beforeAll(async () => {
  // People review; a program hands in and types what the authority says.
  both = await laptopWithDesk(dir, { automatic: { people: 0, pauseMs: 100, lookEveryMs: 2_000 } });
}, TIMEOUT_MS);
afterAll(async () => {
  await both?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** A filing that was handed in by a client of the API, with its papers. */
async function handIn(kind: OrganizerKind, changed: (papers: Papers) => Papers = (papers) => papers) {
  const filer = new Filer(both.laptop.addresses.gateway);
  const loginCode = await both.laptop.loginCode(`files as ${kind}`);
  const papers = changed(await drawPapers(kind));
  const walked = await walkToSubmission(filer, { papers, loginCode, consentTextVersion: CONSENT_TEXT_VERSION });
  return { filer, ...walked };
}

/** A website with news, which another authority has approved, and a slip in its remark. */
const withApproval = ({ answers, ...papers }: Papers): Papers => ({
  ...papers,
  approval: papers.letter,
  answers: {
    ...answers,
    website: { ...answers.website, remark: SLIP, preApprovals: [{ kind: 'NEWS', number: '样例1号' }] },
  },
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
    await page.getByText('放宽了管控，要由另一人确认后才生效').waitFor();
    await page.getByText('要由另一人确认', { exact: true }).waitFor();
    const admin = await both.signIn('shen-an', '沈安（operator-admin）', '在线的人');
    await admin.goto(`${both.desk.url}/#/settings/clocks`);
    await admin.getByText(`修改设置：收回（秒）：60 → ${UNDO_SECONDS}`).waitFor();
    await admin.getByRole('button', { name: '确认', exact: true }).click();
    await admin.getByText('已确认，已经生效。').waitFor();
    await admin.getByText('版本 1', { exact: true }).waitFor();

    expect([await faults(page), await faults(admin)]).toEqual([[], []]);
    expect(both.trouble).toEqual([]);
  });

  it('returns a filing with a reason, finds it again once mended, takes the first acceptance back, and lets it go on', async () => {
    const { filer, filingId, websiteId, details } = await handIn('individual');
    const page = await both.signIn('lin-yue', '林越（reviewer）');
    const found: Record<string, readonly string[]> = {};

    await takeNext(page, 'f');
    await shot(page, 'desk-case');
    await shot(page, 'desk-case-dark', { dark: true });
    const judged = await judgeAll(page);
    await page.locator('tr[data-row$=".liveness"]').first().click();
    await shot(page, 'desk-face');
    found.case = await faults(page);
    while ((await openRow(page)) !== REMARK) await page.keyboard.press('k');
    await page.keyboard.press('2');
    await page.getByText('不符 1').waitFor();
    await page.getByRole('button', { name: '退回 1 项' }).click();
    await page.getByRole('button', { name: /备注里缺少管局要求写明的内容/ }).click();
    await page.getByLabel('申请人看到的').getByText('请按页面上的要求补充备注。').waitFor();
    await shot(page, 'desk-return');
    found.return = await faults(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/的退回将在 \d+ 秒后发出/).waitFor();
    await shot(page, 'desk-returned');

    expect(judged).toEqual([
      'documents.commitment-letter',
      'websites.0.documents.handheld-photo',
      'websites.0.liveness',
    ]);
    const returned = await both.untilState(filer, filingId, ['returned']);
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
    await page.getByText('将在').first().waitFor({ state: 'detached' });
    await accept(page);

    const ended = await both.untilState(filer, filingId, ['queued', 'approved']);
    expect(ended.timeline.map(({ state }) => state)).toContain('queued');
    expect(found).toEqual({ case: [], return: [], round2: [] });
    expect(both.trouble).toEqual([]);
  });

  it('lets two agree where the list of risks says so, the second before they see the first; an amended slip is shown', async () => {
    const { filer, filingId } = await handIn('enterprise', withApproval);
    const first = await both.signIn('lin-yue', '林越（reviewer）');
    const second = await both.signIn('jiang-ping', '江平（lead、reviewer）');
    const found: Record<string, readonly string[]> = {};

    await takeNext(first, 'f');
    await first.getByText('须两人办理').waitFor();
    const judged = await judgeAll(first);
    await first.locator(`tr[data-row="${REMARK}"]`).click();
    await first.getByRole('button', { name: '更正笔误' }).click();
    await first.getByLabel('更正为').fill(MENDED);
    await first.getByLabel('原因，申请人看得到').fill('错别字');
    found.amending = await faults(first);
    await first.getByRole('button', { name: '更正', exact: true }).click();
    await first.getByText('通过时更正为').waitFor();
    await first.getByRole('button', { name: /^通过/ }).click();
    await first.getByRole('dialog').getByRole('list', { name: '更正，申请人会看到' }).getByText(SLIP).waitFor();
    await first.getByRole('dialog').getByRole('textbox').fill('审批文件看得清楚。');
    await shot(first, 'desk-accept');
    await first.getByRole('dialog').getByRole('button', { name: '通过' }).click();
    await first.getByText(/的通过已交复审/).waitFor();
    found.first = await faults(first);

    await takeNext(second, 's');
    await second.getByText('下完结论后显示').waitFor();
    const hidden = await second.getByText('审批文件看得清楚。').count();
    await shot(second, 'desk-second-view');
    found.hidden = await faults(second);
    expect(await openRow(second)).toBe(APPROVAL);
    await fits(second);
    await second.getByText('审批文件看得清楚。').waitFor();
    await second.getByRole('list', { name: '更正，申请人会看到' }).getByText(MENDED).waitFor();
    await shot(second, 'desk-second-view-shown');
    found.shown = await faults(second);
    await second.getByLabel(/^同意通过/).check();
    await second.getByLabel(/^意见/).fill('文件有效，网站内容相符。');
    await second.keyboard.press('Control+Enter');
    await second.getByText(/的通过将在 \d+ 秒后发出/).waitFor();

    const ended = await both.untilState(filer, filingId, ['queued', 'approved']);
    const page = await both.atProgress('files as enterprise', filingId);
    const card = page.getByRole('region', { name: '审核人员更正了什么' });
    await card.getByText(MENDED).waitFor();
    const shown = (await card.textContent()) ?? '';
    found.amended = await lookedAt(page, 'amended');
    const texts = () => both.laptop.sms.messages().map(({ text }) => text);
    await expect.poll(texts).toContainEqual(expect.stringContaining('审核人员更正了内容'));
    const { filing } = await filer.call('showFiling', { params: { filingId } });
    await second.goto(`${both.desk.url}/#/authority`);
    await second
      .getByRole('region', { name: '等另一人确认的备案号的清单' })
      .getByText('yunfan-keji.cn')
      .first()
      .waitFor();
    await second.getByRole('button', { name: /^确认这 \d 件$/ }).click();
    const approved = await both.untilState(filer, filingId, ['approved']);

    expect(judged).toContain(APPROVAL);
    expect(hidden).toBe(0);
    expect(ended.timeline.map(({ state }) => state)).toContain('queued');
    expect(shown).toMatch(/网站备注（yunfan-keji\.cn）你提交的\s*介绍.*服物.*更正为\s*介绍.*服务.*错别字/);
    expect(shown).toContain('备案按更正后的内容办理');
    expect(['林越', '江平'].filter((name) => shown.includes(name))).toEqual([]);
    expect(filing.websites[0]?.details?.remark).toBe(MENDED);
    expect(approved.numbers?.organizer).toMatch(/^粤ICP备\d{10}号$/);
    expect(found).toEqual({ first: [], amending: [], hidden: [], shown: [], amended: [] });
    expect(both.trouble).toEqual([]);
  });
});
