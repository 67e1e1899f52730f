import { FADE, SIDE, transform } from '../fourier.ts';

/** Side of the squares whose spectrum is taken. */
export const PATCH = SIDE;

/**
 * How strong each frequency is in a patch: the squared amplitudes of its two-dimensional Fourier transform, row by row;
 * row and column n are n waves per patch, from `PATCH / 2` on negative.
 *
 * @param grey `PATCH` × `PATCH`.
 */
export function powerOf(grey: Float64Array): Float64Array {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const re = grey.map((value, at) => (value - mean) * fade(at % PATCH) * fade(Math.floor(at / PATCH)));
  const im = new Float64Array(grey.length);
  for (let row = 0; row < PATCH; row++) transform(re, im, row * PATCH, 1);
  for (let column = 0; column < PATCH; column++) transform(re, im, column, PATCH);
  return re.map((value, at) => value ** 2 + (im[at] as number) ** 2);
}

const fade = (at: number): number => FADE[at] as number;
