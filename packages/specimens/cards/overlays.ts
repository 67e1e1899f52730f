import sharp from 'sharp';
import type { Random } from '../random.ts';
import { type Drawing, drawing, picture, rasterize } from './svg.ts';

/** A part of a paper, in its units. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const over = (paper: Drawing, content: string): Drawing => ({ ...paper, content: paper.content + content });

/** The tip of a thumb over the middle of a region, coming from below; twice as long as it is wide. */
export function withThumb(paper: Drawing, { x, y, width, height }: Region, random: Random): Drawing {
  const thick = 0.16 * Math.min(paper.width, paper.height) * random.between(0.9, 1.2);
  const [cx, top] = [x + width * random.between(0.4, 0.6), y + height / 2 - thick / 2];
  const skin = random.pick(['#dcae8d', '#c99a79', '#e3bda0', '#a87a5c']);
  return over(
    paper,
    `<g transform="rotate(${random.between(-20, 20)} ${cx} ${top})">` +
      `<rect x="${cx - thick / 2}" y="${top}" width="${thick}" height="${paper.height}" rx="${thick / 2}" fill="${skin}"/>` +
      `<rect x="${cx - 0.32 * thick}" y="${top + 0.12 * thick}" width="${0.64 * thick}" height="${0.7 * thick}" ` +
      `rx="${0.3 * thick}" fill="#fff" opacity="0.35"/></g>`,
  );
}

/** Bars of ink over some regions, as a careful owner draws them before they give a picture away. */
export const blackened = (paper: Drawing, regions: readonly Region[]): Drawing =>
  over(
    paper,
    regions
      .map(({ x, y, width, height }) => `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#111"/>`)
      .join(''),
  );

/** Pixels of a paper for each unit when parts of it are replaced by their mosaic. */
const MOSAIC_SCALE = 1.5;

/** Some regions in squares of `side` units, as an app for pictures makes them illegible. */
export async function mosaicked(paper: Drawing, regions: readonly Region[], side: number): Promise<Drawing> {
  const { width, height, pixels } = rasterize(paper, MOSAIC_SCALE);
  const tiles = await Promise.all(
    regions.map(async (region) => {
      const [left, top] = [Math.round(region.x * MOSAIC_SCALE), Math.round(region.y * MOSAIC_SCALE)];
      const across = Math.max(1, Math.round(region.width / side));
      const down = Math.max(1, Math.round(region.height / side));
      const [wide, high] = [Math.round(region.width * MOSAIC_SCALE), Math.round(region.height * MOSAIC_SCALE)];
      const small = await sharp(pixels, { raw: { width, height, channels: 4 } })
        .extract({ left, top, width: wide, height: high })
        .resize(across, down, { fit: 'fill', kernel: 'linear' })
        .png()
        .toBuffer();
      const large = await sharp(small).resize(wide, high, { fit: 'fill', kernel: 'nearest' }).png().toBuffer();
      return picture(region.x, region.y, region.width, region.height, large);
    }),
  );
  return over(paper, tiles.join(''));
}

/** Between two papers, in units. */
const GAP = 60;

/** Two papers on one desk, one below the other. */
export function together(one: Drawing, other: Drawing): Drawing {
  const scale = one.width / other.width;
  const size = { width: one.width, height: one.height + GAP + scale * other.height };
  return drawing(size, [
    one.content,
    `<g transform="translate(0 ${one.height + GAP}) scale(${scale})">${other.content}</g>`,
  ]);
}
