import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { FILERS_SIZES, TARGET_PIXELS } from '../e2e/looks.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Only contrast, among axe-core's rules, differs between light and dark mode. */
const LOOKS = [
  { colorScheme: 'light', rules: '{}' },
  { colorScheme: 'dark', rules: '{ runOnly: ["color-contrast"] }' },
] as const;

const TARGETS = 'wx-button,.box,.check,[aria-role=link],[role=link]';

/**
 * Problems of the page on top in light and dark mode: violations of axe-core's rules, parts that are wider than the
 * screen at any of its sizes, targets that are too small for a finger, and a main button that is not in view.
 */
export async function phoneFaults(page: Page, mode: keyof typeof TARGET_PIXELS = 'usual'): Promise<readonly string[]> {
  const faults: string[] = [];
  // Through the debugger, which ignores the page's policy.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  for (const { colorScheme, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${rules})`);
    faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${colorScheme}: ${id} at ${html}`)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  const before = page.viewportSize();
  for (const size of [...FILERS_SIZES, before]) {
    if (size) await page.setViewportSize(size);
    const found = await page.evaluate<readonly string[]>(touchFaults(TARGET_PIXELS[mode]));
    faults.push(...found.map((fault) => `${size?.width}x${size?.height}: ${fault}`));
  }
  return faults;
}

/** Finds in the page on top what is too wide, too small, or out of view. @param least height of a target in pixels */
const touchFaults = (least: number): string => `(() => {
  const top = document.querySelector('.wx-page:not([hidden])');
  const scrolled = top.scrollTop;
  top.scrollTop = 0;
  const shown = (selector) => [...top.querySelectorAll(selector)].filter((node) => node.offsetHeight > 0);
  const small = shown('${TARGETS}').filter((node) => node.offsetHeight < ${least - 0.5});
  const inView = (node) => {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return bottom <= innerHeight + 0.5 && hit !== null && node.contains(hit);
  };
  const mains = shown('.button.main:not([disabled])');
  const isHidden = mains.length > 0 && !mains.some(inView);
  top.scrollTop = scrolled;
  return [
    ...(top.scrollWidth > top.clientWidth ? ['wider than the screen'] : []),
    ...small.map((node) => 'too small for a finger: ' + node.outerHTML.slice(0, 160)),
    ...(isHidden ? ['main button out of view: ' + mains[0].textContent] : []),
  ];
})()`;
