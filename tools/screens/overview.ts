import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp, { type Sharp } from 'sharp';

const HEIGHT = 620;
const GAP = 20;

/** Writes a picture with few colours, small enough for a repository: 64 are enough for forms. */
const writeSmall = (picture: Sharp, file: string) =>
  picture.png({ palette: true, colours: 64, effort: 10 }).toFile(file);

export type Shoot = (
  page: Page,
  name: string,
  options?: { readonly colorScheme?: 'light' | 'dark'; readonly fullPage?: boolean },
) => Promise<void>;

/** Takes screenshots of pages that have loaded. @param prefix of their names in the folder. */
export const shootInto =
  (dir: string, prefix = ''): Shoot =>
  async (page, name, { colorScheme = 'light', fullPage = false } = {}) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.waitForLoadState('networkidle');
    await page.getByText('正在载入').filter({ visible: true }).first().waitFor({ state: 'detached' });
    // The dock stands at the bottom of what is seen: at the foot of a whole page.
    if (fullPage) await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    await writeSmall(sharp(await page.screenshot({ fullPage })), join(dir, `${prefix}${name}.png`));
    console.log(`docs/screens/${prefix}${name}.png`);
    await page.emulateMedia({ colorScheme: 'light' });
  };

/** Puts the upper parts of some pictures side by side, `overview.png` in the same directory. */
export async function drawOverview(dir: string, names: readonly string[]): Promise<void> {
  const parts = await Promise.all(names.map((name) => upperPart(join(dir, `${name}.png`))));
  const width = parts.reduce((sum, { info }) => sum + info.width + GAP, GAP);
  let left = GAP;
  const layers = parts.map(({ data, info }) => {
    const layer = { input: data, top: GAP, left };
    left += info.width + GAP;
    return layer;
  });
  const ground = { width, height: HEIGHT + 2 * GAP, channels: 3, background: '#c9d1dd' } as const;
  await writeSmall(sharp({ create: ground }).composite(layers), join(dir, 'overview.png'));
}

/** The part of a picture that a screen shows: a desktop is wider than high, a phone twice as high as wide. */
async function upperPart(file: string) {
  const { width = 0, height = 0 } = await sharp(file).metadata();
  const shown = Math.min(height, Math.round(width > 600 ? width * 0.68 : width * 2));
  return sharp(file)
    .extract({ left: 0, top: 0, width, height: shown })
    .resize({ height: HEIGHT, width: Math.round((width * HEIGHT) / shown) })
    .toBuffer({ resolveWithObject: true });
}
