import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const MOBILE = '13822260001';
const codes = () => site.laptop.sms.messages().filter(({ phone }) => phone === `+86${MOBILE}`);

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
      .evaluateAll((all) => all.map((item) => item.getBoundingClientRect().height));
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
    const kept = await page.evaluate('[Object.keys(sessionStorage), Object.keys(localStorage)]');
    await other.getByRole('button', { name: '退出', exact: true }).first().click();
    await page.getByRole('link', { name: '登录', exact: true }).waitFor();

    expect(shown).toEqual([true, 'one-time-code']);
    expect(heights.filter((height) => height < 44)).toEqual([]);
    expect(kept).toEqual([['icp-filing.eligibility'], ['icp-filing.session']]);
    expect(trouble).toEqual([]);
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

    expect(inTab).toEqual([['icp-filing.session'], []]);
    expect(trouble).toEqual([]);
  });
});
