import type { Locator, Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GLOSSARY } from '../../client/kit/glossary.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** Whether the whole of something is on the screen, and nothing lies over its middle. */
async function isInView(page: Page, part: Locator): Promise<boolean> {
  const [box, size, text] = [await part.boundingBox(), page.viewportSize(), await part.textContent()];
  if (!box || !size || box.y < 0 || box.y + box.height > size.height) return false;
  const middle = `${box.x + box.width / 2}, ${box.y + box.height / 2}`;
  return (await page.evaluate(`document.elementFromPoint(${middle}).textContent`)) === text;
}

async function atStart(): Promise<Page> {
  const { page } = await site.visit(ENTERPRISE);
  await page.goto(site.laptop.addresses.gateway);
  await page.getByRole('heading', { name: '广东企业要准备的' }).waitFor();
  return page;
}

describe('the first page', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('says what it costs, how long it takes and what to prepare', async () => {
    const page = await atStart();
    const text = (await page.locator('main').textContent()) ?? '';

    for (const said of ['费用：免费', '提交后最长 25 个工作日', GLOSSARY.organizer, GLOSSARY.provider])
      expect(text).toContain(said);
    for (const paper of ['营业执照', '法定代表人身份证', '承诺书', '域名', '云服务器']) expect(text).toContain(paper);
    await page.getByRole('heading', { name: '广东企业要准备的' }).click();
    await page.getByRole('link', { name: '营业执照' }).click();
    await page.getByRole('heading', { level: 1, name: '材料和样例' }).waitFor();
    expect(await page.getByRole('list', { name: '证件的样例' }).getByRole('listitem').count()).toBeGreaterThan(3);
  });

  it('has its first button in view without scrolling, and fits, at every size', async () => {
    const page = await atStart();
    const seen: Record<string, boolean> = {};
    for (const [width, height] of [
      [320, 568],
      [375, 667],
      [375, 760],
      [1440, 900],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.evaluate('scrollTo(0, 0)');
      seen[`${width}×${height}`] = await isInView(page, page.getByRole('button', { name: '同意并拍证件' }));
      if (height > 600) expect(await isInView(page, page.getByText('个人', { exact: true }))).toBe(true);
    }

    expect(seen).toEqual({ '320×568': true, '375×667': true, '375×760': true, '1440×900': true });
    expect(await faultsOf(page, [320, 1440])).toEqual([]);
  });
});

describe('a session that has ended', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('says why, and comes back to the field with what was typed', async () => {
    const { page, visitor } = await site.visitDraft(ENTERPRISE, 'e2e 登录失效');
    const mailbox = page.getByLabel('电子邮箱');
    await mailbox.waitFor();
    const { token } = JSON.parse(await page.evaluate<string>("sessionStorage['icp-filing.session']")) as {
      token: string;
    };
    let ended = 0;
    // It ends just before the page saves.
    await page.route('**/drafts/**', async (route) => {
      const headers = { authorization: `Bearer ${token}` };
      ended ||= (await fetch(`${site.laptop.addresses.gateway}/v1/sessions`, { method: 'DELETE', headers })).status;
      await route.continue();
    });
    await mailbox.fill('zhou.ended@example.cn');

    await page.getByText('登录已失效：太久没有操作，或在另一台设备上退出了。').waitFor();
    await visitor.signIn('e2e 登录失效');
    await mailbox.waitFor();
    const focused = "document.activeElement?.closest('[data-field]')?.dataset.field";
    await expect.poll(() => page.evaluate(focused), { timeout: 30_000 }).toBe('principal.email');

    expect([200, 204]).toContain(ended);
    expect(await mailbox.inputValue()).toBe('zhou.ended@example.cn');
    await page.locator('[data-save-state=saved]').last().waitFor();
  });
});

describe('what is said of the rules', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('can be read: demands, limits and names, as the service has them', async () => {
    const page = await atStart();
    const read = async (topic: string, title: string) => {
      await page.goto(`${site.laptop.addresses.gateway}/#/help/${topic}`);
      await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
      if (topic === 'provinces') await page.getByRole('heading', { level: 2, name: '广东' }).waitFor();
      return (await page.locator('main').textContent()) ?? '';
    };

    const provinces = await read('provinces', '各省要求');
    expect(provinces).toContain('个人的身份证是外省的，须有广东的居住证明。');
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      '在哪个省备案',
      '天津',
      '福建',
      '广东',
    ]);
    expect(await read('limits', '谁能在这里备案')).toContain('企业一份备案最多 10 个网站，个人 1 个网站。');
    expect(await read('domains', '域名的条件')).toContain('已通过实名认证。');
    expect(await read('cloud-services', '云服务的条件')).toContain('在中国内地，有公网 IP，包年包月');
    expect(await read('names', '网站名称')).toContain('三个字以上的中文名称');
  });
});
