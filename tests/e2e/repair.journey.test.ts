import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { filings, reviews } from '../support/database/service-ports.ts';
import { deskHas, repairsAtDesk, returnedFiling, THREE_FLAGS } from '../support/filings/returned-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

/** Two of them are in the same form. */
const FLAGS = [...THREE_FLAGS.slice(0, 2), { field: 'websites.0.details.name', reason: '名称和公司不一致' }];
let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([
    openSite({ review: 'manual', hostFunctions: inProcessHost }),
    drawPapers('enterprise'),
  ]);
});

afterAll(() => site?.close());

describe('a returned filing', () => {
  it('is repaired in at most twelve taps, each flagged item on a page of its own: a field, a picture, and a word', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const filingId = await returnedFiling(site.laptop, 'e2e 退回的人', papers, FLAGS);
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.setViewportSize({ width: 375, height: 667 });
    let taps = 0;
    const tap = async (button: Locator) => {
      taps += 1;
      await button.click();
    };
    const main = page.locator('.dock .primary');
    const headingIs = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/progress`);
    await visitor.signIn('e2e 退回的人');

    await headingIs('已改 0/3');
    await page.locator('.line.problem').getByText('备注没有写明面向哪些访客').waitFor();
    expect(await page.getByRole('link', { name: '提交', exact: true }).count()).toBe(0);
    const faults = [...(await faultsOf(page))];
    await tap(main.getByText('修改网站备注'));

    await headingIs('网站备注');
    await page.locator('[data-flagged]').getByText('备注没有写明面向哪些访客').waitFor();
    await page.locator('[data-flagged]').getByText(ENTERPRISE.website.remark).waitFor();
    await page.locator('[data-field="websites.0.details.remark"] :focus').waitFor();
    faults.push(...(await faultsOf(page)));
    const fields = await page.locator('[data-field] :is(input, textarea)').count();
    // What was said of the item after the next is not said here.
    expect(await page.getByText('名称和公司不一致').count()).toBe(0);
    await page.getByLabel('网站备注').fill('展示公司的产品与服务，面向企业客户');
    await page.getByText('已保存').waitFor();
    await tap(main.getByText('改好了，看下一处'));

    await headingIs('手持证件照');
    await page.getByText('2/3').waitFor();
    await page.getByAltText('上次提交的手持证件照').waitFor();
    faults.push(...(await faultsOf(page)));
    await tap(main.getByText('改好了，看下一处'));
    const objection = page.getByText('和上次提交的一样。请改好，或者写一句说明给审核员。');
    await objection.waitFor();
    const { y = 0, height = 0 } = (await objection.boundingBox()) ?? {};
    expect(y + height).toBeLessThanOrEqual(667);
    await visitor.upload('handheld-photo', jpeg(papers.handheld));
    // The button of the tile, and the shutter.
    taps += 2;
    await tap(main.getByText('改好了，看下一处'));

    await headingIs('网站名称');
    await tap(page.getByRole('button', { name: '不用改？写一句说明给审核员' }));
    await page.getByLabel('给审核员的说明').fill('   ');
    expect(await page.getByRole('button', { name: '保存说明' }).isDisabled()).toBe(true);
    await page.getByLabel('给审核员的说明').fill('和公司的商标一致');
    taps += 1;
    faults.push(...(await faultsOf(page)));
    // The word that stands there is kept without a button of its own.
    await tap(main.getByText('改好了，去重新提交'));

    await visitor.heading('提交').waitFor();
    await visitor.submit();
    taps += 2;
    await visitor.untilState('submitted');
    await deskHas(site.laptop, filingId, 2);
    const repairs = repairsAtDesk(site.laptop, filingId) ?? [];
    expect(repairs.filter(({ changed }) => changed)).toHaveLength(2);
    expect(repairs.filter(({ changed }) => !changed)).toEqual([
      expect.objectContaining({ field: 'websites.0.details.name', word: '和公司的商标一致' }),
    ]);
    expect({ fields, faults, trouble }).toEqual({ fields: 1, faults: [], trouble: [] });
    expect(taps).toBeLessThanOrEqual(12);
  });

  it('loses a website that the reviewer wants out', { timeout: JOURNEY_TIMEOUT_MS }, async () => {
    const filingId = await returnedFiling(site.laptop, 'e2e 多报网站的人', papers);
    const store = await filings();
    const { applicantId, contents } = await (await reviews()).findFiling(filingId);
    const [first] = contents.websites;
    if (!first) throw new Error('the filing has a website');
    // As if a second website had been handed in, and only it were flagged.
    const websites = [first, { ...first, id: randomUUID(), domain: 'bieren-wangzhan.cn' }];
    const flagged = [{ field: 'websites.1', reason: '域名不是贵单位的' }];
    await store.change(filingId, applicantId, () => ({ event: 'save', contents: { ...contents, websites }, flagged }));
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/progress`);
    await visitor.signIn('e2e 多报网站的人');
    await page.locator('.line.problem').getByText('域名不是贵单位的').waitFor();

    for (let turn = 0; turn < 2; turn += 1) await page.locator('.dock .primary').getByText('修改网站信息').click();
    await page.getByRole('button', { name: /^删除 ?网站 bieren-wangzhan\.cn$/ }).click();
    const faults = await faultsOf(page);
    await page.getByRole('button', { name: '确认删除' }).click();
    await page.getByRole('heading', { name: 'bieren-wangzhan.cn', exact: true }).waitFor({ state: 'detached' });
    const removable = await page.getByRole('button', { name: /^删除/ }).count();
    await page.locator('.dock .primary').getByText('改好了，回到修改意见').click();

    await page.getByRole('heading', { level: 1, name: '可以重新提交了' }).waitFor();
    expect(removable).toBe(0);
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
  });
});
