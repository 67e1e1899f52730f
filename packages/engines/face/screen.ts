import { luma, type Picture } from './picture.ts';
import { PATCH, powerOf, type Spectrum, spectrumOf } from './spectrum.ts';
import { percentile } from './statistics.ts';
import { SCREEN } from './thresholds.ts';

/** Frames that are looked at: more change nothing. */
const FRAMES = 5;

/** Waves per patch: below, faces and clothes have most of their detail. */
const FINE_FROM = 6;
const FINE_TO = 31;
/** An even picture has no power to stand out of. */
const LEAST_POWER = 1e-6;

/** Whether the camera looks at a screen whose pixels or frame can be seen. */
export const isScreen = (frames: readonly Picture[]): boolean =>
  patternIn(frames) > SCREEN.pattern || frameIn(frames) > SCREEN.frameSides;

/**
 * How much one fine frequency stands out of its surroundings over the whole picture: the grid of a screen's pixels, and
 * the moiré that it makes with those of the sensor. 1 is none.
 */
export function patternIn(frames: readonly Picture[]): number {
  const sums = { power: zeros(), squareRe: zeros(), squareIm: zeros() };
  for (const picture of spread(frames)) {
    for (const patch of patchesOf(picture)) addInto(sums, spectrumOf(patch));
  }
  const free = freeOf(sums);
  const standsOut = (index: number): number =>
    (free[index] as number) / Math.max(around(sums.power, index), LEAST_POWER);
  return FINE.reduce((strongest, index) => Math.max(strongest, standsOut(index)), 0);
}

const spread = (frames: readonly Picture[]): readonly Picture[] =>
  Array.from({ length: Math.min(FRAMES, frames.length) }, (_, i) => {
    const index = Math.floor(((i + 0.5) * frames.length) / Math.min(FRAMES, frames.length));
    return frames[index] as Picture;
  });

function* patchesOf({ width, height, pixels }: Picture): Generator<Float64Array> {
  for (let top = 0; top + PATCH <= height; top += PATCH) {
    for (let left = 0; left + PATCH <= width; left += PATCH) {
      const grey = new Float64Array(PATCH * PATCH);
      for (let index = 0; index < grey.length; index++) {
        const [x, y] = [left + (index % PATCH), top + Math.floor(index / PATCH)];
        grey[index] = luma(pixels, 3 * (y * width + x));
      }
      yield grey;
    }
  }
}

const signed = (waves: number): number => (waves > PATCH / 2 ? waves - PATCH : waves);

function isFine(index: number): boolean {
  const waves = Math.hypot(signed(index % PATCH), signed(Math.floor(index / PATCH)));
  return waves >= FINE_FROM && waves <= FINE_TO;
}

const FINE = Array.from({ length: PATCH * PATCH }, (_, index) => index).filter(isFine);

const zeros = (): Float64Array => new Float64Array(PATCH * PATCH);

/** Sums over all patches, by frequency: its power, and its amplitude as a complex number, squared. */
interface Sums {
  readonly power: Float64Array;
  readonly squareRe: Float64Array;
  readonly squareIm: Float64Array;
}

/** So that a patch with a collar counts no more than one of the wall, the mean of its fine frequencies is made 1. */
function addInto({ power, squareRe, squareIm }: Sums, spectrum: Spectrum): void {
  const ofPatch = powerOf(spectrum);
  const mean = FINE.reduce((sum, index) => sum + (ofPatch[index] as number), 0) / FINE.length;
  const share = 1 / Math.max(mean, 1);
  for (let index = 0; index < power.length; index++) {
    const [re, im] = [spectrum.re[index] as number, spectrum.im[index] as number];
    power[index] = (power[index] as number) + share * (ofPatch[index] as number);
    squareRe[index] = (squareRe[index] as number) + share * (re ** 2 - im ** 2);
    squareIm[index] = (squareIm[index] as number) + share * 2 * re * im;
  }
}

/**
 * The power without what lies at the same places of every patch: the blocks of a codec, 4, 8 and 16 pixels wide, whose
 * edges have one phase and any sign. The squares of such amplitudes add up; those of a screen's pattern, which lies at an
 * angle of its own and moves with the hand, cancel out. The pixels of a screen can be 4 or 8 apart too, so a block is
 * not told by its width.
 */
const freeOf = ({ power, squareRe, squareIm }: Sums): Float64Array =>
  power.map((value, index) => value - Math.hypot(squareRe[index] as number, squareIm[index] as number));

/** Places of frequencies 3 to 5 waves away. */
const FAR = [-5, -4, -3, 3, 4, 5];
const NEAR = [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5];
const IN_ROW = FAR.map((dx) => [dx, 0] as const);
const IN_COLUMN = FAR.map((dy) => [0, dy] as const);
const ALL_AROUND = NEAR.flatMap((dx) => NEAR.map((dy) => [dx, dy] as const)).filter(
  ([dx, dy]) => FAR.includes(dx) || FAR.includes(dy),
);

/**
 * What surrounds a frequency: the mean of those in its row, in its column or all around, whichever is most. A codec
 * stretches noise into stripes, and those fill a row or a column; the pattern of a screen is a point in it.
 */
function around(power: Float64Array, index: number): number {
  const [x, y] = [index % PATCH, Math.floor(index / PATCH)];
  const meanOf = (places: readonly (readonly [number, number])[]): number =>
    places.reduce(
      (sum, [dx, dy]) => sum + (power[((y + dy + PATCH) % PATCH) * PATCH + ((x + dx + PATCH) % PATCH)] as number),
      0,
    ) / places.length;
  return Math.max(meanOf(IN_ROW), meanOf(IN_COLUMN), meanOf(ALL_AROUND));
}

/** Tilt of a screen's edge in pixels over the picture's length, and how much the light must change across it. */
const MAX_SLOPE = 0.06;
const SLOPES = 9;
const LEAST_STEP = 22;
/** Within this share of the picture from its edge. */
const MARGIN = 0.25;

/**
 * How many sides of the picture are cut off by one straight edge from end to end, dark outside: the frame of a screen.
 * The share of the edge that is there counts for each side, so the result is 0 to 4.
 */
export function frameIn(frames: readonly Picture[]): number {
  const sides = spread(frames).map((picture) =>
    (['left', 'right', 'top', 'bottom'] as const).map((side) => edgeAlong(picture, side)),
  );
  return [0, 1, 2, 3].reduce(
    (sum, side) =>
      sum +
      percentile(
        sides.map((all) => all[side] as number),
        0.5,
      ),
    0,
  );
}

/** The greatest share of any line along a side where it is darker towards the outside. */
function edgeAlong(picture: Picture, side: 'left' | 'right' | 'top' | 'bottom'): number {
  const { width, height, pixels } = picture;
  const isUpright = side === 'left' || side === 'right';
  const [length, depth] = isUpright ? [height, width] : [width, height];
  const at = (along: number, inward: number): number => {
    const across = side === 'left' || side === 'top' ? inward : depth - 1 - inward;
    const [x, y] = isUpright ? [across, along] : [along, across];
    return luma(pixels, 3 * (y * width + x));
  };
  let best = 0;
  for (let tilt = 0; tilt < SLOPES; tilt++) {
    const slope = MAX_SLOPE * ((2 * tilt) / (SLOPES - 1) - 1);
    const counts = new Uint16Array(Math.ceil(MARGIN * depth) + 4);
    let samples = 0;
    for (let along = Math.floor(0.1 * length); along < 0.9 * length; along += 4) {
      samples++;
      const shift = Math.round(slope * (along - length / 2));
      for (let inward = 3; inward < MARGIN * depth; inward++) {
        const place = inward + shift;
        if (place < 3 || place >= depth - 3) continue;
        if (at(along, place + 2) - at(along, place - 2) > LEAST_STEP) counts[inward] = (counts[inward] as number) + 1;
      }
    }
    for (const count of counts) best = Math.max(best, count / samples);
  }
  return best;
}
