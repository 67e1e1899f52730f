import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordChange } from '../../desk/ports/record-events.ts';
import { testClock } from '../support/clock.ts';
import { type DeskConsole, deskConsole } from '../support/desk/desk-console.ts';
import { collectLog } from '../support/scf.ts';
import { shot } from '../support/shot.ts';

const TIMEOUT_MS = 600_000;
const RECORD = '3f0a3f1b-0f55-4a3e-8d0b-4f3f0a3f1b08';
const NUMBER = '粤ICP备2026000008号';
const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
let desk: DeskConsole;
beforeAll(async () => {
  desk = await deskConsole(clock);
  const websites = [{ number: `${NUMBER}-1`, domains: ['yunfan.example'], state: 'live' }];
  const change = { recordId: RECORD, number: NUMBER, version: 1, state: 'live', websites, notices: [] };
  await desk.knownRecords.keep({ changes: [change as RecordChange], next: 1, more: false });
}, TIMEOUT_MS);
afterAll(async () => {
  log.stop();
  await desk?.close();
});

describe('what the authority wants, at the console in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('a notice is told to its organizer, stands in the rail by its date, and its result is reported', async () => {
    const { page } = await desk.arrive('唐泊', 'authority-desk');
    const { page: lead } = await desk.arrive('周岚', 'lead');
    const found: Record<string, readonly string[]> = {};

    await page.goto(`${desk.url}/#/rectification`);
    await page.getByLabel('主体或网站备案号').fill(`${NUMBER}-1`);
    await page.getByRole('button', { name: '查备案' }).click();
    const form = page.getByRole('form', { name: `登记 ${NUMBER} 的通知` });
    await form.getByLabel(/-1/).check();
    await form.getByRole('textbox', { name: /^要改什么/ }).fill('首页底部没有备案号\n联系电话停机');
    await form.getByLabel(/^期限/).fill('2026-11-26');
    found.telling = await desk.faults(page);
    await form.getByRole('button', { name: '通知主办者' }).click();
    await page.getByText('等主办者整改').waitFor();
    const [told] = await desk.recordEvents.claimDue(10, 60);

    await page.goto(`${desk.url}/#/queues/rectification`);
    await page.getByText('等主办者整改').waitFor();
    const rail = page.getByRole('navigation', { name: '队列' });
    await rail.getByRole('link', { name: /^整改和检查\s*1$/ }).waitFor();
    const queues = (await rail.textContent()) ?? '';
    const row = (await page.locator('tbody').textContent()) ?? '';
    await shot(page, 'desk-tasks');
    found.queue = await desk.faults(page);
    await page.getByRole('link', { name: 'yunfan.example' }).click();

    await page.getByRole('button', { name: '上报结果' }).click();
    const report = page.getByRole('form', { name: `上报 ${NUMBER} 的结果` });
    await report.getByRole('textbox', { name: /^给管局的说明/ }).fill('首页已有备案号，电话已更换。');
    found.reporting = await desk.faults(page);
    await report.getByRole('button', { name: '上报' }).click();
    await page.getByRole('button', { name: '已录入' }).click();
    await page.getByText('已上报').waitFor();

    await lead.goto(`${desk.url}/`);
    await lead.getByRole('heading', { name: '我的在办', exact: true }).waitFor();
    await lead.keyboard.press('g');
    await lead.keyboard.press('z');
    await lead.getByRole('heading', { name: '整改和检查没有件' }).waitFor();

    expect(queues).toContain('管局来的');
    expect(queues).not.toContain('团队队列');
    expect(row).toContain('剩 13 小时');
    expect(told?.event).toMatchObject({
      recordId: RECORD,
      kind: 'inspection',
      websites: [`${NUMBER}-1`],
      dueAt: new Date('2026-11-26T15:59:59Z'),
      items: [{ reason: '首页底部没有备案号' }, { reason: '联系电话停机' }],
    });
    expect(await desk.knownRecords.lastTold(RECORD)).toBe(2);
    expect(await desk.authorityReports.list(1)).toMatchObject([{ result: 'rectified', sentAt: clock.now() }]);
    expect(found).toEqual({ queue: [], telling: [], reporting: [] });
    expect(desk.trouble).toEqual([]);
  });
});
