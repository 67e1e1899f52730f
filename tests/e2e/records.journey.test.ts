import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordBegunBy } from '../../contracts/kit/record-id.ts';
import { database } from '../../shared/compose/database.ts';
import type { FilingType } from '../../shared/domain/filing/filing-types.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { reviews } from '../support/database/service-ports.ts';
import { approveFiling } from '../support/filings/approve-filing.ts';
import { filedRecord } from '../support/filings/filed-record.ts';
import { eligibilityOf } from '../support/filings/filings.ts';
import { filledDraft, readyPapers } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { haveCertificate } from '../support/pictures/certificate-at-hand.ts';
import { lastSmsCode } from '../support/sms-code.ts';
import { lookedAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, PATIENCE_MS, type Site } from './site.ts';

const NUMBER = '粤ICP备2026000001号';
const NAME = 'e2e 已经备案的人';

let site: Site;
beforeAll(async () => {
  site = await openSite({ hostFunctions: inProcessHost, review: 'manual' });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** The authority approves a filing of the person; a look at the record has found its website silent. */
async function approved(): Promise<void> {
  const { filingId, websiteId } = await filledDraft(await site.laptop.signedIn(NAME));
  await approveFiling(await reviews(), { filingId, websiteId, organizer: NUMBER });
  const outside = {
    domains: { 'yunfan-keji.cn': '2026-01-01' },
    servers: {},
    websites: { [websiteId]: { look: 'silent', since: '2026-01-01T00:00:00.000Z' } },
  };
  const { sql } = await database();
  await sql
    .updateTable('record')
    .set({ outside: JSON.stringify(outside) })
    .where('id', '=', recordBegunBy(filingId))
    .execute();
}

describe('我的备案', () => {
  it('shows what is filed, and starts a new website with the organizer filled in', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    await approved();
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(NAME, 'name');

    await page.getByRole('heading', { name: ENTERPRISE.organizer.name }).waitFor({ timeout: 60_000 });
    await page.getByText(`主体备案号：${NUMBER}`).waitFor();
    await page.getByText('有 2 件事要处理').waitFor();
    expect(await lookedAt(page, 'records')).toEqual([]);
    await visitor.openRecord(NUMBER);
    await page.waitForURL(/#\/records\/[\w-]+$/);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: ENTERPRISE.organizer.name }).waitFor();
    await page.getByText(`${NUMBER}-1`).waitFor();
    await page.getByText('周**').waitFor();
    await page.getByText('域名 yunfan-keji.cn 已于2026年1月1日到期，请续费。').waitFor();
    await page.getByText('网站 yunfan-keji.cn 打不开。').waitFor();
    await page.getByText('再加一个网站。主体信息不用再填').waitFor();
    expect(await lookedAt(page, 'record')).toEqual([]);
    await page.getByRole('button', { name: /^新增网站/ }).click();
    await page.waitForURL(/#\/type$/);
    // What the record says isn't asked again.
    await expect.poll(() => page.getByRole('textbox', { name: '域名' }).inputValue()).toBe('');
    expect(await page.getByLabel(/统一社会信用代码|备案省份|营业执照/).count()).toBe(0);
    const { region, certificateNumber } = JSON.parse(
      await page.evaluate<string>("sessionStorage.getItem('icp-filing.eligibility')"),
    );
    expect({ region, certificateNumber }).toEqual({
      region: '440000',
      certificateNumber: ENTERPRISE.licence.creditCode,
    });
    expect(trouble).toEqual([]);
  });

  it('checks a website, and looks for the 公安备案号 that its holder enters', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(NAME, 'name');
    await visitor.openRecord(NUMBER);
    await page.getByRole('link', { name: 'yunfan-keji.cn', exact: true }).click({ timeout: 60_000 });

    await page.waitForURL(/#\/records\/[\w-]+\/websites\/[\w-]+$/);
    await page.getByRole('heading', { level: 1, name: 'yunfan-keji.cn' }).waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: '检查我的网站' }).click();
    await page.getByText('2 处要处理，1 处请自己核对').waitFor({ timeout: 60_000 });
    await page.getByText('今天还能检查 4 次。').waitFor();
    await page.getByText(`首页没有看到 ${NUMBER}，`).waitFor();
    expect(await lookedAt(page, 'filed-website')).toEqual([]);
    await page.getByRole('textbox', { name: '公安备案号' }).fill('44030502000001');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('请按网页上的样子填写公安备案号').waitFor({ timeout: 60_000 });
    await page.getByRole('textbox', { name: '公安备案号' }).fill('粤公网安备 44030502000001号');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor({ timeout: 60_000 });
    await page.getByRole('checkbox', { name: '每月自动检查一次，发现问题提醒我' }).click();
    await expect.poll(() => page.getByRole('checkbox').isChecked(), { timeout: 60_000 }).toBe(false);
    await page.reload();
    await expect
      .poll(() => page.getByRole('textbox', { name: '公安备案号' }).inputValue(), { timeout: 60_000 })
      .toBe('粤公网安备44030502000001号');
    await page.getByText('填号码以后还没有检查过，请再检查一次。').waitFor();
    expect(await page.getByRole('checkbox').isChecked()).toBe(false);
    expect(trouble).toEqual([]);
  });

  it('ends a website: consequences, a code to the site owner, and the authority’s approval', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(NAME, 'name');
    await visitor.openRecord(NUMBER);
    await page.getByRole('link', { name: /^注销网站/ }).click({ timeout: 60_000 });

    await page.getByRole('heading', { name: '注销网站' }).waitFor({ timeout: 60_000 });
    await page.getByText('该网站的备案号作废，不能恢复').waitFor();
    expect(await lookedAt(page, 'end')).toEqual([]);
    await page.getByRole('button', { name: '收不到验证码，用声明和证件办理' }).click();
    await page.getByText('本主办者自愿申请注销网站').waitFor({ timeout: 60_000 });
    expect(await lookedAt(page, 'end-papers')).toEqual([]);
    await page.getByRole('button', { name: '改用验证码' }).click();
    const send = page.getByRole('button', { name: '获取验证码' });
    expect(await send.isDisabled()).toBe(true);
    await page.getByLabel('我已知悉').check();
    await page.getByLabel('这是备案信息里该主体的最后一个网站').check();
    await page.getByLabel('办理原因').selectOption({ label: '网站不再使用' });
    await send.click();
    await page.getByLabel('验证码').waitFor({ timeout: 60_000 });
    const code = lastSmsCode(site.laptop);
    await page.getByLabel('验证码').fill(code);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('申请已收下，等待提交管局').waitFor({ timeout: 60_000 });

    const { sql } = await database();
    const { id } = await sql
      .selectFrom('filing')
      .select('id')
      .where('filing_type', '=', 'cancel-website')
      .executeTakeFirstOrThrow();
    const { changeFiling } = await reviews();
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${id}/progress`);
    await page.getByRole('heading', { name: '等待提交管局' }).waitFor({ timeout: 60_000 });
    expect(await lookedAt(page, 'end-progress')).toEqual([]);
    for (const event of ['send-sms', 'confirm-sms', 'approve'] as const) await changeFiling(id, () => ({ event }));
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await page.getByText('空壳主体').first().waitFor({ timeout: 60_000 });
    expect(trouble).toEqual([]);
  });
});

describe('a record whose website leaves, comes back, and ends with its organizer', () => {
  const HOLDER = 'e2e 取消接入又接入的人';
  /** The first one has ended by now, and never comes back. */
  const OTHER = '粤ICP备2026000002号';
  const LONG = { timeout: PATIENCE_MS };
  let filed: Awaited<ReturnType<typeof filedRecord>>;
  beforeAll(async () => {
    filed = await filedRecord(site.laptop, HOLDER, { number: OTHER });
  }, JOURNEY_TIMEOUT_MS);

  const hrefOf = (path: string) => `${site.laptop.addresses.gateway}/#/${path}`;
  const findFiling = async (filingId: string) => (await reviews()).findFiling(filingId);
  async function decide(filingId: string, ...events: readonly FilingEvent[]): Promise<void> {
    const { changeFiling } = await reviews();
    for (const event of events) await changeFiling(filingId, () => ({ event }));
  }
  const TO_THE_AUTHORITY = ['send-sms', 'confirm-sms'] as const;

  /** 我的备案, with its holder signed in. */
  async function atRecord() {
    const visited = await site.visit(ENTERPRISE);
    await visited.page.goto(hrefOf('filings'));
    await visited.visitor.signIn(HOLDER, 'name');
    await visited.visitor.openRecord(OTHER);
    return visited;
  }

  /** Confirms what ends, and files with the code that arrives. @returns the id of the filing */
  async function end(page: Page, filingType: FilingType, confirmed: readonly string[]): Promise<string> {
    const { sql } = await database();
    // As a minute later: a number gets one code a minute.
    await sql.deleteFrom('caller_limit').execute();
    for (const words of confirmed) await page.getByLabel(words).check();
    await page.getByLabel('办理原因').selectOption({ label: '网站不再使用' });
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByLabel('验证码').waitFor();
    await page.getByLabel('验证码').fill(lastSmsCode(site.laptop));
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('申请已收下，等待提交管局').waitFor();
    const { id } = await sql
      .selectFrom('filing')
      .select('id')
      .where('applicant_id', '=', filed.applicantId)
      .where('filing_type', '=', filingType)
      .where('state', '=', 'queued')
      .executeTakeFirstOrThrow();
    return id;
  }

  it('ends the access of its website: returned and given up once, filed anew, approved', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await atRecord();
    const endAccess = async () => {
      await page.getByRole('link', { name: /^取消接入/ }).click();
      await page.getByText('备案号保留，但网站不再在本平台接入').waitFor();
      return end(page, 'end-access', ['我已知悉：取消接入后', '管局可能注销该网站的备案号']);
    };

    const returned = await endAccess();
    await page.goto(hrefOf(`filings/${returned}/progress`));
    await visitor.untilState('queued');
    await decide(returned, ...TO_THE_AUTHORITY, 'authority-return');
    await visitor.untilState('authority-returned');
    await page.getByText('备案和网站没有变化').waitFor();
    await page.getByRole('button', { name: '放弃申请' }).click();
    await page.getByRole('button', { name: '确认放弃申请' }).click();
    await visitor.untilState('abandoned');
    await page.goto(hrefOf('filings'));
    await visitor.openRecord(OTHER);
    await page.getByText('已接入', { exact: true }).waitFor();

    const filingId = await endAccess();
    await page.goto(hrefOf(`filings/${filingId}/progress`));
    await visitor.untilState('queued');
    await decide(filingId, ...TO_THE_AUTHORITY, 'approve');
    await visitor.untilState('approved');
    await page.goto(hrefOf('filings'));
    await visitor.openRecord(OTHER);
    await page.getByText('未在本平台接入', { exact: true }).waitFor();
    await page.getByText(`${OTHER}-1`).waitFor();
    expect(trouble).toEqual([]);
  });

  it('connects it again: who is filed is filled in; withdrawn once, submitted again, approved under its number', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    await haveCertificate(filed.applicantId, eligibilityOf(ENTERPRISE));
    const { visitor, page, trouble } = await atRecord();
    await page
      .getByRole('button', { name: /^接入备案/ })
      .first()
      .click();
    await page.waitForURL(/#\/type$/);
    await expect.poll(() => page.getByRole('textbox', { name: '域名' }).inputValue(), LONG).toBe(ENTERPRISE.domain);
    expect(await page.getByLabel(/统一社会信用代码|备案省份/).count()).toBe(0);
    // The same inputs, and the server of the sample.
    await page.getByRole('button', { name: '样例企业' }).click();
    await page.getByText('可以备案，类型为“接入备案”').waitFor();
    await page.getByText('按下面的按钮，即单独同意').last().waitFor();
    await page.getByRole('button', { name: '同意并开始' }).click();

    await page.locator('h1[data-state=draft]').waitFor();
    const filingId = /filings\/([^/]+)/.exec(page.url())?.[1] ?? '';
    await page.goto(hrefOf(`filings/${filingId}/organizer`));
    await visitor.heading('主体信息').waitFor();
    const mailbox = page.locator('[data-field="principal.email"] input');
    await expect.poll(() => mailbox.inputValue(), LONG).toBe(ENTERPRISE.principal.email);
    await page.goto(hrefOf(`filings/${filingId}/website`));
    await visitor.heading('网站信息').waitFor();
    await visitor.fillWebsite(ENTERPRISE.website);
    await visitor.goOn('网站负责人');
    await page.getByRole('button', { name: '与主体负责人相同' }).click();
    const owner = async () => (await findFiling(filingId)).contents.websites[0]?.siteOwner?.email;
    await expect.poll(owner, LONG).toBe(ENTERPRISE.principal.email);
    const websiteId = (await findFiling(filingId)).contents.websites[0]?.id ?? '';
    await readyPapers({ filingId, websiteId });
    await page.goto(hrefOf(`filings/${filingId}/preview`));
    await page.getByText('预检通过，可以提交').waitFor();

    await page.goto(hrefOf(`filings/${filingId}/submission`));
    await visitor.submit();
    await visitor.untilState('submitted');
    await page.getByRole('button', { name: '撤回申请' }).click();
    await page.getByRole('button', { name: '确认撤回申请' }).click();
    await visitor.untilState('draft');
    await page.goto(hrefOf(`filings/${filingId}/submission`));
    await visitor.submit();
    await visitor.untilState('submitted');
    await decide(filingId, 'accept', ...TO_THE_AUTHORITY);
    const numbers = { organizer: OTHER, websites: { [websiteId]: `${OTHER}-1` } };
    await (await reviews()).changeFiling(filingId, () => ({ event: 'approve', numbers }));
    await visitor.untilState('approved');
    await page.goto(hrefOf('filings'));
    await visitor.openRecord(OTHER);
    await page.getByText('已接入', { exact: true }).waitFor();
    await page.getByText(`${OTHER}-1`).waitFor();
    expect(trouble).toEqual([]);
  });

  it('ends with its organizer: a code to the principal, and the authority’s approval', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await atRecord();
    await page.getByRole('link', { name: /^注销主体/ }).click();
    await page.getByText('名下全部网站、App、小程序的备案号都会作废').waitFor();
    await page.getByText('验证码发送到主体负责人备案的手机号 138****0017').waitFor();
    const filingId = await end(page, 'cancel-organizer', ['我已知悉：注销后备案号不能恢复']);

    await page.goto(hrefOf(`filings/${filingId}/progress`));
    await visitor.untilState('queued');
    await decide(filingId, ...TO_THE_AUTHORITY, 'approve');
    await visitor.untilState('approved');
    await page.goto(hrefOf('filings'));
    await page.getByText('你已办理注销').waitFor();
    await visitor.openRecord(OTHER);
    expect(await page.getByRole('link', { name: /^注销主体/ }).count()).toBe(0);
    expect(trouble).toEqual([]);
  });
});

describe('an application that came to nothing', () => {
  it.each([
    ['declined', '为什么不予受理', '这次申请已经结束'],
    ['returned', '没有办成的原因', '备案和网站没有变化'],
  ] as const)(
    'says why something was not done, and what can be done instead: %s',
    {
      timeout: JOURNEY_TIMEOUT_MS,
    },
    async (state, title, next) => {
      const name = `e2e ${title}`;
      // The company stays filed without a website, so nobody else begins a first filing of it.
      const { filingId } = await filledDraft(await site.laptop.signedIn(name), 'individual');
      const { sql } = await database();
      if (state === 'returned')
        await sql.updateTable('filing').set({ filing_type: 'cancel-website' }).where('id', '=', filingId).execute();
      const reason = { field: 'websites.0.domain', reason: '网站仍在运行。', suggestion: '先停止网站，再申请。' };
      const { changeFiling } = await reviews();
      await changeFiling(filingId, () => ({ event: 'submit' }));
      const event = state === 'declined' ? 'decline' : 'return';
      await changeFiling(filingId, () => ({ event, flagged: [reason] }));
      const { visitor, page, trouble } = await site.visit(ENTERPRISE);
      await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
      await visitor.signIn(name, 'name');
      await page.getByRole('link', { name: '我的备案' }).waitFor({ timeout: 60_000 });
      await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/progress`);

      await page.getByRole('heading', { name: title }).waitFor({ timeout: 60_000 });
      await page.getByText('网站仍在运行。').waitFor();
      await page.getByText('可以怎么办：先停止网站，再申请。').waitFor();
      await page.getByText(next, { exact: false }).waitFor();
      expect(await page.getByText('重新提交').count()).toBe(0);
      expect(await lookedAt(page, state)).toEqual([]);
      expect(trouble).toEqual([]);
    },
  );
});
