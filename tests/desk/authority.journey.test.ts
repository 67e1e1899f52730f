import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Filer } from '../../tools/walk/filer.ts';
import { drawPapers } from '../../tools/walk/papers.ts';
import { overHttp } from '../../tools/walk/send.ts';
import { walkToSubmission } from '../../tools/walk/walk-filing.ts';
import { faultsOf } from '../e2e/looks.ts';
import {
  accept,
  judgeAll,
  type LaptopWithDesk,
  laptopWithDesk,
  PATIENCE_MS,
  takeOnly,
} from '../support/laptop-with-desk.ts';
import { shot } from '../support/shot.ts';
import { CONSENT_TEXT_VERSION } from '../support/test-laptop.ts';

const TIMEOUT_MS = 900_000;
const REMARK = 'websites.0.details.remark';
const dir = mkdtempSync(join(tmpdir(), 'authority-'));
let both: LaptopWithDesk;

beforeAll(async () => {
  both = await laptopWithDesk(dir, 'manual');
}, TIMEOUT_MS);
afterAll(async () => {
  await both?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** What was handed in under a number has arrived. */
const handedIn = (number: number) =>
  expect
    .poll(() => both.desk.authority?.submissions().some((one) => one.number === number), {
      timeout: PATIENCE_MS,
      interval: 1_000,
    })
    .toBe(true);

describe('a filing on its way through the authority, in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('is accepted, handed in, returned by the authority, mended, and gets its number', async () => {
    const filer = new Filer(overHttp(both.laptop.addresses.gateway));
    const loginCode = await both.laptop.loginCode('goes to the authority');
    const papers = await drawPapers('individual');
    const walked = await walkToSubmission(filer, { papers, loginCode, consentTextVersion: CONSENT_TEXT_VERSION });
    const { filingId, websiteId, details } = walked;
    const reviewer = await both.signIn('lin-yue', '林越（reviewer）');

    /** The reviewer takes the only case of a queue, finds that everything fits, and accepts. */
    const acceptNext = async (queue: string) => {
      await reviewer.goto(`${both.desk.url}/#/queues/${queue}`);
      await takeOnly(reviewer);
      await judgeAll(reviewer);
      await accept(reviewer);
    };

    await acceptNext('new');
    await handedIn(1);
    both.desk.authority?.answer(1, { kind: 'sms-started' });
    await filer.untilState(filingId, ['sms-verification'], PATIENCE_MS);
    both.desk.authority?.setFaults({ outOfOrder: true, twice: true });
    both.desk.authority?.answer(1, { kind: 'sms-verified' });
    both.desk.authority?.answer(1, { kind: 'returned', words: '网站备注没有写明网站的内容和用途。' });

    const page = await both.signIn('tang-bo', '唐泊（authority-desk）', '报送');
    await page.getByRole('link', { name: '对应原因' }).click();
    await page.getByText('网站备注没有写明网站的内容和用途。').waitFor();
    const before = await filer.untilState(filingId, ['authority-review'], PATIENCE_MS);
    const looks = await faultsOf(page, [1024, 1440]);
    await shot(page, 'desk-authority');
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
    await acceptNext('resubmitted');
    await handedIn(2);
    for (const kind of ['sms-started', 'sms-verified', 'approved'] as const) both.desk.authority?.answer(2, { kind });

    const approved = await filer.untilState(filingId, ['approved'], PATIENCE_MS);
    expect(approved.timeline.map(({ state }) => state)).toEqual(
      expect.arrayContaining(['queued', 'sms-verification', 'authority-review', 'authority-returned', 'approved']),
    );
    expect(JSON.stringify(approved)).toMatch(/粤ICP备\d{10}号-1/);
    expect(looks).toEqual([]);
    expect(both.trouble).toEqual([]);
  });
});
