import type { Page } from 'playwright-core';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LAPTOP_PAGE } from '../../local/sms-templates.ts';
import type { Change } from '../../shared/domain/filing/change.ts';
import type { FilingEvent } from '../../shared/domain/filing/machine.ts';
import { accounts, reviews } from '../support/database/service-ports.ts';
import { filledDraft } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

/** An agent who files by phone number, and the two people of the filing. None of them has WeChat here. */
const FILER = '13822280001';
const PRINCIPAL = ENTERPRISE.principal;
const SITE_OWNER = INDIVIDUAL.principal;
const LONG = { timeout: 60_000 };
const NUMBER = '粤ICP备2026000071号';

let site: Site;
let filing: { readonly filingId: string; readonly websiteId: string };
beforeAll(async () => {
  site = await openSite({ hostFunctions: inProcessHost, review: 'manual' });
  filing = await filedByPhone();
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** A filing whose account has a phone number alone. */
async function filedByPhone() {
  const filer = await site.laptop.signedIn('e2e 只用手机号的办理人');
  const drafted = await filledDraft(filer);
  await filer.saveSiteOwner(drafted.filingId, drafted.websiteId, SITE_OWNER);
  const { applicantId } = await (await reviews()).findFiling(drafted.filingId);
  const people = await accounts();
  const { accountId } = await people.signInByPhone('13822280002');
  await people.moveWeChat(applicantId, accountId);
  await people.linkPhone(applicantId, FILER);
  return drafted;
}

const change = async (event: FilingEvent, more: Partial<Change> = {}) =>
  (await reviews()).changeFiling(filing.filingId, () => ({ event, ...more }));

const textsTo = (mobile: string) =>
  site.laptop.sms
    .messages()
    .filter(({ phone, text }) => phone === `+86${mobile}` && !text.includes('验证码为'))
    .map(({ text }) => text);

/** What the three have heard, once the last of it has come. */
async function heard(lastTo: string, count: number) {
  await vi.waitFor(
    async () => {
      await site.laptop.timers.fire('delivery');
      expect(textsTo(lastTo)).toHaveLength(count);
    },
    { ...LONG, interval: 200 },
  );
  return [FILER, PRINCIPAL.mobile, SITE_OWNER.mobile].map((mobile) => textsTo(mobile).at(-1));
}

/** The page that an address in a text leads to. */
const opened = (page: Page, text: string | undefined) =>
  page.goto(`${site.laptop.addresses.gateway}/${text?.split(`${LAPTOP_PAGE}/`)[1]}`);

async function signInByPhone(page: Page): Promise<void> {
  const codes = () => site.laptop.sms.messages().flatMap(({ text }) => /登录验证码为(\d{6})/.exec(text)?.[1] ?? []);
  const before = codes().length;
  await page.getByLabel('手机号').fill(FILER);
  await page.getByRole('button', { name: '获取验证码' }).click();
  const code = page.getByLabel('验证码');
  await code.waitFor(LONG);
  await vi.waitFor(() => expect(codes()).toHaveLength(before + 1), { ...LONG, interval: 200 });
  await code.fill(codes().at(-1) ?? '');
  await code.press('Enter');
}

describe('通知', () => {
  it('of a return tells the filer what to mend, opens it after sign-in, and tells the site owner nothing', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    await change('submit', { round: 1 });
    const reason = '网站名称与主办者无关，请更换';
    await change('return', { flagged: [{ field: 'websites.0.details.name', reason, suggestion: '请用品牌名' }] });
    const [toFiler, toPrincipal, toSiteOwner] = await heard(PRINCIPAL.mobile, 1);
    await heard(FILER, 1);
    const { page, trouble } = await site.visit(ENTERPRISE, { isPhone: true });

    await opened(page, textsTo(FILER)[0] ?? toFiler);
    await page.getByRole('heading', { name: '查看通知里的备案' }).waitFor(LONG);
    await page.getByText('主体负责人、网站负责人没有账号也没关系').waitFor(LONG);
    const hidden = await page.getByText('yunfan-keji.cn').count();
    await signInByPhone(page);
    await page.getByText('请在这一天前修改并重新提交').waitFor(LONG);

    expect(textsTo(FILER)).toEqual([
      expect.stringMatching(
        /^【备案服务】yunfan-keji.cn初审退回，改网站名称，\d+月\d+日前交回 ba\.example\.com\/#[0-9a-f]{6}$/,
      ),
    ]);
    expect(toPrincipal).toMatch(/^【备案服务】yunfan-keji.cn备案初审退回，请让办理人\d+月\d+日前改好 ba\.example\.com/);
    expect(toSiteOwner).toBeUndefined();
    expect([hidden, new URL(page.url()).hash.startsWith(`#/filings/${filing.filingId}`)]).toEqual([0, true]);
    expect(trouble).toEqual([]);
  });

  it('opens nothing for another account, and says what to do', { timeout: JOURNEY_TIMEOUT_MS }, async () => {
    const { page, visitor, trouble } = await site.visit(ENTERPRISE);
    await opened(page, textsTo(FILER)[0]);
    await visitor.signIn('e2e 别的账号', 'name');

    await page.getByText('现在登录的账号里没有这份备案').waitFor(LONG);
    await page.getByRole('button', { name: '换个账号登录' }).click();
    await page.getByRole('heading', { name: '登录', exact: true }).waitFor(LONG);

    expect(await page.getByText('yunfan-keji.cn').count()).toBe(0);
    expect(trouble).toEqual([]);
  });

  it('of the SMS verification sends those who get a code to where it is entered, and has the filer remind them', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    await change('submit', { round: 2, flagged: [] });
    await change('accept');
    await change('send-sms');
    await heard(PRINCIPAL.mobile, 2);
    await heard(FILER, 2);
    const [toFiler, toPrincipal, toSiteOwner] = await heard(SITE_OWNER.mobile, 1);

    const until = /\d+月\d+日\d\d:\d\d/;
    expect(toFiler).toMatch(
      new RegExp(`^【备案服务】yunfan-keji.cn：请提醒负责人${until.source}前到工信部网站填码 ba.example.com/#`),
    );
    expect(toPrincipal).toMatch(
      new RegExp(`^【备案服务】yunfan-keji.cn备案：请你${until.source}前到 beian.miit.gov.cn 填工信部发的验证码$`),
    );
    expect(toSiteOwner).toMatch(
      new RegExp(`^【备案服务】你负责的yunfan-keji.cn：请${until.source}前到 beian.miit.gov.cn 填工信部发的验证码$`),
    );
  });

  it('of an approval says the next step to the filer, and the number to the others', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    await change('confirm-sms');
    await change('approve', { numbers: { organizer: NUMBER, websites: { [filing.websiteId]: `${NUMBER}-1` } } });
    await heard(PRINCIPAL.mobile, 3);
    await heard(FILER, 3);
    const [toFiler, toPrincipal, toSiteOwner] = await heard(SITE_OWNER.mobile, 2);

    expect(toFiler).toMatch(/备案通过。号挂首页底部，\d+月\d+日前办公安备案 ba\.example\.com\/#[0-9a-f]{6}$/);
    expect(toPrincipal).toBe(`【备案服务】yunfan-keji.cn备案通过，备案号${NUMBER}，可到 beian.miit.gov.cn 查`);
    expect(toSiteOwner).toBe(`【备案服务】你负责的yunfan-keji.cn备案通过：${NUMBER}，可到 beian.miit.gov.cn 查`);
  });
});
