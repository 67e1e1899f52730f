import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { FILING_NUMBER, JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite(), drawPapers('enterprise')]);
});

afterAll(() => site?.close());

describe('the web page', () => {
  it('carries the filing of an enterprise from the console page to the filing number', {
    timeout: JOURNEY_TIMEOUT_MS,
  }, async () => {
    const { visitor, page, trouble } = await site.visitDraft(ENTERPRISE, 'e2e 企业');

    await visitor.upload('business-licence', jpeg(papers.licence ?? Buffer.alloc(0)));
    await visitor.upload('id-front', jpeg(papers.idFront));
    await visitor.upload('id-back', jpeg(papers.idBack));
    await visitor.fillOrganizer();
    await visitor.goOn('网站信息');
    await visitor.fillWebsite(ENTERPRISE.website);
    await visitor.goOn('网站负责人');
    await page.getByRole('button', { name: '与主体负责人相同' }).click();
    await page.getByText('已保存').waitFor();
    await visitor.goOn('上传材料');
    const licence = await visitor.tile('business-licence').getAttribute('data-state');
    await visitor.upload('commitment-letter', jpeg(papers.letter));
    await visitor.upload('handheld-photo', jpeg(papers.handheld));
    await visitor.goOn('视频核身');
    const liveness = await visitor.passLiveness(async () => {
      await visitor.openCamera();
      await visitor.record();
    });
    await visitor.goOn('预览');
    await page.getByText('预检通过，可以提交').waitFor();
    await visitor.goOn('提交');
    await visitor.submit();
    await visitor.untilState('approved');

    expect(liveness).toBe('passed');
    expect(licence).toBe('ready');
    expect(await page.locator('.number').textContent()).toMatch(FILING_NUMBER);
    expect(trouble).toEqual([]);
  });
});
