import type { Locator } from 'playwright-core';
import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { deskHas, repairsAtDesk, returnedFiling } from '../support/filings/returned-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { phoneFaults } from './phone-looks.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
let papers: Papers;

beforeAll(async () => {
  [phones, papers] = await Promise.all([
    openPhones({ review: 'manual', hostFunctions: inProcessHost }),
    drawPapers('individual'),
  ]);
});

afterAll(() => phones?.close());

describe('a returned filing on the phone', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('is repaired in at most twelve taps, each flagged item on a page of its own: a field, a picture, and a word', async () => {
    const filingId = await returnedFiling(phones.laptop, '小程序退回的人', papers);
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序退回的人', { height: 667 });
    const faults: Record<string, readonly string[]> = {};
    let taps = 0;
    const tap = async (button: Locator) => {
      taps += 1;
      await button.click();
    };

    await holder.open(`pages/progress/index?filingId=${filingId}`);
    await holder.heading('已改 0/3').waitFor();
    await holder.top().getByText('备注没有写明面向哪些访客').waitFor();
    faults.list = await phoneFaults(page);
    await tap(holder.button('修改网站备注'));

    await holder.heading('网站备注').waitFor();
    await holder.top().getByText(INDIVIDUAL.website.remark).first().waitFor();
    await holder.top().getByText('备注没有写明面向哪些访客').first().waitFor();
    faults.field = await phoneFaults(page);
    await holder.field('网站备注').fill('记录自己的旅行和读书，面向朋友和同好');
    await holder.top().getByText('已保存').waitFor();
    await tap(holder.button('改好了，看下一处'));

    await holder.heading('手持证件照').waitFor();
    await holder.top().getByRole('img', { name: '上次提交的手持证件照' }).waitFor();
    faults.picture = await phoneFaults(page);
    await holder.upload('handheld-photo', jpeg(papers.handheld));
    // The button of the tile, and the shutter.
    taps += 2;
    await tap(holder.button('改好了，看下一处'));

    await holder.heading('办公室电话').waitFor();
    await tap(holder.button('不用改？写一句说明给审核员'));
    await holder.field('给审核员的说明').fill('这是家里的电话，白天没有人');
    faults.word = await phoneFaults(page);
    await tap(holder.button('保存说明'));

    await holder.heading('提交').waitFor();
    await holder.submit();
    // The terms, the button, and the answer about messages.
    taps += 3;
    await holder.untilState('submitted');
    await deskHas(phones.laptop, filingId, 2);
    expect(repairsAtDesk(phones.laptop, filingId)?.map(({ word }) => word)).toContain('这是家里的电话，白天没有人');
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(trouble).toEqual([]);
    expect(taps).toBeLessThanOrEqual(12);
  });

  it('says why a check was flagged, and leads to the own form of an individual who owns the website', async () => {
    const filingId = await returnedFiling(phones.laptop, '小程序核身退回的人', papers, [
      { field: 'websites.0.siteOwner.mobile', reason: '手机停机' },
      { field: 'websites.0.liveness', reason: '照片里还有别人' },
    ]);
    const { holder, trouble } = await phones.holder(INDIVIDUAL, '小程序核身退回的人', { width: 360 });
    await holder.open(`pages/progress/index?filingId=${filingId}`);
    await holder.button('修改负责人：手机号码').click();
    await holder.field('手机号码').waitFor();
    await holder.top().getByText('手机停机').first().waitFor();
    const own = [await holder.field('手机号码').count(), await holder.field('应急联系电话').count()];
    await holder.field('手机号码').fill('13800000019');
    await holder.top().getByText('已保存').first().waitFor();
    await holder.button('改好了，看下一处').click();

    await holder.top().getByText('照片里还有别人').waitFor();
    await holder.button('重新核身').click();
    await holder.top().getByText('审核意见：照片里还有别人').waitFor();
    expect(own).toEqual([1, 0]);
    expect(trouble).toEqual([]);
  });
});
