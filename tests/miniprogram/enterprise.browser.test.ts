import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg } from '../e2e/site.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
let papers: Papers;

beforeAll(async () => {
  [phones, papers] = await Promise.all([openPhones(), drawPapers('enterprise')]);
});

afterAll(() => phones?.close());

/** The largest message from logic to view, in bytes. */
const LARGEST_SET_DATA_BYTES = 64 * 1024;

describe('the mini program', () => {
  it('carries the filing of an enterprise from the six inputs to the filing number', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { holder, page, trouble, requests } = await phones.holder(ENTERPRISE, '小程序企业');
    await holder.open('pages/start/index');
    await holder.top().getByText('多久办好').waitFor();
    const untilFirstPage = [...requests];
    await holder.button('我的备案').waitFor();
    await holder.fillInEligibility();
    await holder.button('开始备案').click();
    await holder.consent();
    await holder.upload('business-licence', jpeg(papers.licence ?? Buffer.alloc(0)));
    await holder.upload('id-front', jpeg(papers.idFront));
    await holder.upload('id-back', jpeg(papers.idBack));
    await holder.fillOrganizer();
    await holder.goOn('网站信息');
    await holder.fillWebsite(ENTERPRISE.website);
    await holder.goOn('网站负责人');
    await holder.button(/^与主体负责人相同/).click();
    await holder.top().getByText('已保存').waitFor();
    await holder.goOn('上传材料');
    await holder.upload('commitment-letter', jpeg(papers.letter));
    await holder.upload('handheld-photo', jpeg(papers.handheld));
    await holder.goOn('视频核身');
    expect(await holder.passLiveness()).toBe('核身通过');
    await holder.goOn('预览');
    await holder.top().getByText('预检通过，可以提交').waitFor();
    await holder.submit();
    await holder.untilState('approved');

    expect(await holder.top().locator('.number').textContent()).toMatch(FILING_NUMBER);
    expect(untilFirstPage).toEqual(['GET /v1/guides', 'GET /v1/guides/440000/enterprise']);
    expect(await page.evaluate('__phone.measured.largestSetDataBytes')).toBeLessThan(LARGEST_SET_DATA_BYTES);
    expect(trouble).toEqual([]);
  });
});
