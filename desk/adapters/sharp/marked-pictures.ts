import sharp, { type Sharp } from 'sharp';
import type { Cover } from '../../domain/cases/covered-papers.ts';
import { markText } from '../../domain/cases/picture-mark.ts';
import type { LetteredText, Lettering } from '../../ports/lettering.ts';
import type { MarkedPictures } from '../../ports/marked-pictures.ts';
import { MOST_PIXELS, madeOf } from './decoded.ts';

/** The size of the letters as a share of the picture's longer side, and its least in pixels. */
const [LETTER_SHARE, LEAST_LETTER] = [1 / 44, 12];
/** Between two marks, in thousandths of the letters' size. */
const [ASIDE, BELOW] = [2200, 2400];

/** Pixels of the longer side of a picture that is covered: a digit of a card that fills it has less than two. */
const COARSE = 40;

export const createMarkedPictures = (lettering: Lettering): MarkedPictures => ({
  mark: (picture, viewer, at, cover = []) =>
    madeOf(picture, async () => {
      const image = sharp(picture, { limitInputPixels: MOST_PIXELS });
      const { width, height } = await image.metadata();
      const text = markText(viewer, at, lettering.canDraw);
      const ground = cover === 'picture' ? await coarse(image, width, height) : image;
      const over = `${covers(cover === 'picture' ? [] : cover)}${marks(lettering.outlineOf(text), width, height)}`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${over}</svg>`;
      return ground
        .composite([{ input: Buffer.from(svg) }])
        .jpeg({ quality: 90 })
        .toBuffer();
    }),
});

async function coarse(image: Sharp, width: number, height: number): Promise<Sharp> {
  const few = await image.resize({ width: COARSE, height: COARSE, fit: 'inside' }).png().toBuffer();
  return sharp(few).resize({ width, height, fit: 'fill', kernel: 'nearest' });
}

const covers = (places: Exclude<Cover, 'picture'>): string =>
  places
    .map((place) => place.map(([x, y]) => `${x},${y}`).join(' '))
    .map((points) => `<polygon points="${points}" fill="#333"/>`)
    .join('');

/** Marks all over the picture, aslant, dark with a light edge: they show on every ground. */
function marks({ path, width: columns }: LetteredText, width: number, height: number): string {
  const scale = Math.max(LEAST_LETTER, Math.max(width, height) * LETTER_SHARE) / 1000;
  return `<defs><pattern id="mark" width="${columns + ASIDE}" height="${1000 + BELOW}" patternUnits="userSpaceOnUse"
      patternTransform="rotate(-24) scale(${scale})">
      <path d="${path}" transform="translate(45 45)" fill="#fff" fill-opacity="0.35"/>
      <path d="${path}" fill="#333" fill-opacity="0.34"/></pattern></defs>
    <rect width="100%" height="100%" fill="url(#mark)"/>`;
}
