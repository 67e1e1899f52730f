import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';

/** How a picture is taken; by default the visible part, in light mode, as large as the page is. */
interface Look {
  readonly dark?: boolean;
  /** The whole page instead of its visible part, which a dialog covers alone. */
  readonly whole?: boolean;
  readonly size?: { readonly width: number; readonly height: number };
}

/** How long a picture waits for what a page still loads. */
const IDLE_MS = 5_000;

/** A phone at night. */
export const ON_PHONE: Look = { dark: true, size: { width: 390, height: 780 } };

/**
 * Keeps a picture of a page that has loaded, in the folder that the variable SHOTS names, as `npm run screens` does;
 * without the variable it does nothing.
 */
export async function shot(page: Page, name: string, { dark = false, whole = false, size }: Look = {}): Promise<void> {
  const { SHOTS } = process.env;
  if (!SHOTS) return;
  const before = page.viewportSize();
  if (size) await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  // A page that asks again and again is never idle.
  await page.waitForLoadState('networkidle', { timeout: IDLE_MS }).catch(() => {});
  await page.getByText('正在载入').filter({ visible: true }).first().waitFor({ state: 'detached' });
  // The dock stands at the bottom of what is seen: at the foot of a whole page.
  if (whole) await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  mkdirSync(SHOTS, { recursive: true });
  // 64 colours are enough for forms, and keep the repository small.
  await sharp(await page.screenshot({ fullPage: whole }))
    .png({ palette: true, colours: 64, effort: 10 })
    .toFile(join(SHOTS, `${name}.png`));
  await page.emulateMedia({ colorScheme: 'light' });
  if (size && before) await page.setViewportSize(before);
}
