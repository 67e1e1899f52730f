import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../support/clock.ts';
import { endingByPapers, PERSONAL, toConfirm } from '../support/desk/desk-case.ts';
import { type DeskConsole, deskConsole } from '../support/desk/desk-console.ts';
import { collectLog } from '../support/scf.ts';
import { shot } from '../support/shot.ts';

const TIMEOUT_MS = 600_000;
const MINUTE = 60;
const REMARK = 'websites.0.details.remark';
const APPROVALS = 'websites.0.details.preApprovals';
const [NAME = '', , MOBILE = ''] = PERSONAL;
const clock = testClock('2026-11-26T02:00:00Z');
const log = collectLog();
/** Every decision is drawn. */
let desk: DeskConsole;
beforeAll(async () => {
  desk = await deskConsole(clock, () => 0);
}, TIMEOUT_MS);
afterAll(async () => {
  log.stop();
  await desk?.close();
});

const left = (page: Page, count: number) => page.getByText(`待判断 ${count} 项`).waitFor();

async function takeFirst(page: Page, domain: string): Promise<void> {
  await page.goto(`${desk.url}/#/queues/new`);
  await page.getByText(domain).waitFor();
  await page.keyboard.press('n');
  await page.getByRole('heading', { name: domain }).waitFor();
}

/** Presses Tab until a button has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    if (name.test(await page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""'))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${name}`);
}

describe('people at the console, in Chromium', { timeout: TIMEOUT_MS }, () => {
  it('a reviewer accepts with the keyboard alone, and an auditor looks at it afterwards', async () => {
    const { caseId, filingId } = await desk.receive({ findings: [toConfirm(REMARK), toConfirm('principal.mobile')] });
    const { page } = await desk.arrive('林越', 'reviewer');
    const found: Record<string, readonly string[]> = {};
    await takeFirst(page, 'yunfan.example');
    await left(page, 2);
    await page.getByText('居民身份证').first().waitFor();
    await page.getByText('广东省深圳市南山区 样例路1号2栋301室').waitFor();
    found.case = await desk.faults(page);
    await page.keyboard.press('1');
    await left(page, 1);
    await page.keyboard.press('1');
    await left(page, 0);
    await tabTo(page, /^通过/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Tab');
    await tabTo(page, /^通过$/);
    await page.keyboard.press('Enter');
    await page.getByText('yunfan.example 的通过将在 60 秒后发出').waitFor();
    await desk.forward(MINUTE);

    expect(await desk.verdicts.after([{ filingId, round: 1, after: 0 }])).toMatchObject([{ kind: 'accepted' }]);

    const { page: auditors } = await desk.arrive('秦溯', 'auditor');
    await auditors.goto(`${desk.url}/`);
    await auditors.getByRole('heading', { name: '访问日志', exact: true }).waitFor();
    await auditors.getByRole('link', { name: '抽检', exact: true }).click();
    await auditors.getByRole('heading', { name: '抽检', exact: true }).waitFor();
    await auditors.getByRole('button', { name: 'yunfan.example' }).waitFor();
    await auditors.getByLabel('有误', { exact: false }).last().check();
    await auditors.getByLabel('哪一项').selectOption(REMARK);
    await auditors.getByLabel(/^说明/).fill('备注像广告，应当退回。');
    await shot(auditors, 'desk-samples');
    found.sample = await desk.faults(auditors);
    await auditors.getByRole('link', { name: /^打开这一件/ }).click();
    await auditors.getByRole('button', { name: '经过' }).click();
    const sheet = auditors.getByRole('dialog', { name: '经过' });
    await sheet.getByRole('button', { name: '同事，看姓名' }).first().click();
    await sheet.getByText('林越').first().waitFor();
    await shot(auditors, 'desk-timeline');
    found.timeline = await desk.faults(auditors);
    await auditors.goBack();
    await auditors.getByLabel('有误', { exact: false }).last().check();
    await auditors.getByLabel('哪一项').selectOption(REMARK);
    await auditors.getByLabel(/^说明/).fill('备注像广告，应当退回。');
    await auditors.getByRole('button', { name: '记下结果' }).click();
    await auditors.getByText('没有待检的').waitFor();
    await auditors.getByRole('link', { name: '看板' }).click();
    await auditors.getByText('抽 1，已检 1，无害 0，有误 1').waitFor();
    await shot(auditors, 'desk-figures');
    await shot(auditors, 'desk-figures-dark', { dark: true });
    found.figures = await desk.faults(auditors);

    const [sample] = await desk.test.query<{ result: string; row_path: string }>(
      'select * from desk.sample where case_id = $1',
      [caseId],
    );
    expect(sample).toMatchObject({ result: 'wrong', row_path: REMARK });
    expect(found).toEqual({ case: [], sample: [], timeline: [], figures: [] });
    expect(desk.trouble).toEqual([]);
  });

  it('two reviewers at one case: the one who does not have it may only read; a lease that runs out says so and loses nothing', async () => {
    const { caseId } = await desk.receive({
      domain: 'xinghe.example',
      findings: [toConfirm(REMARK), toConfirm('principal.mobile')],
    });
    const { page: lin } = await desk.arrive('林越', 'reviewer');
    const { page: he } = await desk.arrive('何淼', 'reviewer');
    await takeFirst(lin, 'xinghe.example');
    await left(lin, 2);
    await lin.keyboard.press('1');
    await left(lin, 1);
    await he.goto(`${desk.url}/#/cases/${caseId}`);
    await he.getByText('同事在办').waitFor();
    await he.getByText('只读').waitFor();
    await he.keyboard.press('1');
    expect(await he.getByRole('button', { name: /^通过/ }).count()).toBe(0);

    await desk.forward(21 * MINUTE);
    await he.goto(`${desk.url}/#/queues/new`);
    await he.getByText('xinghe.example').waitFor();
    await he.keyboard.press('n');
    await left(he, 2);
    await lin.keyboard.press('1');
    await lin.getByText('这一件不在你手里，租约可能已过期').waitFor();
    const faults = await desk.faults(lin);

    const judged = await desk.judgements.ofCase(caseId);
    expect(judged.map(({ conclusion }) => conclusion)).toEqual(['fits']);
    expect((await desk.openCases.find(caseId))?.lease?.holder).not.toBe(judged[0]?.staffId);
    expect(faults).toEqual([]);
    expect(desk.trouble).toEqual([]);
  });

  it('a lead finds a case by a number, gives it to somebody, and reads the name of whom they choose', async () => {
    const { caseId } = await desk.receive({ domain: 'qiaotou.example', organizerKind: 'individual' });
    const { page: reviewer } = await desk.arrive('许一诺', 'reviewer');
    const { page } = await desk.arrive('周岚', 'lead');
    const found: Record<string, readonly string[]> = {};
    await reviewer.goto(`${desk.url}/`);
    await reviewer.getByRole('heading', { name: '我的在办', exact: true }).waitFor();
    await page.goto(`${desk.url}/`);
    await page.getByRole('heading', { name: '我的在办', exact: true }).waitFor();
    await page.keyboard.press('/');
    await page.getByLabel('为什么查').selectOption('complaint');
    await page.getByRole('searchbox', { name: '查找' }).fill(MOBILE);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'qiaotou.example' }).waitFor();
    const shown = (await page.locator('table').textContent()) ?? '';
    await shot(page, 'desk-search');
    found.search = await desk.faults(page);
    await page.getByRole('link', { name: 'qiaotou.example' }).click();
    await page.getByText('4403**************').first().waitFor();
    await page.getByText('广东省****').waitFor();
    await page.getByRole('button', { name: '改派' }).click();
    await page.getByRole('radio', { name: /^许一诺/ }).check();
    await shot(page, 'desk-assign');
    found.assign = await desk.faults(page);
    await page.getByRole('dialog').getByRole('button', { name: '改派', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await reviewer.keyboard.press('n');
    await reviewer.getByRole('heading', { name: 'qiaotou.example' }).waitFor();

    await page.getByRole('link', { name: '回避' }).click();
    await page.getByLabel('与谁有关').selectOption('family');
    await page.getByLabel('哪一种').selectOption('phone');
    await page.getByLabel(/^号码/).fill(MOBILE);
    await page.getByRole('button', { name: '申报', exact: true }).click();
    await page.getByRole('cell', { name: '家人' }).waitFor();
    await shot(page, 'desk-ties');
    found.ties = await desk.faults(page);
    await page.goto(`${desk.url}/#/cases/${caseId}`);
    await page.getByText('这里有你申报过的证件号码或电话').waitFor();

    expect(shown).toContain('林**');
    expect(shown).not.toContain(NAME);
    expect(await page.evaluate<string>('location.href')).not.toContain(MOBILE);
    expect(found).toEqual({ search: [], assign: [], ties: [] });
    expect(desk.trouble).toEqual([]);
  });

  it('a reviewer of an ending by papers reads what ends, and what to look at in each paper', async () => {
    await desk.receive({ ...endingByPapers, domain: 'zhuxiao.example' });
    const { page } = await desk.arrive('林越', 'reviewer');
    const found: Record<string, readonly string[]> = {};
    await page.goto(`${desk.url}/#/queues/endings`);
    await page.getByText('zhuxiao.example').waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: '注销网站：zhuxiao.example、粤ICP备2026000001号-1' }).waitFor();
    await page.getByText('原因：网站不再使用').waitFor();
    await page.getByText('申请人收不到验证码，用声明和证件办理').waitFor();
    await left(page, 3);
    found.case = await desk.lookedAt(page, 'ending');
    await page.getByText('注销或取消接入声明').last().click();
    await page.getByRole('button', { name: '退回 0 项' }).click();
    await page.getByLabel('加一项').selectOption('documents.ending-declaration');
    await page
      .getByRole('region', { name: /^原因目录/ })
      .getByRole('button')
      .first()
      .click();
    await page.getByText('申请未通过审核').waitFor();
    await page.getByText('备案和网站没有变化。').waitFor();
    found.return = await desk.lookedAt(page, 'ending-return');

    expect(await page.getByText('修改').count()).toBe(0);
    expect(found).toEqual({ case: [], return: [] });
    expect(desk.trouble).toEqual([]);
  });

  it('an administrator sees who is signed in, and ends the session of a lost computer after a second look', async () => {
    const { page: reviewer, staff } = await desk.arrive('何淼', 'reviewer');
    await reviewer.goto(`${desk.url}/`);
    await reviewer.getByRole('heading', { name: '我的在办', exact: true }).waitFor();
    const { page } = await desk.arrive('沈安', 'operator-admin');
    await page.goto(`${desk.url}/#/sessions`);
    const word = `编号 ${staff.staffId.slice(0, 8)}`;
    await page.getByRole('button', { name: `结束登录：${word}` }).click();
    const faults = await desk.lookedAt(page, 'sessions');
    await page.getByRole('button', { name: '不结束' }).click();
    await page.getByRole('button', { name: `${word}，看姓名` }).click();
    await page.getByText('何淼').waitFor();
    await page.getByRole('button', { name: `结束登录：${word}` }).click();
    await page.getByRole('button', { name: '确定结束' }).click();
    const ended = () =>
      desk.test.query('select ended_because from desk.staff_session where id = $1', [staff.sessionId]);

    await expect.poll(ended).toEqual([{ ended_because: 'ended-by-admin' }]);
    expect(faults).toEqual([]);
    expect(await reviewer.getByRole('link', { name: '在线' }).count()).toBe(0);
    expect(desk.trouble).toEqual([]);
  });

  it('nobody gets around the second view by calls of the API', async () => {
    const risky = { domain: 'xinwen.example', preApprovals: [{ kind: 'NEWS', number: '样例1号' }] };
    const { caseId, filingId } = await desk.receive({ ...risky, findings: [toConfirm(REMARK)] });
    const [{ staff: both }, { staff: reviewer }, { staff: second }] = [
      await desk.arrive('江平', 'lead', 'reviewer'),
      await desk.arrive('何淼', 'reviewer'),
      await desk.arrive('方远', 'lead'),
    ];
    const { callAs } = desk;
    const judge = (staff: typeof both, row: string) =>
      callAs(staff, `PUT /v1/cases/${caseId}/rows/${row}`, { conclusion: 'fits', spentSeconds: 4 });
    const agree = (staff: typeof both, decisionId: string) =>
      callAs(staff, `POST /v1/cases/${caseId}/second-view`, { decisionId, agrees: true, comment: '同意。' });
    const sent = () => desk.verdicts.after([{ filingId, round: 1, after: 0 }]);
    expect((await callAs(both, `POST /v1/cases/${caseId}/lease`)).status).toBe(200);
    for (const row of [APPROVALS, REMARK]) await judge(both, row);
    const accept = { version: 1, kind: 'accepted', asksSecondView: false, comment: '文件有效。' };
    const { body: decision } = await callAs(both, `POST /v1/cases/${caseId}/decision`, accept);
    await desk.forward(120 * MINUTE);

    const tried = [
      // The same person once more, by each way.
      await callAs(both, `POST /v1/cases/${caseId}/lease`),
      await agree(both, decision.decisionId),
      await callAs(both, `POST /v1/cases/${caseId}/decision`, { ...accept, version: 2 }),
      await callAs(both, `PUT /v1/cases/${caseId}/assignment`, { staffId: both.staffId }),
      // A reviewer, who has no right to it.
      await callAs(reviewer, `POST /v1/cases/${caseId}/lease`),
      await agree(reviewer, decision.decisionId),
      await callAs(reviewer, 'POST /v1/cases/next', { queue: 'second-view' }),
      // A lead without the case in their hands.
      await agree(second, decision.decisionId),
    ];
    const own = await callAs(both, 'POST /v1/cases/next', { queue: 'second-view' });
    expect(tried.map(({ status, body }) => `${status} ${body.error?.code}`)).toEqual([
      '403 second-view.own',
      '409 case.not-yours',
      '409 case.not-yours',
      '422 assign.unable',
      '403 staff.no-right',
      '403 staff.no-right',
      '403 staff.no-right',
      '409 case.not-yours',
    ]);
    expect(own.body).toEqual({});
    expect(await sent()).toEqual([]);

    expect((await callAs(second, `POST /v1/cases/${caseId}/lease`)).status).toBe(200);
    const unseen = await callAs(second, `GET /v1/cases/${caseId}`);
    const early = await agree(second, decision.decisionId);
    await judge(second, APPROVALS);
    const agreed = await agree(second, decision.decisionId);
    await desk.forward(MINUTE);

    expect(unseen.text).not.toContain('文件有效。');
    expect([early.status, early.body.error?.code, agreed.status]).toEqual([409, 'second-view.conclude-first', 200]);
    expect(await sent()).toMatchObject([{ kind: 'accepted', sequence: 1 }]);
  });
});
