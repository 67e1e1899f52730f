import { FADE, SIDE, transform } from '../../fourier.ts';
import type { Picture } from './picture.ts';

const ACROSS = 6;
const DOWN = 5;
/** Waves from 2.9 to 13 pixels long are compared: finer ones don't survive JPEG, coarser ones are print. */
const [LEAST_WAVES, MOST_WAVES] = [5, 22] as const;
/** If the strongest is longer than 9 pixels, it is the grain of a desk, or the pattern of a card. */
const LEAST_SCREEN_WAVES = 7;
/** How much stronger than the mean the strongest wave of a square must be. Noise and print reach 15. */
const MIN_PEAK = 20;
/** A fainter wave, in 255ths of brightness, is a rounding error of JPEG. */
const MIN_AMPLITUDE = 1.5;
/**
 * The result for a wave of amplitude 1: half of it at each of two positions, a quarter of all pixels after windowing.
 */
const POWER_OF_ONE = (SIDE ** 2 / 8) ** 2;
/** JPEG works in blocks of eight pixels, whose edges are waves too. */
const JPEG_STEP = SIDE / 8;

/**
 * Share of a picture, 0 to 1, covered by one fine wave: the dots of a screen that interfere with those of the camera.
 * Print has waves as well, but different ones in each position.
 */
export function screenShare(picture: Picture): number {
  const peaks = squaresOf(picture).map(strongestWave);
  const alike = peaks.map((peak) => (peak ? peaks.filter((other) => other && isSame(peak, other)).length : 0));
  return peaks.length === 0 ? 0 : Math.max(...alike) / peaks.length;
}

interface Wave {
  readonly across: number;
  readonly down: number;
}

const isSame = (first: Wave, second: Wave) =>
  Math.abs(first.across - second.across) <= 1 && Math.abs(first.down - second.down) <= 1;

/** Brightness of squares that are spread over the middle of the picture. */
function squaresOf({ width, height, pixels }: Picture): Float64Array[] {
  if (width < 2 * SIDE || height < 2 * SIDE) return [];
  return Array.from({ length: ACROSS * DOWN }, (_, index) => {
    const left = Math.round((0.1 + (0.8 * (index % ACROSS)) / (ACROSS - 1)) * (width - SIDE));
    const top = Math.round((0.1 + (0.8 * Math.floor(index / ACROSS)) / (DOWN - 1)) * (height - SIDE));
    const square = new Float64Array(SIDE * SIDE);
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        const offset = 3 * ((top + y) * width + left + x);
        const red = pixels[offset] as number;
        const green = pixels[offset + 1] as number;
        const blue = pixels[offset + 2] as number;
        square[y * SIDE + x] = 0.3 * red + 0.59 * green + 0.11 * blue;
      }
    }
    return square;
  });
}

function strongestWave(square: Float64Array): Wave | undefined {
  const power = powerSpectrum(square);
  let [sum, count, best] = [0, 0, 0];
  let wave: Wave | undefined;
  for (let across = 0; across <= MOST_WAVES; across++) {
    // Without a horizontal component, upwards and downwards are the same wave.
    for (let down = across === 0 ? 0 : -MOST_WAVES; down <= MOST_WAVES; down++) {
      const waves = Math.hypot(across, down);
      if (waves < LEAST_WAVES || waves > MOST_WAVES || isOfJpeg(across, down)) continue;
      const value = power[((down + SIDE) % SIDE) * SIDE + across] as number;
      sum += value;
      count++;
      if (value > best) [best, wave] = [value, { across, down }];
    }
  }
  const isFine = wave !== undefined && Math.hypot(wave.across, wave.down) >= LEAST_SCREEN_WAVES;
  const standsOut = best > Math.max(MIN_PEAK * (sum / count), MIN_AMPLITUDE ** 2 * POWER_OF_ONE);
  return isFine && standsOut ? wave : undefined;
}

const isOfJpeg = (across: number, down: number) => across % JPEG_STEP === 0 && down % JPEG_STEP === 0;

/**
 * Squared amplitudes of a square's waves, up to the most across: two-dimensional Fourier transform with a Hann window.
 */
function powerSpectrum(square: Float64Array): Float64Array {
  const real = new Float64Array(SIDE * SIDE);
  const imaginary = new Float64Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      real[y * SIDE + x] = (square[y * SIDE + x] as number) * (FADE[x] as number) * (FADE[y] as number);
    }
  }
  for (let row = 0; row < SIDE; row++) transform(real, imaginary, row * SIDE, 1);
  for (let column = 0; column <= MOST_WAVES; column++) transform(real, imaginary, column, SIDE);
  for (let index = 0; index < real.length; index++)
    real[index] = (real[index] as number) ** 2 + (imaginary[index] as number) ** 2;
  return real;
}
