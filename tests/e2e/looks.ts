import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { shot } from '../support/shot.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A phone and a desktop. */
const FILERS_WIDTHS = [360, 1280] as const;

/** Problems of a page in each of its looks: violations of axe-core's rules, and parts that overflow a narrow screen. */
export async function faultsOf(page: Page, widths: readonly number[] = FILERS_WIDTHS): Promise<readonly string[]> {
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  const faults: string[] = [];
  // Through the debugger, which ignores the page's policy.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  for (const { width, colorScheme, rules } of looksAt(widths)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height: before.height });
    const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${rules})`);
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html }) => `${width} ${colorScheme}: ${id} at ${html}`),
    );
    const tooWide = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth');
    faults.push(...found, ...(tooWide ? [`${width} ${colorScheme}: wider than the screen`] : []));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
  return faults;
}

/** Of axe-core's rules only contrast differs between light and dark mode. */
const looksAt = (widths: readonly number[]) =>
  widths.flatMap((width) => [
    { width, colorScheme: 'light', rules: '{}' } as const,
    { width, colorScheme: 'dark', rules: '{ runOnly: ["color-contrast"] }' } as const,
  ]);

/**
 * Problems of a page, as `faultsOf` finds them, and a picture of it; whoever goes on does so at the smallest width, filers
 * on a phone.
 */
export async function lookedAt(
  page: Page,
  name: string,
  widths: readonly [number, ...number[]] = FILERS_WIDTHS,
): Promise<readonly string[]> {
  await page.setViewportSize({ width: widths[0], height: 900 });
  await shot(page, name, { whole: true });
  return faultsOf(page, widths);
}
