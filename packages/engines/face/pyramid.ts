import { type Affine, type Square, squareToPicture } from './geometry.ts';
import type { Picture } from './picture.ts';

/** Pixels as RGB numbers of 0 to 255, row by row, and the mapping of a pixel to the picture. */
export interface Sample {
  readonly values: Float32Array;
  readonly toPicture: Affine;
}

/** Below this side no further halving: there is nothing left to alias. */
const SMALLEST_SIDE = 64;

/**
 * A picture with its halved copies, made on demand. Samples of a much larger picture alias, which changes the match and
 * anti-spoof scores; so each sample is taken from the copy that it shrinks less than twice.
 */
export class Pyramid {
  readonly #levels: Picture[];
  constructor(readonly picture: Picture) {
    this.#levels = [picture];
  }

  /** A square of the picture as `pixels` × `pixels`. Outside the picture is black. */
  crop(square: Square, pixels: number): Sample {
    return this.sample(squareToPicture(square, pixels), pixels, pixels);
  }

  sample(toPicture: Affine, width: number, height: number): Sample {
    const shrinking = Math.max(Math.hypot(toPicture.a, toPicture.d), Math.hypot(toPicture.b, toPicture.e));
    const { picture, factor } = this.#level(shrinking);
    const { a, b, c, d, e, f } = toPicture;
    const toLevel = { a: a / factor, b: b / factor, c: c / factor, d: d / factor, e: e / factor, f: f / factor };
    return { values: sampleBilinear(picture, toLevel, width, height), toPicture };
  }

  #level(shrinking: number): { picture: Picture; factor: number } {
    let picture = this.picture;
    let factor = 1;
    for (let level = 1; shrinking / factor >= 2 && Math.min(picture.width, picture.height) > SMALLEST_SIDE; level++) {
      picture = this.#levels[level] ??= halve(picture);
      factor *= 2;
    }
    return { picture, factor };
  }
}

function halve({ width, height, pixels }: Picture): Picture {
  const half = { width: width >> 1, height: height >> 1 };
  const out = new Uint8Array(half.width * half.height * 3);
  const row = width * 3;
  let o = 0;
  for (let y = 0; y < half.height; y++) {
    for (let x = 0; x < half.width; x++) {
      for (let channel = 0; channel < 3; channel++) {
        const s = 2 * y * row + 6 * x + channel;
        const upper = (pixels[s] as number) + (pixels[s + 3] as number);
        const lower = (pixels[s + row] as number) + (pixels[s + row + 3] as number);
        out[o++] = (upper + lower + 2) >> 2;
      }
    }
  }
  return { ...half, pixels: out };
}

/** Bilinear interpolation. It runs a million times per frame: no calls, no arrays. */
function sampleBilinear({ width, height, pixels }: Picture, map: Affine, columns: number, rows: number): Float32Array {
  const out = new Float32Array(columns * rows * 3);
  const below = 3 * width;
  let o = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, o += 3) {
      const sx = map.a * column + map.b * row + map.c;
      const sy = map.d * column + map.e * row + map.f;
      const left = Math.floor(sx);
      const top = Math.floor(sy);
      if (left < -1 || top < -1 || left >= width || top >= height) continue;
      // Outside the picture is black, so its share adds nothing.
      const [fromLeft, fromRight] = [left < 0 ? 0 : 1 - sx + left, left + 1 >= width ? 0 : sx - left];
      const [fromTop, fromBottom] = [top < 0 ? 0 : 1 - sy + top, top + 1 >= height ? 0 : sy - top];
      const s = (top * width + left) * 3;
      for (let channel = 0; channel < 3; channel++) {
        const p = s + channel;
        out[o + channel] =
          fromTop * (fromLeft * (pixels[p] ?? 0) + fromRight * (pixels[p + 3] ?? 0)) +
          fromBottom * (fromLeft * (pixels[p + below] ?? 0) + fromRight * (pixels[p + below + 3] ?? 0));
      }
    }
  }
  return out;
}
