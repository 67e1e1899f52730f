import sharp from 'sharp';
import type { FittedPictures } from '../../ports/authority.ts';
import { MOST_PIXELS, madeOf } from './decoded.ts';

/** Longest side and quality, from the best to what can just be read. */
const SIZES: readonly (readonly [number, number])[] = [
  [2000, 80],
  [1600, 75],
  [1280, 70],
  [1024, 65],
  [800, 60],
];

export const sharpFittedPictures: FittedPictures = {
  fit: (picture, mostBytes) =>
    madeOf(picture, async () => {
      for (const [side, quality] of SIZES) {
        const fitted = await sharp(picture, { limitInputPixels: MOST_PIXELS })
          .rotate()
          .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
          .flatten({ background: '#fff' })
          .jpeg({ quality })
          .toBuffer();
        if (fitted.length <= mostBytes) return fitted;
      }
      return undefined;
    }),
};
