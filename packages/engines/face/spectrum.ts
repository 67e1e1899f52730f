/** Side of the squares whose spectrum is taken. */
export const PATCH = 64;

/** A Hann window, so that the edges of a patch don't look like detail. */
const WINDOW = Float64Array.from({ length: PATCH }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (i + 0.5)) / PATCH));

/** Factors of the transform, by step and index. */
const COS = Float64Array.from({ length: PATCH / 2 }, (_, k) => Math.cos((2 * Math.PI * k) / PATCH));
const SIN = Float64Array.from({ length: PATCH / 2 }, (_, k) => -Math.sin((2 * Math.PI * k) / PATCH));

const REVERSED = Uint8Array.from({ length: PATCH }, (_, i) => {
  let reversed = 0;
  for (let bit = 1; bit < PATCH; bit <<= 1) reversed = (reversed << 1) | (i & bit ? 1 : 0);
  return reversed;
});

/**
 * How strong each frequency is in a patch: the squared amplitudes of its two-dimensional Fourier transform, row by row;
 * row and column n are n waves per patch, from `PATCH / 2` on negative.
 *
 * @param grey `PATCH` × `PATCH`.
 */
export function powerOf(grey: Float64Array): Float64Array {
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const re = grey.map((value, at) => (value - mean) * factor(at % PATCH) * factor(Math.floor(at / PATCH)));
  const im = new Float64Array(grey.length);
  for (let row = 0; row < PATCH; row++) transform(re, im, row * PATCH, 1);
  for (let column = 0; column < PATCH; column++) transform(re, im, column, PATCH);
  return re.map((value, at) => value ** 2 + (im[at] as number) ** 2);
}

const factor = (at: number): number => WINDOW[at] as number;

/** Cooley and Tukey's fast Fourier transform of `PATCH` numbers in place, from `start` on in steps of `stride`. */
function transform(re: Float64Array, im: Float64Array, start: number, stride: number): void {
  for (let i = 0; i < PATCH; i++) {
    const j = REVERSED[i] as number;
    if (j <= i) continue;
    swap(re, start + i * stride, start + j * stride);
    swap(im, start + i * stride, start + j * stride);
  }
  for (let size = 2; size <= PATCH; size <<= 1) {
    const half = size / 2;
    for (let first = 0; first < PATCH; first += size) {
      for (let k = 0; k < half; k++) {
        const [cos, sin] = [COS[(k * PATCH) / size] as number, SIN[(k * PATCH) / size] as number];
        const [a, b] = [start + (first + k) * stride, start + (first + k + half) * stride];
        const [real, imaginary] = [re[b] as number, im[b] as number];
        const [turned, aside] = [real * cos - imaginary * sin, real * sin + imaginary * cos];
        re[b] = (re[a] as number) - turned;
        im[b] = (im[a] as number) - aside;
        re[a] = (re[a] as number) + turned;
        im[a] = (im[a] as number) + aside;
      }
    }
  }
}

function swap(values: Float64Array, one: number, other: number): void {
  const kept = values[one] as number;
  values[one] = values[other] as number;
  values[other] = kept;
}
