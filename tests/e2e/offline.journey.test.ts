import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { median } from '../support/filings/found-by-rules.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite(), drawPapers('enterprise')]);
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** Does something without a network, and has it again. Where there is none but loopback, no event tells of either. */
async function withoutNetwork(page: Page, work: () => Promise<unknown>): Promise<void> {
  await page.context().setOffline(true);
  await page.evaluate("dispatchEvent(new Event('network-lost'))");
  await work();
  await page.context().setOffline(false);
}

/** What the page itself tells of how long it says that it saves, and how long after the network went away it says so. */
const TELLING = `
  let since, lostAt;
  addEventListener('network-lost', () => { lostAt = performance.now(); });
  setInterval(() => {
    if (lostAt && document.querySelector('[data-part=waiting]')?.textContent.includes('网络断了')) {
      console.debug('told after ' + Math.round(performance.now() - lostAt));
      lostAt = undefined;
    }
    const isSaving = [...document.querySelectorAll('[data-save-state]')].some((part) => part.textContent.includes('正在保存'));
    if (!isSaving && since) console.debug('saving for ' + Math.round(performance.now() - since));
    since = isSaving ? (since ?? performance.now()) : undefined;
  }, 100);
`;

it(
  'loses nothing when the network goes away in each step of a filing, and goes on when it is back',
  async () => {
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    const note = page.locator('[data-part=waiting]');
    /** Milliseconds by the page's own clock. */
    const measured = { told: [] as number[], saving: [] as number[] };
    await page.addInitScript(TELLING);
    page.on('console', (message) => {
      const [, what, tookMs] = /^(told|saving) \w+ (\d+)$/.exec(message.text()) ?? [];
      if (what) measured[what as keyof typeof measured].push(Number(tookMs));
    });
    const lost = page.getByRole('alert').filter({ hasText: '网络连接中断' });
    /** Chooses a file without a network; the page says that it waits, and sends it by itself afterwards. */
    const chooseWithoutNetwork = async (kind: Parameters<typeof visitor.tile>[0], picture: Buffer) => {
      await withoutNetwork(page, async () => {
        await visitor.tile(kind).locator('input[type=file]').setInputFiles(jpeg(picture));
        await note.getByText('1 份材料').waitFor();
        await visitor.tile(kind).getByText('等网络恢复').waitFor();
      });
      await page.locator(`[data-kind="${kind}"][data-state=ready]`).waitFor();
      await note.waitFor({ state: 'detached' });
    };
    /** Types into a field without a network; the page says that it waits, and saves it by itself afterwards. */
    const typeWithoutNetwork = async (label: string, text: string) => {
      await withoutNetwork(page, async () => {
        await page.getByLabel(label).fill(text);
        await page.getByLabel(label).blur();
        await note.getByText('项填写的内容').waitFor();
        // Once, where one looks, however far down.
        const place = await note.boundingBox();
        expect(place && place.y >= 0 && place.y < 200).toBe(true);
        expect(await page.getByText('网络断了').count()).toBe(1);
      });
      await note.waitFor({ state: 'detached' });
      await page.reload();
      await page.getByLabel(label).waitFor();
      expect(await page.getByLabel(label).inputValue()).toBe(text);
    };

    await page.goto(site.laptop.addresses.gateway);
    await page.getByRole('heading', { name: '广东企业要准备的' }).waitFor();
    await withoutNetwork(page, async () => {
      await page.getByText('天津', { exact: true }).click();
      await lost.waitFor();
    });
    await lost.getByRole('button', { name: '重试' }).click();
    await page.getByRole('heading', { name: '天津企业要准备的' }).waitFor();

    await visitor.fillInEligibility();
    await visitor.askToSignIn();
    await visitor.signIn('e2e 每一步断网');
    await page.getByRole('button', { name: '同意并拍证件' }).click();
    await visitor.leaveCamera();
    await chooseWithoutNetwork('business-licence', papers.licence ?? Buffer.alloc(0));
    await visitor.continueHere();

    await visitor.uploadSamples();
    await visitor.fillOrganizer();
    await typeWithoutNetwork('电子邮箱', 'zhou.offline@example.cn');

    await visitor.goOn('网站信息');
    await typeWithoutNetwork('网站名称', ENTERPRISE.website.name);
    // A page that was not open before comes by itself when the network is back.
    const step = page.url();
    await withoutNetwork(page, async () => {
      await page.evaluate("location.hash = '/help/names'");
      await page.getByText('正在载入…').waitFor();
    });
    await page.getByRole('heading', { level: 1, name: '网站名称' }).waitFor();
    await page.goto(step);
    await page.getByLabel('网站名称').waitFor();
    await visitor.fillWebsite(ENTERPRISE.website);

    await visitor.goOn('网站负责人');
    await page.getByRole('button', { name: '与主体负责人相同' }).click();
    await page.getByText('已保存').waitFor();
    await typeWithoutNetwork('应急联系电话', '13922230018');

    await visitor.goOn('上传材料');
    await chooseWithoutNetwork('commitment-letter', papers.letter);
    await visitor.uploadSamples();

    // The next step opens without a network, too.
    await withoutNetwork(page, () => visitor.goOn('视频核身'));
    const card = page.locator('[data-field=liveness]');
    await page.getByLabel('我是网站负责人本人').check();
    await withoutNetwork(page, async () => {
      await page.getByRole('button', { name: '使用样例人物' }).click();
      await card.getByRole('alert').filter({ hasText: '网络连接中断' }).waitFor();
    });
    await visitor.useSamplePerson();
    await withoutNetwork(page, async () => {
      await page.getByRole('button', { name: '好的，开始验证' }).click();
      await card.getByRole('alert').filter({ hasText: '网络连接中断' }).waitFor();
    });
    // What was recorded is sent now.
    await page.getByRole('button', { name: '好的，开始验证' }).click();
    const first = await page.locator('[data-result]').getAttribute('data-result');
    const result = first === 'unanswered' ? await visitor.passLiveness(() => visitor.useSamplePerson()) : first;
    expect(result).toBe('passed');

    await withoutNetwork(page, async () => {
      await page.locator('.dock .primary').click();
      await visitor.heading('预览').waitFor();
      await lost.waitFor();
    });
    await lost.getByRole('button', { name: '重试' }).click();
    await page.getByText('预检通过，可以提交').waitFor();

    await visitor.goOn('提交');
    await page.getByLabel('我已阅读并同意').check();
    await withoutNetwork(page, async () => {
      await page.getByRole('button', { name: '提交备案申请' }).click();
      await lost.waitFor();
    });
    // What the network has stopped is not said any more when it is back.
    await lost.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '提交备案申请' }).click();
    await page.locator('h1[data-state]').waitFor();
    await withoutNetwork(page, () => lost.waitFor());
    await visitor.untilState('approved');

    console.log('told of the lost network, and 正在保存, in milliseconds:', measured);
    // A busy machine makes single ones longer, but hardly half of them.
    expect(measured.told.length).toBeGreaterThanOrEqual(3);
    expect(median(measured.told)).toBeLessThanOrEqual(3_000);
    expect(await page.locator('.number').textContent()).toMatch(FILING_NUMBER);
    expect(trouble).toEqual([]);
  },
  3 * JOURNEY_TIMEOUT_MS,
);
