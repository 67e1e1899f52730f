import type { Page } from 'playwright-core';
import { ENTERPRISE, INDIVIDUAL } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { questionsOf } from '../../client/filing/questions.ts';
import { JOURNEY_TIMEOUT_MS } from '../e2e/site.ts';
import { untilRight } from '../support/filings/found-by-rules.ts';
import { readyFiling } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
beforeAll(async () => {
  phones = await openPhones({ review: 'manual', hostFunctions: inProcessHost });
}, JOURNEY_TIMEOUT_MS);
afterAll(() => phones?.close());

/** How many screens a page is, with WeChat's bar; 0 while it loads. */
const screensOf = (page: Page) =>
  page.evaluate<number>(`(() => {
    const top = document.querySelector('.wx-page:not([hidden])');
    const isThere = top.querySelector('[class*=dock]') && !top.textContent.includes('正在载入');
    return isThere ? (innerHeight - top.clientHeight + top.scrollHeight) / innerHeight : 0;
  })()`);

/** In screens, what is higher: people whose cards nobody read, and whose numbers are not confirmed yet. */
const HIGHER: Readonly<Record<string, number>> = {
  主体负责人的证件: 2.05,
  网站负责人: 1.75,
  身份证: 2.1,
  主体负责人的联系方式: 1.85,
  网站负责人的联系方式: 1.85,
  联系方式: 1.95,
};

describe('a page that asks one thing, on a phone of 375 by 667', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it.each([
    ['an enterprise', ENTERPRISE, '小程序量高度的公司'],
    ['an individual', INDIVIDUAL, '小程序量高度的人'],
  ] as const)('is at most 1.35 screens high in the filing of %s, but for people', async (_who, specimen, name) => {
    const { organizerKind, domain } = specimen;
    const { filingId } = await readyFiling(await phones.laptop.signedIn(name), organizerKind);
    const { holder, page, trouble } = await phones.holder(specimen, name, { height: 667 });
    await holder.open('pages/filings/index');

    const high: string[] = [];
    for (const { title, step, fields } of questionsOf({ organizerKind, websites: [{ domain }] })) {
      const url = `/pages/${step}/index?filingId=${filingId}&field=${encodeURIComponent(fields[0] ?? '')}`;
      await page.evaluate(`__phone.wx.reLaunch({ url: '${url}' })`);
      await holder.heading(title).waitFor();
      // What is still on its way may take more room for a moment.
      const { fault } = await untilRight(async () => {
        const screens = await screensOf(page);
        return screens > 0 && screens <= (HIGHER[title] ?? 1.35) ? '' : screens.toFixed(2);
      });
      if (fault) high.push(`${title}: ${fault}`);
    }
    expect({ high, trouble }).toEqual({ high: [], trouble: [] });
  });
});
