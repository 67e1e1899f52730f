import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Finding } from '../../../contracts/kit/finding.ts';
import { type AnyCase, isFilingCase } from '../../../shared/domain/rules/case.ts';
import { FILING_RULES } from '../../../shared/domain/rules/pre-check.ts';
import { applies, type Rule } from '../../../shared/domain/rules/rule.ts';
import { ruleCases } from '../../../tools/docs/rule-cases.ts';

/** What each rule finds in the cases of its own table: every path that a finding can have. */
export async function foundByRules(): Promise<readonly { readonly finding: Finding; readonly anyCase: AnyCase }[]> {
  const cases = await ruleCases();
  return FILING_RULES.flatMap((rule) =>
    cases
      .filter(({ rule: id, of }) => id === rule.id && applies(rule.appliesTo, of))
      // The cases of a rule's own table are of the kind that it takes.
      .flatMap(({ of }) => (rule as Rule<AnyCase>).findings(of).map((finding) => ({ finding, anyCase: of }))),
  );
}

/** A finding at each path that the rules have in a filing. */
export async function findingsAtPaths(): Promise<readonly Finding[]> {
  const found = (await foundByRules()).filter(({ anyCase }) => isFilingCase(anyCase)).map(({ finding }) => finding);
  return [...new Map(found.map((finding) => [finding.field, finding])).values()];
}

/** Lets the service find one thing, instead of what it finds. */
export async function findOnly(page: Page) {
  let now: readonly Finding[] = [];
  await page.route(/\/v1\/filings\/[\w-]+\/overview$/, (route) => {
    const filingId = /filings\/([\w-]+)/.exec(route.request().url())?.[1];
    return route.fulfill({ json: { filingId, state: 'draft', findings: now, gaps: [], waiting: [], repairs: [] } });
  });
  await page.route(/\/v1\/filings\/[\w-]+\/preview$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as object), findings: now } });
  });
  return (finding: Finding) => {
    now = [finding];
  };
}

/** How long a busy machine may take for what takes less than a second else. */
const PATIENCE_MS = 15_000;

export const median = (all: readonly number[]): number => all.toSorted((one, two) => one - two)[all.length >> 1] ?? 0;

/**
 * Opens something in a page and looks until nothing is wrong, by the page's own clock: what lies between the page and the test
 * doesn't count. @returns the last fault, and how long it took in milliseconds.
 */
export const untilRightInPage = (page: Page, open: string, faultNow: string) =>
  page.evaluate<{ readonly fault: string; readonly tookMs: number }>(`(async () => {
    const start = performance.now();
    ${open};
    for (;;) {
      const fault = ${faultNow};
      const tookMs = performance.now() - start;
      if (fault === '' || tookMs > ${PATIENCE_MS}) return { fault, tookMs };
      await new Promise((next) => setTimeout(next, 20));
    }
  })()`);

/** Looks until nothing is wrong. @returns the last fault, and how long it took in milliseconds. */
export async function untilRight(faultNow: () => Promise<string>) {
  const start = performance.now();
  for (;;) {
    const fault = await faultNow();
    const tookMs = performance.now() - start;
    if (fault === '' || tookMs > PATIENCE_MS) return { fault, tookMs };
    await sleep(50);
  }
}
