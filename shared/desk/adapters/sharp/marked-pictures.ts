import sharp from 'sharp';
import { markPath } from '../../domain/picture-mark.ts';
import type { MarkedPictures } from '../../ports/marked-pictures.ts';

/** As the filing service takes them in: larger ones are not pictures of ours. */
const MOST_PIXELS = 50_000_000;
/** Of the picture's width, for one square of a sign. */
const SQUARE_SHARE = 1 / 420;
/** Between two marks, in squares. */
const [ASIDE, BELOW] = [24, 26];

export const sharpMarkedPictures: MarkedPictures = {
  async mark(picture, text) {
    const image = sharp(picture, { limitInputPixels: MOST_PIXELS });
    const { width, height } = await image.metadata();
    return image
      .composite([{ input: Buffer.from(overlay(text, width, height)) }])
      .jpeg({ quality: 90 })
      .toBuffer();
  },
};

/** Marks all over the picture, aslant, dark with a light edge: they show on every ground. */
function overlay(text: string, width: number, height: number): string {
  const { path, width: columns, height: rows } = markPath(text);
  const square = Math.max(1, width * SQUARE_SHARE);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <defs><pattern id="mark" width="${columns + ASIDE}" height="${rows + BELOW}" patternUnits="userSpaceOnUse"
      patternTransform="rotate(-24) scale(${square})">
      <path d="${path}" transform="translate(0.5 0.5)" fill="#fff" fill-opacity="0.28"/>
      <path d="${path}" fill="#333" fill-opacity="0.3"/></pattern></defs>
    <rect width="100%" height="100%" fill="url(#mark)"/></svg>`;
}
