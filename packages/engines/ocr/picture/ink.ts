import { median } from '../text/rows.ts';
import { Histogram } from './histogram.ts';
import type { Picture } from './picture.ts';

/** Red seals, coloured watermarks and paper are about equally bright in the red channel; dark print is not. */
const RED = 0;
/** Share of the local background at which ink is black, and at which paper is white. */
const BLACK_AT = 0.1;
const WHITE_AT = 0.85;
/** Blocks along the longest side; each is larger than a stroke and smaller than a shadow. */
const BLOCKS = 80;
const MIN_BLOCK_PIXELS = 12;
/** The background of a block is near its brightest value; the very brightest pixels are noise. */
const PAPER_QUANTILE = 0.88;
const MIN_BACKGROUND = 24;

/**
 * The dark print of a picture on white: each pixel's red relative to the paper around it. Removes seals, watermarks and
 * uneven light, which makes small print of licences readable (89% instead of 75% of them completely). It makes noisy
 * pictures and ID cards worse, which are read unchanged.
 */
export function inkOf(picture: Picture): Picture {
  const { width, height, pixels } = picture;
  const paper = smoothed(blockBrightness(picture));
  const ink = new Uint8Array(pixels.length);
  const background = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    brightnessAlong(paper, y, background);
    for (let x = 0; x < width; x++) {
      const offset = 3 * (y * width + x);
      const share = (pixels[offset + RED] as number) / (background[x] as number);
      const value = Math.max(0, Math.min(255, (255 * (share - BLACK_AT)) / (WHITE_AT - BLACK_AT)));
      for (let channel = 0; channel < 3; channel++) ink[offset + channel] = value;
    }
  }
  return { width, height, pixels: ink };
}

/** A value for each square of `side` pixels. */
interface Blocks {
  readonly side: number;
  readonly columns: number;
  readonly rows: number;
  readonly values: Float32Array;
}

function blockBrightness({ width, height, pixels }: Picture): Blocks {
  const side = Math.max(MIN_BLOCK_PIXELS, Math.round(Math.max(width, height) / BLOCKS));
  const [columns, rows] = [Math.ceil(width / side), Math.ceil(height / side)];
  const values = new Float32Array(columns * rows);
  const histogram = new Histogram();
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      histogram.clear();
      // Every second pixel in both directions is enough.
      for (let y = row * side; y < Math.min(height, (row + 1) * side); y += 2) {
        for (let x = column * side; x < Math.min(width, (column + 1) * side); x += 2) {
          histogram.add(pixels[3 * (y * width + x) + RED] as number);
        }
      }
      values[row * columns + column] = histogram.quantile(PAPER_QUANTILE);
    }
  }
  return { side, columns, rows, values };
}

/** Each block gets the median of itself and its neighbours: a block full of print has no paper. */
function smoothed(blocks: Blocks): Blocks {
  const { columns, rows, values } = blocks;
  const smooth = values.map((_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const around: number[] = [];
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
        around.push(values[y * columns + x] as number);
      }
    }
    return Math.max(MIN_BACKGROUND, median(around) ?? 0);
  });
  return { ...blocks, values: smooth };
}

/** Fills a row of pixels by linear interpolation between the centres of blocks. */
function brightnessAlong({ side, columns, rows, values }: Blocks, y: number, row: Float32Array): void {
  const down = Math.min(rows - 1, Math.max(0, y / side - 0.5));
  const top = Math.floor(down);
  const [upper, lower] = [top * columns, Math.min(rows - 1, top + 1) * columns];
  const between = values
    .subarray(upper, upper + columns)
    .map((value, column) => value * (1 - (down - top)) + (values[lower + column] as number) * (down - top));
  for (let x = 0; x < row.length; x++) {
    const across = Math.min(columns - 1, Math.max(0, x / side - 0.5));
    const left = Math.floor(across);
    const right = Math.min(columns - 1, left + 1);
    const share = across - left;
    row[x] = (between[left] as number) * (1 - share) + (between[right] as number) * share;
  }
}
