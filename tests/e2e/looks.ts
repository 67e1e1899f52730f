import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';
import { shot } from '../support/shot.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The sizes of phones and a desktop at which filers' pages are looked at, in pixels. */
export const FILERS_SIZES = [
  { width: 320, height: 568 },
  { width: 375, height: 667 },
  { width: 375, height: 760 },
  { width: 1440, height: 900 },
] as const;
type Size = Readonly<Record<'width' | 'height', number>>;

/** Height of the smallest target in pixels: 44 dp, and 60 in 关怀模式. Source: 移动互联网应用适老化通用设计规范. */
export const TARGET_PIXELS = { usual: 44, care: 60 } as const;

/** What fingers touch, but for links within a sentence, as a selector. */
const TARGETS = 'button,.button,select,.input,.choice,summary';
/** A filled button that can be pressed. */
const MAIN = '.button.primary:not(:disabled)';

/**
 * Problems of a page in each of its looks: violations of axe-core's rules, parts that overflow the screen, targets that are
 * too small for a finger, and a main button that is not in view.
 *
 * @param widths of a page for desktops, which are looked at for axe-core's rules and overflow alone
 */
export async function faultsOf(page: Page, widths?: readonly number[]): Promise<readonly string[]> {
  const before = page.viewportSize() ?? { width: 1280, height: 900 };
  const scrolled = await page.evaluate<number>('scrollY');
  const faults: string[] = [];
  // Through the debugger, which ignores the page's policy.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(AXE);
  for (const { size, colorScheme, rules, isCare } of looksAt(widths?.map((width) => ({ ...before, width })))) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await page.evaluate(`document.documentElement.classList.toggle('care', ${isCare})`);
    const look = `${size.width}x${size.height} ${isCare ? 'care' : colorScheme}: `;
    if (rules) {
      const { violations } = await page.evaluate<axe.AxeResults>(`axe.run(document, ${rules})`);
      faults.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${look}${id} at ${html}`)));
    }
    if (await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth'))
      faults.push(`${look}wider than the screen`);
    if (!widths) faults.push(...(await touchFaults(page, isCare ? 'care' : 'usual')).map((fault) => look + fault));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate("document.documentElement.classList.remove('care')");
  await page.setViewportSize(before);
  await page.evaluate(`scrollTo(0, ${scrolled})`);
  return faults;
}

/** Only contrast, among axe-core's rules, differs between light and dark mode; sizes between two phones differ in no rule. */
const looksAt = (sizes: readonly Size[] = FILERS_SIZES) =>
  sizes.flatMap((size, place) => {
    const isEnd = place === 0 || place === sizes.length - 1;
    const light = { size, colorScheme: 'light', rules: isEnd ? '{}' : undefined, isCare: false } as const;
    const dark = { ...light, colorScheme: 'dark', rules: '{ runOnly: ["color-contrast"] }' } as const;
    const care = { ...light, isCare: true };
    return [light, ...(isEnd ? [dark] : []), ...(sizes === FILERS_SIZES && place === 0 ? [care] : [])];
  });

/** Targets that are too small, and a main button that one must scroll to. */
async function touchFaults(page: Page, mode: keyof typeof TARGET_PIXELS): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(() => {
    scrollTo(0, 0);
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((node) => node.checkVisibility());
    const small = shown('${TARGETS}')
      .filter((node) => node.offsetHeight > 1 && node.offsetHeight < ${TARGET_PIXELS[mode] - 0.5})
      .map((node) => 'too small for a finger: ' + node.outerHTML.slice(0, 160));
    const inView = (node) => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      return top >= 0 && bottom <= innerHeight + 0.5 && hit !== null && node.contains(hit);
    };
    const mains = shown('${MAIN}').filter((node) => !document.querySelector('dialog[open]') || node.closest('dialog[open]'));
    const isHidden = ${mode === 'usual'} && mains.length > 0 && !mains.some(inView);
    return [...small, ...(isHidden ? ['main button out of view: ' + mains[0].textContent.trim()] : [])];
  })()`);
}

/** At which sizes a control is not wholly in view, with nothing upon it. */
export async function outOfViewAt(page: Page, control: Locator): Promise<readonly Size[]> {
  const before = page.viewportSize();
  const hidden: Size[] = [];
  for (const size of FILERS_SIZES) {
    await page.setViewportSize(size);
    const box = await control.boundingBox();
    const isIn =
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height;
    if (!isIn) hidden.push(size);
    // Fails when something else takes the click.
    else await control.click({ trial: true });
  }
  if (before) await page.setViewportSize(before);
  return hidden;
}

/**
 * Problems of a page, as `faultsOf` finds them, and a picture of it; whoever goes on does so at the smallest width, filers
 * on a phone.
 */
export async function lookedAt(
  page: Page,
  name: string,
  widths?: readonly [number, ...number[]],
): Promise<readonly string[]> {
  await page.setViewportSize({ width: widths?.[0] ?? 360, height: 900 });
  await shot(page, name, { whole: true });
  return faultsOf(page, widths);
}
