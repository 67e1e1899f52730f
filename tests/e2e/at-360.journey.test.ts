import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { STEPS } from '../../client/filing/steps.ts';
import { HELP_TOPICS } from '../../client/help/topics.ts';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { asPhonePhoto } from '../support/phone-photo.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';
import type { Visitor } from './visitor.ts';

/** The public address of the eligible server of the sample world. */
const SERVER_ADDRESS = '203.0.113.11';

let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite(), drawPapers('enterprise')]);
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** A phone, 360 pixels wide, at the first page. */
async function onPhone() {
  const visited = await site.visit(ENTERPRISE);
  await visited.page.setViewportSize({ width: 360, height: 740 });
  await visited.page.goto(site.laptop.addresses.gateway);
  await visited.visitor.heading('给网站办一个备案号').waitFor();
  return visited;
}

/** Signs in with the code of an SMS in the dialog beside the certificate. */
async function signInBySms(page: Page, mobile: string): Promise<void> {
  const codes = () => site.laptop.sms.messages().filter(({ phone }) => phone === `+86${mobile}`);
  await page.getByLabel('手机号').fill(mobile);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await vi.waitFor(() => expect(codes()).toHaveLength(1), { timeout: 60_000, interval: 200 });
  await page.getByLabel('验证码').fill(/\d{6}/.exec(codes()[0]?.text ?? '')?.[0] ?? '');
  await page.getByLabel('验证码').press('Enter');
}

/** From the first page to the first form: the certificate's photo, domain and server; nothing of the certificate is typed. */
async function openFiling({ visitor, page }: { visitor: Visitor; page: Page }, certificate: Buffer, mobile: string) {
  await page.getByText('广东', { exact: true }).click();
  await page.getByText('企业', { exact: true }).click();
  await page.getByRole('heading', { name: '广东企业要准备的' }).waitFor();
  await page.getByRole('button', { name: '同意并拍证件' }).click();
  await signInBySms(page, mobile);
  await visitor.leaveCamera();
  await visitor.upload('business-licence', jpeg(certificate));
  await page.getByRole('textbox', { name: '域名' }).fill(visitor.specimen.domain);
  const server = page.locator('[data-field=cloudService]');
  await server.getByRole('button', { name: '换一台' }).click();
  await server.getByPlaceholder('按 IP 或名称查找').fill(SERVER_ADDRESS);
  await server.getByRole('radio', { name: SERVER_ADDRESS, checked: true }).waitFor();
  const confirm = page.getByRole('region', { name: '证件' }).getByRole('button', { name: '对，没错' });
  await confirm.or(page.getByText('可以备案，类型为')).first().waitFor();
  if ((await confirm.count()) > 0) await confirm.click();
  await visitor.continueHere();
}

// Before anybody has filed what the draft is about.
describe('every page', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  /** Opens each address in turn. @returns the faults of those that have some */
  async function faultsAt(page: Page, addresses: readonly string[]) {
    const found: Record<string, readonly string[]> = {};
    for (const address of addresses) {
      await page.goto(`${site.laptop.addresses.gateway}/${address}`);
      // Another address after `#` alone loads nothing anew.
      await page.reload();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page
        .getByText(/^正在(载入|打开)/)
        .first()
        .waitFor({ state: 'detached' });
      // A page that asks again and again is never idle.
      await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
      const faults = await faultsOf(page);
      if (faults.length > 0) found[address] = faults;
    }
    return found;
  }

  it('fits four sizes, light, dark and large, and shows its main button, before anybody has signed in', async () => {
    const { page, trouble } = await site.visit(ENTERPRISE);
    const help = HELP_TOPICS.map((topic) => `#/help/${topic}`);
    const links = ['contact', 'hand-over', 'photograph'].map((name) => `#/${name}/no-such-token-at-all-12`);

    const found = await faultsAt(page, [
      '#/',
      '#/type',
      '#/filings',
      '#/stop-transfer',
      '#/nowhere',
      ...help,
      ...links,
    ]);

    expect(found).toEqual({});
    expect(trouble).toEqual([]);
  });

  it('fits four sizes, light, dark and large, and shows its main button, to whoever files', async () => {
    const name = 'e2e 每一页';
    const { filingId } = await openDraft(await site.laptop.signedIn(name));
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(name);
    await visitor.heading('我的备案').waitFor();
    const steps = STEPS.flatMap(({ id }) => (id === 'eligibility' ? [] : [`#/filings/${filingId}/${id}`]));
    const own = ['#/filings', '#/privacy', '#/cloud', '#/claim', '#/transfer/no-such-token-at-all-12'];

    const found = await faultsAt(page, [...own, ...steps]);

    expect(found).toEqual({});
    expect(trouble).toEqual([]);
  });
});

describe('on a phone, 360 pixels wide, from the first page', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('photos of 8 to 20 MB are sent and read: certificates, letter and hand-held photo', async () => {
    const { visitor, page, trouble } = await onPhone();
    const licence = await asPhonePhoto(papers.licence ?? Buffer.alloc(0));
    const front = await asPhonePhoto(papers.idFront);
    const sizes = [licence.length, front.length].map((bytes) => bytes / 1024 / 1024);

    await openFiling({ visitor, page }, licence, '13822260011');
    await visitor.upload('id-front', jpeg(front));
    await visitor.upload('id-back', jpeg(await asPhonePhoto(papers.idBack)));
    await visitor.fillOrganizer();
    const number = await page.locator('[data-field="principal.idNumber"] input').first().inputValue();
    await visitor.goOn('网站信息');
    await visitor.fillWebsite(ENTERPRISE.website);
    await visitor.goOn('网站负责人');
    await page.getByRole('button', { name: '与主体负责人相同' }).click();
    await page.getByText('已保存').waitFor();
    await visitor.goOn('上传材料');
    await visitor.upload('commitment-letter', jpeg(await asPhonePhoto(papers.letter)));
    await visitor.upload('handheld-photo', jpeg(await asPhonePhoto(papers.handheld)));

    expect(sizes.every((megabytes) => megabytes > 8 && megabytes < 20)).toBe(true);
    expect(number).toBe('440305198806159974');
    expect(trouble).toEqual([]);
  });
});
