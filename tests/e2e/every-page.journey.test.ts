import type { Page } from 'playwright-core';
import { ENTERPRISE } from 'specimens/people.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { STEPS } from '../../client/filing/steps.ts';
import { HELP_TOPICS } from '../../client/help/topics.ts';
import { openDraft } from '../../tools/walk/open-draft.ts';
import { faultsOf } from './looks.ts';
import { JOURNEY_TIMEOUT_MS, openSite, type Site } from './site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
}, JOURNEY_TIMEOUT_MS);
afterAll(() => site?.close());

// Before anybody has filed what the draft is about.
describe('every page', { timeout: JOURNEY_TIMEOUT_MS }, () => {
  /** Opens each address in turn. @returns the faults of those that have some */
  async function faultsAt(page: Page, addresses: readonly string[]) {
    const found: Record<string, readonly string[]> = {};
    for (const address of addresses) {
      await page.goto(`${site.laptop.addresses.gateway}/${address}`);
      // Another address after `#` alone loads nothing anew.
      await page.reload();
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page
        .getByText(/^正在(载入|打开)/)
        .first()
        .waitFor({ state: 'detached' });
      // A page that asks again and again is never idle.
      await page.waitForLoadState('networkidle', { timeout: 3_000 }).catch(() => {});
      const faults = await faultsOf(page);
      if (faults.length > 0) found[address] = faults;
    }
    return found;
  }

  it('fits four sizes, light, dark and large, and shows its main button, before anybody has signed in', async () => {
    const { page, trouble } = await site.visit(ENTERPRISE);
    const help = HELP_TOPICS.map((topic) => `#/help/${topic}`);
    const links = ['contact', 'hand-over', 'photograph'].map((name) => `#/${name}/no-such-token-at-all-12`);

    const found = await faultsAt(page, [
      '#/',
      '#/type',
      '#/filings',
      '#/stop-transfer',
      '#/nowhere',
      ...help,
      ...links,
    ]);

    expect(found).toEqual({});
    expect(trouble).toEqual([]);
  });

  it('fits four sizes, light, dark and large, and shows its main button, to whoever files', async () => {
    const name = 'e2e 每一页';
    const { filingId } = await openDraft(await site.laptop.signedIn(name));
    const { visitor, page, trouble } = await site.visit(ENTERPRISE);
    await page.goto(`${site.laptop.addresses.gateway}/#/filings`);
    await visitor.signIn(name);
    await visitor.heading('我的备案').waitFor();
    const steps = STEPS.flatMap(({ id }) => (id === 'eligibility' ? [] : [`#/filings/${filingId}/${id}`]));
    const own = ['#/filings', '#/privacy', '#/cloud', '#/claim', '#/transfer/no-such-token-at-all-12'];

    const found = await faultsAt(page, [...own, ...steps]);

    expect(found).toEqual({});
    expect(trouble).toEqual([]);
  });
});
