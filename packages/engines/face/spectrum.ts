import { FADE, SIDE, transform } from '../fourier.ts';

/** Side of the squares whose spectrum is taken. */
export const PATCH = SIDE;

/**
 * The two-dimensional Fourier transform of a patch, row by row; row and column n are n waves per patch, from `PATCH / 2`
 * on negative.
 */
export interface Spectrum {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** @param grey `PATCH` × `PATCH`. */
export function spectrumOf(grey: Float64Array): Spectrum {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const re = grey.map((value, index) => (value - mean) * fade(index % PATCH) * fade(Math.floor(index / PATCH)));
  const im = new Float64Array(grey.length);
  for (let row = 0; row < PATCH; row++) transform(re, im, row * PATCH, 1);
  for (let column = 0; column < PATCH; column++) transform(re, im, column, PATCH);
  return { re, im };
}

/** How strong each frequency is: the squared amplitudes. */
export const powerOf = ({ re, im }: Spectrum): Float64Array =>
  re.map((value, index) => value ** 2 + (im[index] as number) ** 2);

const fade = (index: number): number => FADE[index] as number;
