import { randomUUID } from 'node:crypto';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { deskHas, repairsAtDesk, returnedFiling } from '../support/returned-filing.ts';
import { filings, reviews } from '../support/service-ports.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

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
  it('is repaired one flagged item at a time: a field, a picture, and a word to the reviewer', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const filingId = await returnedFiling(site.laptop, 'e2e 退回的人', papers);
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.setViewportSize({ width: 360, height: 740 });
    const main = page.locator('.dock .primary');
    const headingIs = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/progress`);
    await visitor.signIn('e2e 退回的人');

    await headingIs('已改 0/3');
    await page.locator('[data-flagged]').getByText('备注没有写明面向哪些访客').waitFor();
    await page.locator('[data-flagged]').getByText(ENTERPRISE.website.remark).waitFor();
    expect(await page.locator('[data-step-of=submission]').getAttribute('data-step-now')).toBe('closed');
    const faults = [...(await faultsOf(page))];
    await main.getByText('修改网站备注').click();
    await visitor.heading('网站信息').waitFor();
    await page.locator('[data-field="websites.0.details.remark"]').getByText('审核意见：备注没有写明').waitFor();
    await page.locator('[data-field="websites.0.details.remark"] :focus').waitFor();
    expect(await page.getByLabel('网站名称').isDisabled()).toBe(true);
    await page.getByLabel('网站备注').fill('展示公司的产品与服务，面向企业客户');
    await page.getByText('已保存').waitFor();
    await main.getByText('改好了，回到修改意见').click();

    await headingIs('已改 1/3');
    await page.getByAltText('上次提交的手持证件照').waitFor();
    faults.push(...(await faultsOf(page)));
    await page.getByText('已改为“展示公司的产品与服务，面向企业客户”').waitFor();
    await main.getByText('重新上传手持证件照').click();
    await visitor.heading('上传材料').waitFor();
    await visitor.tile('handheld-photo').getByText('审核意见：右手挡住了执照右下角').waitFor();
    await visitor.upload('handheld-photo', jpeg(papers.handheld));
    faults.push(...(await faultsOf(page)));
    await main.getByText('改好了，回到修改意见').click();

    await headingIs('已改 2/3');
    await page.getByRole('button', { name: '不用改？写一句说明给审核员' }).click();
    await page.getByLabel('给审核员的说明').fill('   ');
    expect(await page.getByRole('button', { name: '保存说明' }).isDisabled()).toBe(true);
    await page.getByLabel('给审核员的说明').fill('新装座机，十月起使用');
    faults.push(...(await faultsOf(page)));
    await page.getByRole('button', { name: '保存说明' }).click();

    await headingIs('已改 3/3');
    await main.getByText('重新提交').click();
    await visitor.heading('提交').waitFor();
    await visitor.submit();
    await visitor.untilState('submitted');
    await deskHas(site.laptop, filingId, 2);
    const repairs = repairsAtDesk(site.laptop, filingId) ?? [];
    expect(repairs.filter(({ changed }) => changed)).toHaveLength(2);
    expect(repairs.filter(({ changed }) => !changed)).toEqual([
      expect.objectContaining({ field: 'principal.officePhone', word: '新装座机，十月起使用' }),
    ]);
    expect(await page.locator('[data-step-of]').count()).toBe(0);
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
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
    await page.locator('[data-flagged]').getByText('域名不是贵单位的').waitFor();

    await page.locator('.dock .primary').getByText('修改网站信息').click();
    await page.getByRole('button', { name: /^删除 ?网站 bieren-wangzhan\.cn$/ }).click();
    const faults = await faultsOf(page);
    await page.getByRole('button', { name: '确认删除' }).click();
    await page.getByRole('heading', { name: 'bieren-wangzhan.cn' }).waitFor({ state: 'detached' });
    const removable = await page.getByRole('button', { name: /^删除/ }).count();
    await page.locator('.dock .primary').getByText('改好了，回到修改意见').click();

    await page.getByRole('heading', { level: 1, name: '可以重新提交了' }).waitFor();
    expect(removable).toBe(0);
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
  });
});
