import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Of axe-core's rules only contrast differs between light and dark mode. */
const LOOKS = [
  { colorScheme: 'light', rules: '{}' },
  { colorScheme: 'dark', rules: '{ runOnly: ["color-contrast"] }' },
] as const;

/** Height of the smallest target in pixels: 44 dp, and 60 in 关怀模式. Source: 移动互联网应用适老化通用设计规范. */
const TARGET_PIXELS = { usual: 44, care: 60 } as const;

const TARGETS = 'wx-button,.box,.check,[aria-role=link],[role=link]';

/**
 * Problems of the page on top in light and dark mode: violations of axe-core's rules, parts that are wider than the
 * screen, and targets that are too small for a finger.
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
  const top = "document.querySelector('.wx-page:not([hidden])')";
  if (await page.evaluate<boolean>(`${top}.scrollWidth > ${top}.clientWidth`)) faults.push('wider than the screen');
  const small = await page.evaluate<readonly string[]>(
    `[...${top}.querySelectorAll('${TARGETS}')].filter((one) => one.offsetHeight > 0 && one.offsetHeight < ${TARGET_PIXELS[mode] - 0.5})
      .map((one) => one.outerHTML.slice(0, 160))`,
  );
  return [...faults, ...small.map((html) => `too small for a finger: ${html}`)];
}
