/** Side of the squares that are transformed; a power of two. */
export const SIDE = 64;

/** A Hann window, so that the edges of a square don't look like detail. */
export const FADE = Float64Array.from(
  { length: SIDE },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (index + 0.5)) / SIDE),
);
const COS = Float64Array.from({ length: SIDE }, (_, index) => Math.cos((2 * Math.PI * index) / SIDE));
const SIN = Float64Array.from({ length: SIDE }, (_, index) => -Math.sin((2 * Math.PI * index) / SIDE));

/** Bit-reversed indices. */
const REVERSED = Uint8Array.from({ length: SIDE }, (_, index) =>
  Number.parseInt(index.toString(2).padStart(Math.log2(SIDE), '0').split('').reverse().join(''), 2),
);

/** In-place Fourier transform of one row or column (Cooley and Tukey): `SIDE` numbers from `start` on. */
export function transform(real: Float64Array, imaginary: Float64Array, start: number, step: number): void {
  for (let index = 0; index < SIDE; index++) {
    const other = REVERSED[index] as number;
    if (other <= index) continue;
    swap(real, start + index * step, start + other * step);
    swap(imaginary, start + index * step, start + other * step);
  }
  for (let half = 1; half < SIDE; half *= 2) {
    for (let index = 0; index < SIDE; index++) {
      // The second of each pair of halves is processed with the first.
      if (index & half) continue;
      const turn = ((index % half) * SIDE) / (2 * half);
      const [cos, sin] = [COS[turn] as number, SIN[turn] as number];
      const [even, odd] = [start + index * step, start + (index + half) * step];
      const [re, im] = [real[odd] as number, imaginary[odd] as number];
      const [turnedRe, turnedIm] = [re * cos - im * sin, re * sin + im * cos];
      real[odd] = (real[even] as number) - turnedRe;
      imaginary[odd] = (imaginary[even] as number) - turnedIm;
      real[even] = (real[even] as number) + turnedRe;
      imaginary[even] = (imaginary[even] as number) + turnedIm;
    }
  }
}

function swap(values: Float64Array, count: number, other: number): void {
  const value = values[count] as number;
  values[count] = values[other] as number;
  values[other] = value;
}
