import sharp from 'sharp';
import { markText } from '../../domain/picture-mark.ts';
import type { LetteredText, Lettering } from '../../ports/lettering.ts';
import type { MarkedPictures } from '../../ports/marked-pictures.ts';

/** As the filing service takes them in: larger ones are not pictures of ours. */
const MOST_PIXELS = 50_000_000;
/** Of the picture's longer side, and in pixels: the size of the letters. */
const [LETTER_SHARE, LEAST_LETTER] = [1 / 44, 12];
/** Between two marks, in thousandths of the letters' size. */
const [ASIDE, BELOW] = [2200, 2400];

export const createMarkedPictures = (lettering: Lettering): MarkedPictures => ({
  async mark(picture, viewer, at) {
    const image = sharp(picture, { limitInputPixels: MOST_PIXELS });
    const { width, height } = await image.metadata();
    const text = markText(viewer, at, lettering.canDraw);
    return image
      .composite([{ input: Buffer.from(overlay(lettering.outlineOf(text), width, height)) }])
      .jpeg({ quality: 90 })
      .toBuffer();
  },
});

/** Marks all over the picture, aslant, dark with a light edge: they show on every ground. */
function overlay({ path, width: columns }: LetteredText, width: number, height: number): string {
  const scale = Math.max(LEAST_LETTER, Math.max(width, height) * LETTER_SHARE) / 1000;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><pattern id="mark" width="${columns + ASIDE}" height="${1000 + BELOW}" patternUnits="userSpaceOnUse"
      patternTransform="rotate(-24) scale(${scale})">
      <path d="${path}" transform="translate(45 45)" fill="#fff" fill-opacity="0.35"/>
      <path d="${path}" fill="#333" fill-opacity="0.34"/></pattern></defs>
    <rect width="100%" height="100%" fill="url(#mark)"/></svg>`;
}
