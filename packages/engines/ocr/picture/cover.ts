import { type Frame, inPicture } from '../cards/card-frame.ts';
import { Histogram } from './histogram.ts';
import type { Page } from './page.ts';
import type { Picture } from './picture.ts';

/** Squares along the width of the area; each is smaller than a fingertip. */
const ACROSS = 48;
/** Samples along the side of a square. */
const SAMPLES = 6;
/** The paper of a square is brighter than its print: near its brightest value. */
const PAPER_QUANTILE = 0.85;
/** Half the window, in squares, in which the paper around a square is looked for: wider than a thumb. */
const WINDOW = { across: 10, down: 7 } as const;
/** Ink over print keeps less than this share of the paper's light. */
const DARK = 0.45;
/** On skin and other things the weakest colour keeps less of the paper's light than the strongest: at most this share. */
const COLOURED = 0.84;
const MAX_COLOURED_LIGHT = 0.88;
/** Fewer touching squares are a stamp, a fold, or dirt. */
const MIN_SQUARES = 8;
/** At the rim an estimated area may contain the desk, in a long or thin strip; a thumb is neither. */
const MAX_ALONG_RIM = 0.45;
const MIN_DEPTH = 3;

/** A share of the paper's light for each channel; undefined outside the picture. */
type Light = readonly [red: number, green: number, blue: number] | undefined;

/**
 * Share of an area of paper, 0 to 1, on which something else lies: a finger, a bar of ink. Shadows are no cover, as
 * they keep the paper's colour.
 *
 * @param pictured a part with a portrait, or with an emblem, which is coloured but never black.
 */
export function coveredShare(picture: Picture, page: Page, area: Frame, pictured?: Pictured): number {
  const side = area.width / ACROSS;
  const down = Math.max(1, Math.round(area.height / side));
  const samples = [0, 1, 2].map(() => new Uint8Array(SAMPLES * SAMPLES));
  const lights = Array.from({ length: ACROSS * down }, (_, index): Light => {
    const [left, top] = [area.left + (index % ACROSS) * side, area.top + Math.floor(index / ACROSS) * side];
    const isPictured = pictured?.is === 'portrait' && isInside(pictured.frame, left + side / 2, top + side / 2);
    return isPictured ? undefined : paperIn(picture, page, { left, top, side }, samples);
  });
  const channels = [new Histogram(), new Histogram(), new Histogram()];
  const isCovered = lights.map((light, index) => {
    const [x, y] = [area.left + ((index % ACROSS) + 0.5) * side, area.top + (Math.floor(index / ACROSS) + 0.5) * side];
    const mayBeColoured = pictured?.is === 'emblem' && isInside(pictured.frame, x, y);
    return light !== undefined && isOther(light, around(lights, index, down, channels), mayBeColoured);
  });
  const things = groupsOf(isCovered, down).filter((group) => group.size >= MIN_SQUARES && !isRim(group, down));
  return things.reduce((sum, { size }) => sum + size, 0) / lights.length;
}

/** A part of a card that is no plain paper. */
export interface Pictured {
  readonly is: 'portrait' | 'emblem';
  readonly frame: Frame;
}

function isRim({ left, right, top, bottom }: Group, down: number): boolean {
  const [wide, high] = [right - left + 1, bottom - top + 1];
  const isAtSide = left === 0 || right === ACROSS - 1;
  const isAtEnd = top === 0 || bottom === down - 1;
  return (
    (isAtSide && (high > MAX_ALONG_RIM * down || wide < MIN_DEPTH)) ||
    (isAtEnd && (wide > MAX_ALONG_RIM * ACROSS || high < MIN_DEPTH))
  );
}

const isInside = ({ left, top, width, height }: Frame, x: number, y: number) =>
  x > left && x < left + width && y > top && y < top + height;

interface Square {
  readonly left: number;
  readonly top: number;
  readonly side: number;
}

/**
 * The colour of the paper in a square; undefined if less than half of it is in the picture.
 *
 * @param channels room for the samples of each channel, so that a square needs no new arrays.
 */
function paperIn(
  { width, height, pixels }: Picture,
  page: Page,
  { left, top, side }: Square,
  channels: readonly Uint8Array[],
): Light {
  const step = side / SAMPLES;
  let count = 0;
  for (let index = 0; index < SAMPLES * SAMPLES; index++) {
    const u = left + ((index % SAMPLES) + 0.5) * step;
    const v = top + (Math.floor(index / SAMPLES) + 0.5) * step;
    const [placeX, placeY] = inPicture(page, u, v);
    const [x, y] = [Math.floor(placeX), Math.floor(placeY)];
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    channels.forEach((values, channel) => {
      values[count] = pixels[3 * (y * width + x) + channel] as number;
    });
    count++;
  }
  if (count < (SAMPLES * SAMPLES) / 2) return undefined;
  const of = (values: Uint8Array) => values.subarray(0, count).sort()[Math.floor(PAPER_QUANTILE * count)] ?? 0;
  return channels.map(of) as [number, number, number];
}

/**
 * The usual colour around a square: the median of each channel.
 *
 * @param channels a histogram for each, cleared here.
 */
function around(
  lights: readonly Light[],
  index: number,
  down: number,
  channels: readonly Histogram[],
): readonly number[] {
  const [column, row] = [index % ACROSS, Math.floor(index / ACROSS)];
  for (const channel of channels) channel.clear();
  for (let y = Math.max(0, row - WINDOW.down); y <= Math.min(down - 1, row + WINDOW.down); y++) {
    for (let x = Math.max(0, column - WINDOW.across); x <= Math.min(ACROSS - 1, column + WINDOW.across); x++) {
      const light = lights[y * ACROSS + x];
      if (!light) continue;
      for (let channel = 0; channel < 3; channel++) channels[channel]?.add(light[channel] as number);
    }
  }
  return channels.map((channel) => channel.quantile(0.5));
}

function isOther(light: NonNullable<Light>, paper: readonly number[], mayBeColoured: boolean): boolean {
  const kept = light.map((value, channel) => value / Math.max(1, paper[channel] as number));
  const [least, most] = [Math.min(...kept), Math.max(...kept)];
  return most < DARK || (!mayBeColoured && least < MAX_COLOURED_LIGHT && least / most < COLOURED);
}

/** Touching squares: how many, and how far they reach. */
interface Group {
  readonly size: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function groupsOf(isCovered: readonly boolean[], down: number): Group[] {
  const open = [...isCovered];
  const groups: Group[] = [];
  for (let start = open.indexOf(true); start >= 0; start = open.indexOf(true)) {
    const stack = [start];
    const squares: number[] = [];
    open[start] = false;
    for (let index = stack.pop(); index !== undefined; index = stack.pop()) {
      squares.push(index);
      const [column, row] = [index % ACROSS, Math.floor(index / ACROSS)];
      const neighbours = [
        ...(column > 0 ? [index - 1] : []),
        ...(column < ACROSS - 1 ? [index + 1] : []),
        ...(row > 0 ? [index - ACROSS] : []),
        ...(row < down - 1 ? [index + ACROSS] : []),
      ];
      for (const next of neighbours.filter((neighbour) => open[neighbour])) {
        open[next] = false;
        stack.push(next);
      }
    }
    const [xs, ys] = [squares.map((square) => square % ACROSS), squares.map((square) => Math.floor(square / ACROSS))];
    groups.push({
      size: squares.length,
      left: Math.min(...xs),
      right: Math.max(...xs),
      top: Math.min(...ys),
      bottom: Math.max(...ys),
    });
  }
  return groups;
}
