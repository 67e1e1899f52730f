import type { Place } from '../../../contracts/review-desk/evidence.ts';
import type { Raster } from '../liveness/portrait-measures.ts';
import type { SeenLine } from './places.ts';

/** A smaller copy of a picture, with the factor from the picture's pixels to its own. */
export interface ScaledCopy {
  readonly raster: Raster;
  readonly scale: number;
}

/** Coordinates along a line of print and down from it, in heights of its characters. */
export interface PrintFrame {
  readonly origin: Point;
  readonly along: Point;
  readonly down: Point;
  /** Pixels of the picture. */
  readonly height: number;
}
type Point = readonly [x: number, y: number];

/** A rectangle in such a frame. */
export interface Strip {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** The frame whose origin is the upper left of the first of these characters. */
export function frameOfPrint(print: SeenLine): PrintFrame {
  const [first, last] = [print[0], print.at(-1)];
  if (!first || !last) return { origin: [0, 0], along: [1, 0], down: [0, 1], height: 1 };
  const [[x, y], , , [x3, y3]] = first.place;
  const [right, top] = last.place[1];
  const length = Math.hypot(right - x, top - y) || 1;
  const [dx, dy] = [(right - x) / length, (top - y) / length];
  return { origin: [x, y], along: [dx, dy], down: [-dy, dx], height: Math.hypot(x3 - x, y3 - y) || 1 };
}

export function pointIn({ origin, along, down, height }: PrintFrame, across: number, below: number): Point {
  const at = (axis: 0 | 1) => origin[axis] + height * (across * along[axis] + below * down[axis]);
  return [at(0), at(1)];
}

/** Where a point of the picture is in a frame. */
export function inFrame({ origin, along, down, height }: PrintFrame, [x, y]: Point): Point {
  const [dx, dy] = [(x - origin[0]) / height, (y - origin[1]) / height];
  return [dx * along[0] + dy * along[1], dx * down[0] + dy * down[1]];
}

export const placeOfStrip = (frame: PrintFrame, { from, to, top, bottom }: Strip): Place =>
  [pointIn(frame, from, top), pointIn(frame, to, top), pointIn(frame, to, bottom), pointIn(frame, from, bottom)].map(
    ([x, y]) => [Math.max(0, x), Math.max(0, y)],
  ) as unknown as Place;

/** Samples in the height of a character. */
const FINENESS = 14;
/** The share of the paper's light below which there is ink; a pencil leaves half. */
const INK_LIGHT = 0.7;
/** A column of writing has so many samples of ink; a printed rule has fewer. */
const LEAST_INK = 4;
/** A pixel is red by so much of its red that exceeds green and blue: stamps have 0.3 and more, wood and skin up to 0.24. */
const RED_SHARE = 0.27;

type Colour = readonly [red: number, green: number, blue: number];

function colourAt({ width, channels, pixels }: Raster, x: number, y: number): Colour {
  const start = (y * width + x) * channels;
  return [pixels[start] ?? 0, pixels[start + 1] ?? 0, pixels[start + 2] ?? 0];
}

const isRed = ([red, green, blue]: Colour): boolean => red > 50 && red - Math.max(green, blue) > RED_SHARE * red;

/** How much is written in a strip: the width in heights of a character in which a pen has left dark ink, and no stamp. */
export function writtenWidth({ raster, scale }: ScaledCopy, frame: PrintFrame, strip: Strip): number {
  const samples = (length: number) => Array.from({ length: Math.max(0, Math.floor(length * FINENESS)) }, (_, n) => n);
  const rows = samples(strip.bottom - strip.top);
  const columns = samples(strip.to - strip.from).map((column) =>
    rows.map((row) => {
      const [x, y] = pointIn(frame, strip.from + (column + 0.5) / FINENESS, strip.top + (row + 0.5) / FINENESS);
      return lightAt(raster, Math.round(x * scale), Math.round(y * scale));
    }),
  );
  const known = columns.flat().filter((light) => light !== undefined);
  const paper = known.toSorted((first, second) => first - second)[Math.floor(known.length * 0.8)] ?? 0;
  const isInk = (light: number | undefined) => light !== undefined && light < INK_LIGHT * paper;
  return columns.filter((column) => column.filter(isInk).length >= LEAST_INK).length / FINENESS;
}

/** Undefined outside of the picture, and where a stamp is. */
function lightAt(raster: Raster, x: number, y: number): number | undefined {
  if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return undefined;
  const colour = colourAt(raster, x, y);
  const [red, green, blue] = colour;
  return isRed(colour) ? undefined : (299 * red + 587 * green + 114 * blue) / 1000;
}

/** A cell of half a character's height has the colour of a stamp from this share of red pixels on. */
const RED_CELL = 0.08;

/**
 * How large the red in a box is: the shorter side of its extent, in heights of a character.
 *
 * @param height of the characters in pixels of the picture.
 */
export function redExtent(
  { raster, scale }: ScaledCopy,
  [[left, top], , [right, bottom]]: Place,
  height: number,
): number {
  const side = Math.max(2, Math.round((height * scale) / 2));
  const cells = new Map<number, number>();
  const { width } = raster;
  for (let y = Math.max(0, Math.round(top * scale)); y < Math.min(raster.height, bottom * scale); y += 1)
    for (let x = Math.max(0, Math.round(left * scale)); x < Math.min(width, right * scale); x += 1) {
      if (!isRed(colourAt(raster, x, y))) continue;
      const cell = Math.floor(y / side) * width + Math.floor(x / side);
      cells.set(cell, (cells.get(cell) ?? 0) + 1);
    }
  const red = [...cells].filter(([, count]) => count >= RED_CELL * side * side).map(([cell]) => cell);
  const [columns, rows] = [
    new Set(red.map((cell) => cell % width)),
    new Set(red.map((cell) => Math.floor(cell / width))),
  ];
  return Math.min(columns.size, rows.size) / 2;
}
