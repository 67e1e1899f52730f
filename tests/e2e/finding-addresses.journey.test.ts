import type { Page } from 'playwright-core';
import { ENTERPRISE, INDIVIDUAL, type Specimen } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stepOfField } from '../../client/filing/steps.ts';
import type { Finding } from '../../contracts/kit/finding.ts';
import { findingsAtPaths, findOnly, median, untilRight, untilRightInPage } from '../support/filings/found-by-rules.ts';
import { readyFiling } from '../support/filings/ready-filing.ts';
import { inProcessHost } from '../support/in-process-host.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;
let findings: readonly Finding[];

beforeAll(async () => {
  [site, findings] = await Promise.all([
    openSite({ review: 'manual', hostFunctions: inProcessHost }),
    findingsAtPaths(),
  ]);
});

afterAll(() => site?.close());

/** What is wrong with where the focus is; empty when the place and the words are in view, above the dock. */
const faultNow = ({ message }: Finding) => `(() => {
    const active = document.activeElement;
    const place = active?.closest('[data-field]');
    if (!place) return 'the focus is on ' + active?.tagName;
    const dock = document.querySelector('.dock')?.getBoundingClientRect();
    const end = Math.min(innerHeight, dock && dock.bottom > innerHeight - 1 ? dock.top : innerHeight);
    const isSeen = (element) => {
      const { top, bottom, height } = element.getBoundingClientRect();
      return height > 0 && top >= -1 && bottom <= end + 1;
    };
    const words = [...place.querySelectorAll('.message')].find((item) => item.textContent.includes(${JSON.stringify(message)}));
    if (!words) return 'no words beside ' + place.dataset.field;
    if (!isSeen(words)) return 'the words are out of view beside ' + place.dataset.field;
    return isSeen(active) || active === place ? '' : 'the control is out of view in ' + place.dataset.field;
  })()`;
const faultOf = (page: Page, finding: Finding) => page.evaluate<string>(faultNow(finding));

/** Opens the address of each finding from another page. @returns the rules whose words were not found. */
async function faultsOf(specimen: Specimen, all: readonly Finding[], name: string) {
  const { organizerKind } = specimen;
  const { filingId } = await readyFiling(await site.laptop.signedIn(name), organizerKind);
  const { visitor, page, trouble } = await site.visit(specimen);
  await page.setViewportSize({ width: 375, height: 667 });
  const find = await findOnly(page);
  await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/progress`);
  await visitor.signIn(name);
  await page.getByRole('heading', { level: 1 }).waitFor();

  const faults: string[] = [];
  const times: number[] = [];
  for (const finding of all) {
    const step = stepOfField(finding.field, organizerKind);
    find(finding);
    await page.evaluate(`location.hash = '#/filings'`);
    const open = `location.hash = '#/filings/${filingId}/${step}?field=${encodeURIComponent(finding.field)}'`;
    const { fault, tookMs } = await untilRightInPage(page, open, faultNow(finding));
    times.push(tookMs);
    if (fault) faults.push(`${finding.ruleId} ${finding.field}: ${fault}`);
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  return { faults, trouble, medianMs: median(times), slowestMs: Math.max(...times) };
}

describe('a submission that is refused', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('shows what is missing: the box of the terms in view, with the focus, and the words below it', async () => {
    const name = 'e2e 没有勾选条款';
    const { filingId } = await readyFiling(await site.laptop.signedIn(name), 'enterprise');
    const { visitor, page } = await site.visit(ENTERPRISE);
    await page.setViewportSize({ width: 375, height: 667 });
    await page.goto(`${site.laptop.addresses.gateway}/#/filings/${filingId}/preview`);
    await visitor.signIn(name);
    await page.getByRole('button', { name: '提交备案申请' }).click();

    const { fault } = await untilRight(() => faultOf(page, { message: '请阅读并同意' } as Finding));

    expect(fault).toBe('');
    expect(await page.evaluate<string>('document.activeElement.type')).toBe('checkbox');
  });
});

describe('the address of every path that rules have, on a phone of 375 by 667', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  it('shows its field in the filing of an enterprise: in view, with the focus, and its words beside it', async () => {
    const { faults, trouble, medianMs, slowestMs } = await faultsOf(ENTERPRISE, findings, 'e2e 按地址找的企业');

    expect(findings.length).toBeGreaterThan(70);
    console.log(
      `words after ${Math.round(medianMs)} ms, at the median, and after ${Math.round(slowestMs)} ms at the most`,
    );
    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
    // A busy machine makes single ones slow, but hardly half of them.
    expect(medianMs).toBeLessThanOrEqual(1_000);
  });

  it('shows that of the website owner in the form of an individual, who owns it', async () => {
    const ofOwner = findings.filter(({ field }) => /^principal|\.siteOwner|documents\.id/.test(field));
    const { faults, trouble } = await faultsOf(INDIVIDUAL, ofOwner, 'e2e 按地址找的个人');

    expect({ faults, trouble }).toEqual({ faults: [], trouble: [] });
  });
});
