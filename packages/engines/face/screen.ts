import { luma, type Picture } from './picture.ts';
import { PATCH, powerOf } from './spectrum.ts';
import { percentile } from './statistics.ts';
import { SCREEN } from './thresholds.ts';

/** Frames that are looked at: more change nothing. */
const FRAMES = 5;

/** Waves per patch: below, faces and clothes have most of their detail. */
const FINE_FROM = 6;
const FINE_TO = 31;
/** Blocks of the video's codec repeat every 8 pixels. */
const BLOCK_WAVES = PATCH / 8;

/** Whether the camera looks at a screen whose pixels or frame can be seen. */
export const isScreen = (frames: readonly Picture[]): boolean =>
  patternIn(frames) > SCREEN.pattern || frameIn(frames) > SCREEN.frameSides;

/**
 * How much one fine frequency stands out of its surroundings over the whole picture: the grid of a screen's pixels, and
 * the moiré that it makes with those of the sensor. 1 is none.
 */
export function patternIn(frames: readonly Picture[]): number {
  const sums = new Float64Array(PATCH * PATCH);
  for (const picture of spread(frames)) {
    for (const patch of patchesOf(picture)) addInto(sums, normalised(powerOf(patch)));
  }
  let strongest = 0;
  for (let at = 0; at < sums.length; at++) {
    if (isFine(at)) strongest = Math.max(strongest, (sums[at] as number) / around(sums, at));
  }
  return strongest;
}

const spread = (frames: readonly Picture[]): readonly Picture[] =>
  Array.from({ length: Math.min(FRAMES, frames.length) }, (_, i) => {
    const at = Math.floor(((i + 0.5) * frames.length) / Math.min(FRAMES, frames.length));
    return frames[at] as Picture;
  });

function* patchesOf({ width, height, pixels }: Picture): Generator<Float64Array> {
  for (let top = 0; top + PATCH <= height; top += PATCH) {
    for (let left = 0; left + PATCH <= width; left += PATCH) {
      const grey = new Float64Array(PATCH * PATCH);
      for (let at = 0; at < grey.length; at++) {
        const [x, y] = [left + (at % PATCH), top + Math.floor(at / PATCH)];
        grey[at] = luma(pixels, 3 * (y * width + x));
      }
      yield grey;
    }
  }
}

const signed = (waves: number): number => (waves > PATCH / 2 ? waves - PATCH : waves);

function isFine(at: number): boolean {
  const [across, down] = [Math.abs(signed(at % PATCH)), Math.abs(signed(Math.floor(at / PATCH)))];
  const waves = Math.hypot(across, down);
  const isOfBlocks = (one: number, other: number) =>
    one < 2 && Math.abs(other - BLOCK_WAVES * Math.round(other / BLOCK_WAVES)) < 2;
  return waves >= FINE_FROM && waves <= FINE_TO && !isOfBlocks(across, down) && !isOfBlocks(down, across);
}

const FINE = Array.from({ length: PATCH * PATCH }, (_, at) => at).filter(isFine);

/** So that a patch with a collar counts no more than one of the wall: the mean of its fine frequencies is 1. */
function normalised(power: Float64Array): Float64Array {
  const mean = FINE.reduce((sum, at) => sum + (power[at] as number), 0) / FINE.length;
  return power.map((value) => value / Math.max(mean, 1));
}

function addInto(sums: Float64Array, values: Float64Array): void {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] as number) + (values[at] as number);
}

/** The mean of the frequencies 3 to 5 waves away. */
function around(sums: Float64Array, at: number): number {
  const [x, y] = [at % PATCH, Math.floor(at / PATCH)];
  let [sum, count] = [0, 0];
  for (let dy = -5; dy <= 5; dy++) {
    for (let dx = -5; dx <= 5; dx++) {
      if (Math.max(Math.abs(dx), Math.abs(dy)) < 3) continue;
      sum += sums[((y + dy + PATCH) % PATCH) * PATCH + ((x + dx + PATCH) % PATCH)] as number;
      count++;
    }
  }
  return sum / count;
}

/** Tilt of a screen's edge in pixels over the picture's length, and how much the light must change across it. */
const MAX_SLOPE = 0.06;
const SLOPES = 9;
const LEAST_STEP = 22;
/** Within this share of the picture from its edge. */
const MARGIN = 0.25;

/**
 * How many sides of the picture are cut off by one straight edge from end to end, dark outside: the frame of a screen.
 * Of each side the share of the edge that is there counts: 0 to 4.
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
