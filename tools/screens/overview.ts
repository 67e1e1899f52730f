import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

const HEIGHT = 620;
const GAP = 20;

/** Writes a picture with few colours, small enough for a repository: 64 are enough for forms. */
export const writeSmall = (picture: Sharp, file: string) =>
  picture.png({ palette: true, colours: 64, effort: 10 }).toFile(file);

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
