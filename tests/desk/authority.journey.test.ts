import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workCase } from '../../local/automatic-staff/review-case.ts';
import { staffCalls } from '../../local/automatic-staff/staff-calls.ts';
import { faultsOf } from '../e2e/looks.ts';
import { picturePapers, readyFiling } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { type LaptopWithDesk, laptopWithDesk, PATIENCE_MS } from '../support/laptop-with-desk.ts';
import { collectLog } from '../support/scf.ts';
import { shot } from '../support/shot.ts';

const TIMEOUT_MS = 900_000;
const REMARK = 'websites.0.details.remark';
const NUMBER = '粤ICP备2026000001号';
const dir = mkdtempSync(join(tmpdir(), 'authority-'));
const log = collectLog();
let both: LaptopWithDesk;

beforeAll(async () => {
  both = await laptopWithDesk(dir, { hostFunctions: inProcessHost });
}, TIMEOUT_MS);
afterAll(async () => {
  await both?.stop();
  log.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** Until the only filing waits to be handed in. */
async function untilWaiting(page: Page): Promise<void> {
  const offered = async () => {
    await both.letGo();
    await page.reload();
    await page.getByText('已报送到').waitFor();
    return page.getByRole('button', { name: '导出', exact: true }).count();
  };
  await expect.poll(offered, { timeout: PATIENCE_MS, interval: 1_000 }).toBe(1);
}

/** Exports the only filing that waits, and notes that it was handed in. @returns what the authority gets */
async function handIn(page: Page) {
  await untilWaiting(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出', exact: true }).click(),
  ]);
  const { 'submission.json': file = new Uint8Array() } = unzipSync(readFileSync(await download.path()));
  await page.getByRole('button', { name: '已报送' }).click();
  await page.getByText('已报送，等短信核验').waitFor();
  return JSON.parse(strFromU8(file));
}

/** Copies the first two fields of the only filing by key. @returns what is on the clipboard, and faults of the page */
async function copyTwo(page: Page) {
  await untilWaiting(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '逐项复制' }).click();
  await page.getByText('主体 主办者名称').waitFor();
  for (const count of [1, 2]) {
    await page.keyboard.press('y');
    await expect.poll(() => page.getByText('已复制', { exact: true }).count()).toBe(count);
  }
  await shot(page, 'desk-copy');
  const faults = await faultsOf(page, [1024, 1440]);
  const text = await page.evaluate<string>('navigator.clipboard.readText()');
  await page.keyboard.press('Escape');
  await page.getByText('主体 主办者名称').waitFor({ state: 'detached' });
  return [text, faults];
}

/** Types what the authority says of the only filing that it has. @param fill what else is typed with it */
async function type(page: Page, label: string, fill: () => Promise<void> = async () => {}): Promise<void> {
  await page.getByRole('button', { name: '录入结果' }).click();
  await page.getByLabel('管局的结果').selectOption({ label });
  await fill();
  await page.getByRole('button', { name: '记下结果' }).click();
  await page.getByLabel('管局的结果').waitFor({ state: 'detached' });
}

describe('a filing on its way through the authority, in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('is accepted, handed in, returned by the authority, mended, and gets its number', async () => {
    const filer = await both.laptop.signedIn('goes to the authority');
    const { filingId, websiteId } = await readyFiling(filer);
    await picturePapers(filingId);
    await filer.submit(filingId);
    const reviewer = staffCalls(both.desk, 'lin-yue');

    /** The reviewer takes the only case, finds that everything fits, and accepts. */
    const acceptNext = async () => {
      const next = async () =>
        (await reviewer<{ case?: { caseId: string } }>('POST', '/v1/cases/next', {})).case?.caseId ?? '';
      await expect.poll(next, { timeout: PATIENCE_MS, interval: 1_000 }).not.toBe('');
      const { rows } = await reviewer<{ rows: readonly { caseId: string }[] }>('GET', '/v1/queues/mine');
      await workCase(reviewer, rows[0]?.caseId ?? '');
    };

    await acceptNext();
    const page = await both.signIn('tang-bo', '唐泊（authority-desk）', '报送');
    const copied = await copyTwo(page);
    const first = await handIn(page);
    expect(copied).toEqual(['首次备案', []]);
    await type(page, '短信核验已发起');
    await type(page, '短信核验完成');
    await type(page, '退回', () => page.getByLabel(/^管局原话/).fill('网站备注没有写明网站的内容和用途。'));

    await page.getByRole('link', { name: '对应原因' }).click();
    await page.getByText('网站备注没有写明网站的内容和用途。').waitFor();
    const before = await both.untilState(filer, filingId, ['authority-review']);
    const looks = await faultsOf(page, [1024, 1440]);
    await shot(page, 'desk-authority');
    // What fits less than 0.70 is named, and chosen by a person.
    await page.getByText(/最接近 RJ-\d+，吻合 0\.\d+，请选/).waitFor();
    await page.getByRole('combobox', { name: /^原因/ }).selectOption('RJ-32');
    await page.getByLabel('告诉申请人怎么改').fill('请写明网站给谁看、有哪些内容。');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('button', { name: '退给申请人' }).click();
    await page.getByText('已处理').first().waitFor();

    const returned = await both.untilState(filer, filingId, ['authority-returned']);
    expect(before.timeline.map(({ state }) => state)).not.toContain('authority-returned');
    expect(returned.flagged).toMatchObject([
      { field: REMARK, reason: '备注里缺少管局要求写明的内容。', suggestion: '请写明网站给谁看、有哪些内容。' },
    ]);

    const { website } = ENTERPRISE;
    await filer.saveWebsite(filingId, websiteId, { ...website, remark: `${website.remark}面向邻居，不涉及交易。` });
    await filer.submit(filingId);
    await acceptNext();
    const second = await handIn(page);
    await type(page, '短信核验已发起');
    await type(page, '短信核验完成');
    await type(page, '通过并发号', async () => {
      // Copied together from the authority's system.
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.evaluate(`navigator.clipboard.writeText('主体 ${NUMBER} 网站 ${NUMBER}-1')`);
      await page.getByLabel(/^主体备案号/).press('Control+v');
      expect(await page.getByLabel(/ 的备案号$/).inputValue()).toBe(`${NUMBER}-1`);
    });
    await page.getByText('我，要由另一人确认').waitFor();
    const lead = await both.signIn('zhou-lan', '周岚（lead）');
    await lead.goto(`${both.desk.url}/#/authority`);
    await lead.getByRole('region', { name: '等另一人确认的备案号的清单' }).getByText(`${NUMBER}-1`).waitFor();
    const confirming = await faultsOf(lead, [1024, 1440]);
    await shot(lead, 'desk-numbers');
    await lead.getByRole('button', { name: '确认这 1 件' }).click();

    const approved = await both.untilState(filer, filingId, ['approved']);
    expect(approved.timeline.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['queued', 'sms-verification', 'authority-review', 'authority-returned', 'approved']),
    );
    expect(approved.numbers).toMatchObject({ organizer: NUMBER });
    expect([first.number, second.number]).toEqual([1, 2]);
    expect(second.data.websites[0].details.remark).toContain('面向邻居');
    expect([looks, confirming]).toEqual([[], []]);
    expect(both.trouble).toEqual([]);
  });
});
