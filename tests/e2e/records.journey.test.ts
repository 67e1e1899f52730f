import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { database, reviews } from '../../shared/compose/database.ts';
import { approveFiling } from '../support/approve-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { filledDraft } from '../support/ready-filing.ts';
import { lastSmsCode } from '../support/sms-code.ts';
import { lookedAt } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

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
    .where('id', '=', filingId)
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
    await page.getByText(`${NUMBER}-1`).waitFor();
    await page.getByText('域名 yunfan-keji.cn 已于2026年1月1日到期，请续费。').waitFor();
    await page.getByText('网站 yunfan-keji.cn 打不开。').waitFor();
    expect(await lookedAt(page, 'records')).toEqual([]);
    await page.getByRole('button', { name: /^新增网站/ }).click();
    await page.waitForURL(/#\/type$/);
    const { creditCode } = ENTERPRISE.licence;
    await expect.poll(() => page.getByLabel('统一社会信用代码').inputValue()).toBe(creditCode);
    await expect.poll(() => page.getByLabel('备案省份').inputValue()).toBe('440000');
    expect(await page.getByLabel('域名', { exact: true }).inputValue()).toBe('');
    expect(trouble).toEqual([]);
  });

  it('ends a website: consequences, a code to the site owner, and the authority’s approval', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(NAME, 'name');
    await page.getByRole('button', { name: /^注销网站/ }).click({ timeout: 60_000 });

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
    await page.getByLabel('这是该主体的最后一个网站').check();
    await page.getByLabel('办理原因').selectOption({ label: '网站不再使用' });
    await send.click();
    await page.getByLabel('验证码').waitFor({ timeout: 60_000 });
    const code = lastSmsCode(site.laptop);
    await page.getByLabel('验证码').fill(code);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByText('申请已提交管局').waitFor({ timeout: 60_000 });

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
    await page.getByText('你已办理注销').waitFor({ timeout: 60_000 });
    expect(trouble).toEqual([]);
  });

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
      const { filingId } = await filledDraft(await site.laptop.signedIn(name));
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
