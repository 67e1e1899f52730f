import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { drawPapers, type Papers } from '../../tools/walk/papers.ts';
import { JOURNEY_TIMEOUT_MS, jpeg, openSite, type Site } from './site.ts';

let site: Site;
let papers: Papers;

beforeAll(async () => {
  [site, papers] = await Promise.all([openSite(), drawPapers('enterprise')]);
});

afterAll(() => site?.close());

it('a card’s back as letter is not green: what is missing stands beside a sample, and may be left to the reviewer', {
  timeout: JOURNEY_TIMEOUT_MS,
}, async () => {
  const { visitor, page, trouble } = await site.visitDraft(ENTERPRISE, 'e2e 承诺书');
  const filingId = /filings\/([^/]+)\//.exec(page.url())?.[1] ?? '';
  await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/materials`);
  const letter = visitor.tile('commitment-letter');

  await visitor.upload('commitment-letter', jpeg(papers.idBack));

  await letter.getByText('还差 1 处').waitFor();
  await letter.getByText('没有看到标题“网站备案承诺书”').waitFor();
  await letter.getByText('合格的网站备案承诺书').waitFor();
  expect(await letter.locator('.mark.good').count()).toBe(0);
  await letter.getByRole('button', { name: /^其实都有，交给审核员看/ }).click();
  await letter.getByText('由审核员看', { exact: true }).waitFor();
  expect(trouble).toEqual([]);
});
