import { INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { deskHas, repairsAtDesk, returnedFiling } from '../support/returned-filing.ts';
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
  it('is repaired one flagged item at a time: a field, a picture, and a word to the reviewer', async () => {
    const filingId = await returnedFiling(phones.laptop, '小程序退回的人', papers);
    const { holder, page, trouble } = await phones.holder(INDIVIDUAL, '小程序退回的人', { width: 360 });
    const faults: Record<string, readonly string[]> = {};
    const back = () => holder.button('改好了，回到修改意见').click();

    await holder.open(`pages/progress/index?filingId=${filingId}`);
    await holder.heading('已改 0/3').waitFor();
    await holder.top().getByText('备注没有写明面向哪些访客').waitFor();
    await holder.top().getByText(INDIVIDUAL.website.remark).waitFor();
    faults.field = await phoneFaults(page);
    await holder.button('修改网站备注').click();
    await holder.top().getByText('审核意见：备注没有写明面向哪些访客').waitFor();
    await holder.field('网站备注').fill('记录自己的旅行和读书，面向朋友和同好');
    await holder.top().getByText('已保存').waitFor();
    await back();

    await holder.heading('已改 1/3').waitFor();
    await holder.top().getByRole('img', { name: '上次提交的手持证件照' }).waitFor();
    faults.picture = await phoneFaults(page);
    await holder.button('重新上传手持证件照').click();
    await holder.tile('handheld-photo').getByText('审核意见：右手挡住了执照右下角').waitFor();
    await holder.upload('handheld-photo', jpeg(papers.handheld));
    faults.tile = await phoneFaults(page);
    await back();

    await holder.heading('已改 2/3').waitFor();
    await holder.button('不用改？写一句说明给审核员').click();
    await holder.field('给审核员的说明').fill('这是家里的电话，白天没有人');
    faults.word = await phoneFaults(page);
    await holder.button('保存说明').click();

    await holder.heading('已改 3/3').waitFor();
    await holder.button('重新提交').click();
    await holder.submit();
    await holder.untilState('submitted');
    await deskHas(phones.laptop, filingId, 2);
    expect(repairsAtDesk(phones.laptop, filingId)?.map(({ word }) => word)).toContain('这是家里的电话，白天没有人');
    expect(Object.entries(faults).filter(([, found]) => found.length > 0)).toEqual([]);
    expect(trouble).toEqual([]);
  });

  it('says why a check was flagged, and leads to the own form of an individual who owns the website', async () => {
    const filingId = await returnedFiling(phones.laptop, '小程序核身退回的人', papers, [
      { field: 'websites.0.siteOwner.mobile', reason: '手机停机' },
      { field: 'websites.0.liveness', reason: '照片里还有别人' },
    ]);
    const { holder, trouble } = await phones.holder(INDIVIDUAL, '小程序核身退回的人', { width: 360 });
    await holder.open(`pages/progress/index?filingId=${filingId}`);
    await holder.button('修改主体负责人：手机号码').click();
    await holder.heading('主体信息').waitFor();
    await holder.top().getByText('审核意见：手机停机').waitFor();
    const form = holder.group('负责人（本人）');
    const open = [
      await holder.field('手机号码', form).isEnabled(),
      await holder.field('应急联系电话', form).isEnabled(),
    ];
    await holder.field('手机号码', form).fill('13800000019');
    await holder.top().getByText('已保存').first().waitFor();
    await holder.button('改好了，回到修改意见').click();

    await holder.heading('已改 1/2').waitFor();
    await holder.button('重新核身').click();
    await holder.top().getByText('审核意见：照片里还有别人').waitFor();
    expect(open).toEqual([true, false]);
    expect(trouble).toEqual([]);
  });
});
