import type { Locator, Page } from 'playwright-core';
import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onDatabase } from '../support/routes/route-secrets.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const MOBILE = '13822260001';
const SECOND = '13822260002';
const codes = (mobile = MOBILE) => site.laptop.sms.messages().filter(({ phone }) => phone === `+86${mobile}`);

describe('手机号登录', () => {
  it('signs in with a code by SMS on a phone, and stays signed in on it in every tab', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { page, trouble } = await site.visit(INDIVIDUAL);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(site.laptop.addresses.gateway);
    await page.getByRole('link', { name: '登录', exact: true }).click();

    await page.getByLabel('手机号').fill(`+86 ${MOBILE}`);
    await page.getByRole('button', { name: '获取验证码' }).click();
    const code = page.getByLabel('验证码');
    await code.waitFor();
    await vi.waitFor(() => expect(codes()).toHaveLength(1), { timeout: 60_000, interval: 200 });
    const resend = page.getByRole('button', { name: /秒后可重新获取/ });
    const shown = [await resend.isDisabled(), await code.getAttribute('autocomplete')];
    const heights = await page
      .locator('section.card button:visible, section.card input.input:visible, .own-device')
      .evaluateAll((all) => all.map((element) => element.getBoundingClientRect().height));
    // Asked for again at once, there is no other code, and the last one stays good.
    await page.getByRole('button', { name: '换一个手机号' }).click();
    await page.getByRole('button', { name: '获取验证码' }).click();
    await page.getByText('发到这里的验证码较多').waitFor();
    await code.fill('000000');
    await page.locator('form').filter({ has: code }).getByRole('button', { name: '登录', exact: true }).click();
    await page.getByText('验证码不正确，请核对后重新输入。还可以试 4 次。').waitFor();
    await page.getByLabel('这是我自己的设备，30 天内不用再登录').check();
    await code.fill(/\d{6}/.exec(codes()[0]?.text ?? '')?.[0] ?? '');
    await code.press('Enter');
    await page.getByRole('heading', { name: '我的备案' }).waitFor();

    const other = await page.context().newPage();
    await other.goto(`${site.laptop.addresses.gateway}/#/privacy`);
    await other.getByText('138****0001').waitFor();
    const kept = await page.evaluate('[Object.keys(sessionStorage), Object.keys(localStorage).toSorted()]');
    await other.getByRole('button', { name: '退出', exact: true }).first().click();
    await page.getByRole('link', { name: '登录', exact: true }).waitFor();

    expect(shown).toEqual([true, 'one-time-code']);
    expect(heights.filter((height) => height < 44)).toEqual([]);
    expect(kept).toEqual([['icp-filing.eligibility'], ['icp-filing.device', 'icp-filing.session']]);
    expect(trouble).toEqual([]);
  });

  it('has the page prove a second code in the background, but not where the person was signed in before', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const aMinuteLater = () =>
      onDatabase(site.laptop, ["delete from caller_limit where ends_at < now() + interval '61 seconds'"]);
    const stranger = await site.visit(INDIVIDUAL);
    const askAt = async ({ page }: typeof stranger) => {
      const asked: string[] = [];
      page.on('response', (response) => {
        if (response.url().endsWith('/v1/sessions/phone-codes')) asked.push(String(response.status()));
      });
      await page.goto(site.laptop.addresses.gateway);
      await page.getByRole('link', { name: '登录', exact: true }).click();
      await page.getByLabel('手机号').fill(SECOND);
      await page.getByRole('button', { name: '获取验证码' }).click();
      await page.getByLabel('验证码').waitFor({ timeout: 60_000 });
      return asked;
    };
    const signIn = async ({ page }: typeof stranger) => {
      await page.getByLabel('这是我自己的设备，30 天内不用再登录').check();
      await page.getByLabel('验证码').fill(/\d{6}/.exec(codes(SECOND).at(-1)?.text ?? '')?.[0] ?? '');
      await page.getByLabel('验证码').press('Enter');
      await page.getByRole('heading', { name: '我的备案' }).waitFor();
      await page.getByRole('button', { name: '退出', exact: true }).first().click();
      await page.getByRole('link', { name: '登录', exact: true }).waitFor();
    };

    await onDatabase(site.laptop, ['delete from caller_limit']);
    const first = await askAt(stranger);
    await signIn(stranger);
    await aMinuteLater();
    const elsewhere = await askAt(await site.visit(INDIVIDUAL));
    await aMinuteLater();
    const known = await askAt({ ...stranger, page: await stranger.page.context().newPage() });

    expect([first, elsewhere, known]).toEqual([['202'], ['403', '202'], ['202']]);
    expect(codes(SECOND)).toHaveLength(3);
  });

  it('ends with the tab where the device is not one’s own, and tabs that share a session renew it one by one', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { page, trouble } = await site.visit(INDIVIDUAL);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await page.getByLabel('以任意名字登录').fill('e2e 共用会话');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '我的备案' }).waitFor();
    const inTab = await page.evaluate('[Object.keys(sessionStorage), Object.keys(localStorage)]');
    // As if kept on the device, with a token that is about to expire.
    await page.evaluate(`
      const session = JSON.parse(sessionStorage.getItem('icp-filing.session'));
      sessionStorage.clear();
      localStorage.setItem('icp-filing.session', JSON.stringify({ ...session, expiresAt: new Date().toISOString() }));
    `);
    const tabs = await Promise.all([1, 2, 3, 4].map(() => page.context().newPage()));

    await Promise.all(tabs.map((tab) => tab.goto(`${site.laptop.addresses.gateway}/#/privacy`)));
    await Promise.all(tabs.map((tab) => tab.getByRole('heading', { name: '登录方式' }).waitFor()));

    expect(inTab).toEqual([['icp-filing.session'], ['icp-filing.device']]);
    expect(trouble).toEqual([]);
  });

  it('is asked for again before an export once it is old, by SMS too; then the export goes on, and not for another account', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { page, trouble } = await site.visit(INDIVIDUAL);
    const again = page.getByRole('dialog', { name: '再次登录' });
    const older = () =>
      onDatabase(site.laptop, ["update session set authenticated_at = authenticated_at - interval '11 minutes'"]);
    const enterBySms = async (within: Locator | Page) => {
      await onDatabase(site.laptop, ['delete from caller_limit']);
      const before = codes().length;
      await within.getByLabel('手机号').fill(MOBILE);
      await within.getByRole('button', { name: '获取验证码' }).click();
      await vi.waitFor(() => expect(codes()).toHaveLength(before + 1), { timeout: 60_000, interval: 200 });
      await within.getByLabel('验证码').fill(/\d{6}/.exec(codes().at(-1)?.text ?? '')?.[0] ?? '');
      await within.getByLabel('验证码').press('Enter');
    };
    await page.goto(`${site.laptop.addresses.gateway}/#/privacy`);
    await enterBySms(page);
    const exported = page.getByRole('link', { name: '我的信息（网页和 JSON）' });
    const exportData = page.getByRole('button', { name: '导出我的信息' });
    await exportData.waitFor();
    await older();

    await exportData.click();
    await again.getByText('为确认是你本人，请再登录一次').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alert').getByText('为确认是你本人，请重新登录，并在10分钟内完成这一步。').waitFor();
    await exportData.click();
    await enterBySms(again);
    await exported.waitFor();
    const isAskedAfterwards = await again.isVisible();
    await page.reload();
    const devices = page.getByRole('region', { name: '我的设备' }).getByRole('listitem');
    await devices.first().waitFor();
    const count = await devices.count();
    await older();
    await exportData.click();
    await again.getByLabel('以任意名字登录').fill('e2e 另一个账号');
    await again.getByRole('button', { name: '登录', exact: true }).last().click();
    await again.getByText('这次登录的是另一个账号，刚才的操作没有进行。').waitFor();
    await again.getByRole('button', { name: '查看这个账号' }).click();
    await page.getByRole('heading', { name: '我的设备' }).waitFor();

    expect([isAskedAfterwards, count, await exported.count()]).toEqual([false, 1, 0]);
    expect(trouble).toEqual([]);
  });
});
