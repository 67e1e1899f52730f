import type { Page } from 'playwright-core';
import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite(), drawPapers('individual')]);
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

/** Does something without a network, and has it again. */
async function withoutNetwork(page: Page, work: () => Promise<unknown>): Promise<void> {
  await page.context().setOffline(true);
  await work();
  await page.context().setOffline(false);
}

it(
  'loses nothing when the network goes away in each step of a filing, and goes on when it is back',
  async () => {
    const { visitor, page, trouble } = await site.visitDraft(INDIVIDUAL, 'e2e 每一步断网');
    const note = page.locator('[data-part=waiting]');
    const lost = page.getByRole('alert').filter({ hasText: '网络连接中断' });

    await visitor.uploadSamples();
    await visitor.fillOrganizer();
    const email = page.getByLabel('电子邮箱');
    await withoutNetwork(page, async () => {
      await email.fill('liang.offline@example.cn');
      await email.blur();
      await note.getByText('项填写的内容').waitFor();
    });
    await note.waitFor({ state: 'detached' });
    await page.reload();
    expect(await email.inputValue()).toBe('liang.offline@example.cn');

    await visitor.goOn('网站信息');
    await withoutNetwork(page, async () => {
      await page.getByLabel('网站名称').fill(INDIVIDUAL.website.name);
      await page.getByLabel('网站名称').blur();
      await note.getByText('项填写的内容').waitFor();
    });
    await note.waitFor({ state: 'detached' });
    await visitor.fillWebsite(INDIVIDUAL.website);
    await visitor.goOn('网站负责人');
    await visitor.goOn('视频核身');
    await withoutNetwork(page, async () => {
      await page.getByLabel('我是网站负责人本人').check();
      await page.getByRole('button', { name: '使用样例人物' }).click();
      await lost.waitFor();
    });
    expect(await visitor.passLiveness(() => visitor.useSamplePerson())).toBe('passed');

    await visitor.goOn('上传材料');
    await withoutNetwork(page, async () => {
      await visitor.tile('commitment-letter').locator('input[type=file]').setInputFiles(jpeg(papers.letter));
      await note.getByText('1 份材料').waitFor();
    });
    await page.locator('[data-kind="commitment-letter"][data-state=ready]').waitFor();
    await visitor.uploadSamples();

    await withoutNetwork(page, async () => {
      await page.getByRole('button', { name: '下一步' }).click();
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
    await page.getByRole('button', { name: '提交备案申请' }).click();
    await visitor.untilState('approved');

    expect(await page.locator('.number').textContent()).toMatch(FILING_NUMBER);
    expect(trouble).toEqual([]);
  },
  2 * JOURNEY_TIMEOUT_MS,
);
