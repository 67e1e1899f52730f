import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepOfField } from '../../client/filing/steps.ts';
import type { Finding } from '../../contracts/kit/finding.ts';
import { JOURNEY_TIMEOUT_MS } from '../e2e/site.ts';
import { findingsAtPaths, findOnly, median, untilRight, untilRightInPage } from '../support/filings/found-by-rules.ts';
import { readyFiling } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { openPhones, type Phones } from './phone-site.ts';

let phones: Phones;
let findings: readonly Finding[];

beforeAll(async () => {
  [phones, findings] = await Promise.all([
    openPhones({ review: 'manual', hostFunctions: inProcessHost }),
    findingsAtPaths(),
  ]);
});

afterAll(() => phones?.close());

/** What is wrong with where an address led; empty when the words are in view above the dock, at a place that stands out. */
const faultNow = ({ message }: Finding) => `(() => {
    const top = document.querySelector('.wx-page:not([hidden])');
    if (!top) return 'no page';
    const { top: start, bottom } = top.getBoundingClientRect();
    const dock = [...top.querySelectorAll('[class*=dock]')].find((item) => item.offsetHeight > 0)?.getBoundingClientRect();
    const end = Math.min(bottom, dock ? dock.top : bottom);
    const all = [...top.querySelectorAll('[class*=message]')].filter((item) => item.textContent.includes(${JSON.stringify(message)}));
    if (all.length === 0) return 'no words';
    const isSeen = (element) => {
      const box = element.getBoundingClientRect();
      return box.height > 0 && box.top >= start - 1 && box.bottom <= end + 1;
    };
    return all.some(isSeen) ? '' : 'the words are out of view at ' + all[0].getBoundingClientRect().top;
  })()`;

/** One of each kind of place: a field, a part of one, a form, a tile, a website, a check, and the whole. */
const ASKED = /^(principal.email|organizer.address.detail|websites.0.domain|documents.id-front|filing)$/;

/** Whether a field that can be typed into has the focus. */
const hasFocus = (page: Page) => page.evaluate<boolean>("document.activeElement.matches('input, textarea')");

describe('the address of each kind of place that rules have, in the mini program on 375 by 667', {
  timeout: JOURNEY_TIMEOUT_MS,
}, () => {
  it('shows its field: in view above the dock, with its words beside it', async () => {
    const { filingId } = await readyFiling(await phones.laptop.signedIn('小程序按地址找的企业'), 'enterprise');
    const { holder, page, trouble } = await phones.holder(ENTERPRISE, '小程序按地址找的企业', { height: 667 });
    const find = await findOnly(page);
    await holder.open('pages/filings/index');

    const faults: string[] = [];
    const times: number[] = [];
    let typed = false;
    for (const finding of findings.filter(({ field }) => ASKED.test(field))) {
      const step = stepOfField(finding.field, 'enterprise');
      find(finding);
      const url = `/pages/${step}/index?filingId=${filingId}&field=${encodeURIComponent(finding.field)}`;
      const open = `__phone.wx.reLaunch({ url: '${url}' })`;
      const { fault, tookMs } = await untilRightInPage(page, open, faultNow(finding));
      times.push(tookMs);
      if (fault) faults.push(`${finding.ruleId} ${finding.field}: ${fault}`);
      if (finding.field !== 'principal.email') continue;
      typed = (await untilRight(async () => ((await hasFocus(page)) ? '' : 'no focus'))).fault === '';
    }
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    console.log(`words after ${times.map(Math.round).join(', ')} ms`);
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
    expect(typed).toBe(true);
    // A busy machine makes single ones slow, but hardly half of them.
    expect(median(times)).toBeLessThanOrEqual(1_000);
  });
});
