import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../support/clock.ts';
import { PERSONAL, toConfirm } from '../support/desk/desk-case.ts';
import { type DeskConsole, deskConsole } from '../support/desk/desk-console.ts';
import { collectLog } from '../support/scf.ts';
import { shot } from '../support/shot.ts';

const TIMEOUT_MS = 600_000;
const HOUR = 3600;
const MOBILE = 'principal.mobile';
const [, , NUMBER = ''] = PERSONAL;
const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
let desk: DeskConsole;
beforeAll(async () => {
  desk = await deskConsole(clock);
}, TIMEOUT_MS);
afterAll(async () => {
  log.stop();
  await desk?.close();
});

describe('a call from the console, in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('reveals the number with a reason, stops the clock, and after the second missed one has a return ready', async () => {
    const { caseId, filingId } = await desk.receive({ findings: [toConfirm(MOBILE)] });
    const { page } = await desk.arrive('林越', 'reviewer');
    const found: Record<string, readonly string[]> = {};
    const miss = async (): Promise<void> => {
      await page.getByRole('button', { name: '开始致电' }).click();
      await page.getByText('等对方接听').waitFor();
      await page.getByRole('button', { name: /^未接/ }).click();
    };

    await page.goto(`${desk.url}/#/queues/new`);
    await page.getByText('yunfan.example').waitFor();
    await shot(page, 'desk-work');
    await shot(page, 'desk-work-dark', { dark: true });
    await page.keyboard.press('n');
    await page.getByText('待判断 1 项').waitFor();
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: '打给谁' }).waitFor();
    await page.getByRole('button', { name: '显示号码' }).click();
    await page.getByRole('radio', { name: '致电申请人' }).waitFor();
    await shot(page, 'desk-reveal');
    found.asked = await desk.faults(page);
    await page.getByRole('button', { name: '显示 60 秒' }).click();
    await page.getByText(NUMBER, { exact: true }).waitFor();
    await page.getByRole('button', { name: '现在遮回' }).click();
    await page.getByText(NUMBER, { exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '开始致电' }).click();
    await page.getByText('说明身份、来电事由和域名').waitFor();
    found.script = await desk.faults(page);
    await page.getByRole('button', { name: /^未接/ }).click();
    await page.getByText('未接', { exact: true }).waitFor();

    const paused = await desk.openCases.find(caseId);
    expect(paused?.clock.pausedFor).toBe('call-missed');
    expect(paused?.callAgainAt?.toISOString()).toBe('2026-11-26T03:00:00.000Z');
    await desk.forward(HOUR / 2);
    expect(await desk.verdicts.after([{ filingId, round: 1, after: 0 }])).toMatchObject([{ kind: 'call-missed' }]);
    await desk.forward(HOUR / 2);
    expect((await desk.openCases.find(caseId))?.clock.pausedFor).toBeUndefined();

    await page.goto(`${desk.url}/#/queues/call-again`);
    await page.getByText('第 1 次致电未接').waitFor();
    found.callAgain = await desk.faults(page);
    await page.keyboard.press('n');
    await page.getByText('待判断 1 项').waitFor();
    await page.keyboard.press('t');
    await page.getByRole('heading', { name: '打给谁' }).waitFor();
    await miss();
    await page.getByText('两次没有打通，已备好退回').waitFor();
    await page.getByRole('button', { name: '去看要退回的' }).click();
    await page.getByLabel('申请人看到的').getByText('电话没有打通。').waitFor();
    await page.reload();
    await page.getByLabel('申请人看到的').getByText('电话没有打通。').waitFor();
    found.return = await desk.faults(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText(/的退回将在 60 秒后发出/).waitFor();
    await desk.forward(60);

    const verdicts = await desk.verdicts.after([{ filingId, round: 1, after: 0 }]);
    expect(verdicts.map(({ kind, sequence }) => [kind, sequence])).toEqual([
      ['call-missed', 1],
      ['returned', 2],
    ]);
    expect(verdicts[1]).toMatchObject({ flagged: [{ field: MOBILE, reason: '电话没有打通。' }] });
    expect(found).toEqual({ asked: [], script: [], callAgain: [], return: [] });
    expect(desk.trouble).toEqual([]);
  });

  it('that is answered stops the clock while they talk, and its answers stay with the case', async () => {
    const { caseId } = await desk.receive({ domain: 'xinghe.example', findings: [toConfirm(MOBILE)] });
    const { page } = await desk.arrive('何淼', 'reviewer');
    await page.goto(`${desk.url}/#/queues/new`);
    await page.getByText('xinghe.example').waitFor();
    await page.keyboard.press('n');
    await page.getByText('待判断 1 项').waitFor();
    await page.keyboard.press('t');
    await page.getByRole('button', { name: '开始致电' }).click();
    await page.getByRole('button', { name: '已接通' }).click();
    await page.getByRole('timer').getByText('00:00').waitFor();
    expect((await desk.openCases.find(caseId))?.clock.pausedFor).toBe('call-connected');
    await desk.forward(300);
    await page.getByRole('timer').getByText('05:00').waitFor();
    await shot(page, 'desk-call');
    const usedMs = (await desk.openCases.find(caseId))?.clock.usedMs;
    await page.keyboard.press('Control+Enter');
    await page.getByText('待判断 1 项').waitFor();

    const after = await desk.openCases.find(caseId);
    expect([after?.clock.pausedFor, after?.clock.usedMs, usedMs]).toEqual([undefined, 0, 0]);
    expect(desk.trouble).toEqual([]);
  });
});
