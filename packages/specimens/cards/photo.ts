import sharp from 'sharp';
import { type Drawing, rasterize } from './svg.ts';

/** How a certificate was photographed. */
export interface PhotoOptions {
  /** Clockwise rotation of the whole picture in degrees, as with a phone held sideways. */
  readonly turn?: 0 | 90 | 180 | 270;
  /** Rotation of the paper on the desk in degrees. */
  readonly tilt?: number;
  /** Standard deviation of the blur in pixels, at least 0.3; 0 for none. */
  readonly blur?: number;
  /** False: the paper alone, cut out at its edges. */
  readonly onDesk?: boolean;
}

// Slight, as from a phone's lens and noise filter.
const DEFAULT_BLUR_PIXELS = 0.6;
const MARGIN = 60;

/**
 * A photo of a drawn paper on a desk, evenly lit, slightly soft; JPEG of quality 85.
 *
 * @param paper in any units; `corner` is the radius of its corners.
 * @param scale pixels per unit.
 */
export async function photograph(
  paper: Drawing & { readonly corner: number },
  scale: number,
  { turn = 0, tilt = 0, blur = DEFAULT_BLUR_PIXELS, onDesk = true }: PhotoOptions,
): Promise<Buffer> {
  const { width, height, pixels } = rasterize(layOut(paper, tilt, onDesk), scale);
  const photo = sharp(pixels, { raw: { width, height, channels: 4 } }).flatten({ background: '#fff' });
  if (blur > 0) photo.blur(blur);
  return photo.rotate(turn).jpeg({ quality: 85 }).toBuffer();
}

/** The paper with rounded corners, rotated, on a desk that is large enough for it. */
function layOut(paper: Drawing & { corner: number }, tilt: number, onDesk: boolean): Drawing {
  const margin = onDesk ? MARGIN : 0;
  const angle = (Math.abs(tilt) * Math.PI) / 180;
  const width = paper.width * Math.cos(angle) + paper.height * Math.sin(angle) + 2 * margin;
  const height = paper.width * Math.sin(angle) + paper.height * Math.cos(angle) + 2 * margin;
  const sheet = `width="${paper.width}" height="${paper.height}" rx="${paper.corner}"`;
  const place =
    `translate(${(width - paper.width) / 2},${(height - paper.height) / 2}) ` +
    `rotate(${tilt},${paper.width / 2},${paper.height / 2})`;
  return {
    width,
    height,
    content:
      `<defs><clipPath id="sheet"><rect ${sheet}/></clipPath></defs>${onDesk ? desk(width, height) : ''}` +
      `<g transform="${place}">${onDesk ? shadow(sheet) : ''}<g clip-path="url(#sheet)">${paper.content}</g></g>` +
      (onDesk ? light(width, height) : ''),
  };
}

/** Brown wood with a grain of long flat curves. */
function desk(width: number, height: number): string {
  const grain = Array.from({ length: 40 }, (_, row) => {
    const y = (row / 40) * height;
    const bend = 14 * Math.sin(row * 2.3);
    return `<path d="M0,${y} Q${width / 2},${y + bend} ${width},${y + bend / 3}" stroke="#6f5137" stroke-width="${1 + (row % 4)}"/>`;
  });
  return `<rect width="${width}" height="${height}" fill="#8d6b4b"/><g fill="none" opacity="0.35">${grain.join('')}</g>`;
}

/** A soft shadow to the lower right, made of a few translucent sheets. */
const shadow = (sheet: string) =>
  [3, 6, 9, 12].map((shift) => `<rect ${sheet} x="${shift / 2}" y="${shift}" fill="#000" opacity="0.1"/>`).join('');

/** Light from the upper left. */
const light = (width: number, height: number) =>
  '<defs><linearGradient id="light" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0.08"/>' +
  '<stop offset="0.5" stop-color="#fff" stop-opacity="0"/>' +
  '<stop offset="1" stop-color="#000" stop-opacity="0.14"/></linearGradient></defs>' +
  `<rect width="${width}" height="${height}" fill="url(#light)"/>`;
