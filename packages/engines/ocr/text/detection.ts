import { type Box, cornersOf, type Point, smallestBox } from '../picture/box.ts';
import { type Picture, resized } from '../picture/picture.ts';
import type { OnnxModel } from './models.ts';

/**
 * Longest side of the detector's input in pixels: enough for a licence's small print (1600 gains nothing), cards, and
 * cards that fill the picture.
 */
type DetectionSide = 1280 | 960 | 832;
/** The sizes to try, one after the other. */
export type DetectionSides = readonly [DetectionSide, ...DetectionSide[]];
/** Small pictures are enlarged until their short side has this length. */
const SHORT_SIDE = 736;
/** The detector halves its picture five times. */
const SIDE_STEP = 32;

const TEXT_FROM = 0.3;
const BOX_FROM = 0.5;
/** The detector marks the core of a line; this is how much PaddleOCR enlarges it, as a share of area by perimeter. */
const GROWTH = 1.6;
const MIN_PIXELS = 6;
const MIN_CORE_SIDE = 3;
const MIN_SIDE = 5;

// ImageNet's, in PaddleOCR's order: blue first.
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** Lines of this height, in pixels of the detector's input, have large print: a larger input finds nothing more. */
const LARGE_PRINT_HEIGHT = 24;

/**
 * Finds lines of text, in the first size in which most of them have large print, or else in the last one. Boxes as of
 * `detectLines`.
 */
export async function findLines(detector: OnnxModel, picture: Picture, sides: DetectionSides): Promise<Box[]> {
  const [side, ...larger] = sides;
  const boxes = await detectLines(detector, picture, side);
  const least = (LARGE_PRINT_HEIGHT * Math.max(picture.width, picture.height)) / side;
  const isLarge = 2 * boxes.filter(({ height }) => height >= least).length > boxes.length;
  const [next, ...others] = larger;
  return isLarge || next === undefined ? boxes : findLines(detector, picture, [next, ...others]);
}

/** Finds lines of text. Boxes are in pixels of the picture, the long side as width; the direction is unknown. */
export async function detectLines(detector: OnnxModel, picture: Picture, longestSide: DetectionSide): Promise<Box[]> {
  const { width, height } = sizeForDetector(picture, longestSide);
  const planes = planesOf(await resized(picture, width, height));
  const { data } = await detector.run(planes, 1, height, width);
  const map = { width, height, probabilities: data };
  const [scaleX, scaleY] = [picture.width / width, picture.height / height];
  return textRegions(map).flatMap((outline) => {
    const core = smallestBox(outline);
    if (!core || Math.min(core.width, core.height) < MIN_CORE_SIDE || meanInside(map, core) < BOX_FROM) return [];
    const grown = growBox(core);
    return Math.min(grown.width, grown.height) < MIN_SIDE ? [] : [stretched(grown, scaleX, scaleY)];
  });
}

function sizeForDetector({ width, height }: Picture, longestSide: DetectionSide): { width: number; height: number } {
  const enlarge = Math.max(1, SHORT_SIDE / Math.min(width, height));
  const scale = Math.min(longestSide / Math.max(width, height), enlarge);
  const side = (length: number) => Math.max(SIDE_STEP, Math.round((length * scale) / SIDE_STEP) * SIDE_STEP);
  return { width: side(width), height: side(height) };
}

function planesOf({ pixels, width, height }: Picture): Float32Array {
  const size = width * height;
  const planes = new Float32Array(3 * size);
  for (let plane = 0; plane < 3; plane++) {
    const normal = NORMAL[plane] as Float32Array;
    for (let index = 0, from = 2 - plane; index < size; index++, from += 3) {
      planes[plane * size + index] = normal[pixels[from] as number] as number;
    }
  }
  return planes;
}

/** The detector's input for each value of a byte, for each plane. */
const NORMAL = MEAN.map((mean, plane) =>
  Float32Array.from({ length: 256 }, (_, value) => (value / 255 - mean) / (DEVIATION[plane] as number)),
);

interface TextMap {
  readonly width: number;
  readonly height: number;
  readonly probabilities: Float32Array;
}

/** Groups of touching text pixels, diagonals included; for each the corners of its outermost pixels, row by row. */
function textRegions({ width, height, probabilities }: TextMap): Point[][] {
  const isOpen = new Uint8Array(width * height);
  for (let index = 0; index < isOpen.length; index++)
    if ((probabilities[index] as number) > TEXT_FROM) isOpen[index] = 1;
  const regions: Point[][] = [];
  for (let start = isOpen.indexOf(1); start >= 0; start = isOpen.indexOf(1, start)) {
    const { count, rows } = takeRegion(isOpen, width, height, start);
    if (count >= MIN_PIXELS) regions.push(rows.flatMap(([y, left, right]) => rowCorners(y, left, right + 1)));
  }
  return regions;
}

type PixelRow = [y: number, left: number, right: number];

/** Visits and clears the pixels that are connected with one. */
function takeRegion(isOpen: Uint8Array, width: number, height: number, start: number) {
  const rows: PixelRow[] = [];
  const top = Math.floor(start / width);
  const stack = [start];
  let count = 0;
  isOpen[start] = 0;
  for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
    count++;
    const y = (index / width) | 0;
    const x = index - y * width;
    // No pixel lies above the first, because the search starts at the top.
    rows[y - top] ??= [y, x, x];
    const row = rows[y - top] as PixelRow;
    if (x < row[1]) row[1] = x;
    if (x > row[2]) row[2] = x;
    for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
      for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
        const neighbour = ny * width + nx;
        if (isOpen[neighbour] === 0) continue;
        isOpen[neighbour] = 0;
        stack.push(neighbour);
      }
    }
  }
  return { count, rows };
}

const rowCorners = (y: number, left: number, right: number): Point[] => [
  [left, y],
  [right, y],
  [left, y + 1],
  [right, y + 1],
];

/** Mean probability of the pixels whose centre is inside a box. */
function meanInside({ width, height, probabilities }: TextMap, box: Box): number {
  const corners = cornersOf(box);
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  let [sum, count] = [0, 0];
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y < Math.min(height, Math.max(...ys)); y++) {
    for (let x = Math.max(0, Math.floor(Math.min(...xs))); x < Math.min(width, Math.max(...xs)); x++) {
      const [dx, dy] = [x + 0.5 - box.cx, y + 0.5 - box.cy];
      if (Math.abs(dx * cos + dy * sin) > box.width / 2 || Math.abs(dy * cos - dx * sin) > box.height / 2) continue;
      sum += probabilities[y * width + x] as number;
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}

/** For a rectangle, PaddleOCR's polygon clipping moves every side out by area × ratio / perimeter. */
function growBox(box: Box): Box {
  const by = (box.width * box.height * GROWTH) / (box.width + box.height);
  return { ...box, width: box.width + by, height: box.height + by };
}

/** The box in a picture with `scaleX` by `scaleY` pixels for each of the detector's. */
function stretched(box: Box, scaleX: number, scaleY: number): Box {
  const [topLeft, topRight, , bottomLeft] = cornersOf(box).map(([x, y]): Point => [x * scaleX, y * scaleY]) as [
    Point,
    Point,
    Point,
    Point,
  ];
  const [dx, dy] = [topRight[0] - topLeft[0], topRight[1] - topLeft[1]];
  const along = Math.hypot(dx, dy);
  const across = Math.hypot(bottomLeft[0] - topLeft[0], bottomLeft[1] - topLeft[1]);
  const centre = { cx: box.cx * scaleX, cy: box.cy * scaleY };
  const angle = Math.atan2(dy, dx);
  return along >= across
    ? { ...centre, width: along, height: across, angle }
    : { ...centre, width: across, height: along, angle: angle + Math.PI / 2 };
}
