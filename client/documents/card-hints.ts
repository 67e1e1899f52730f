import type { Raster } from '../../shared/domain/liveness/portrait-measures.ts';
import type { CardBox, Size } from './card-outline.ts';

/** Pixels across the outline in the pictures that are looked at: enough to tell sharp print from blurred. */
export const LOOK_ACROSS = 640;

export interface CardHint {
  readonly about: 'edges' | 'light' | 'glare' | 'sharp';
  readonly ok: boolean;
  /** What is good, or what to do. */
  readonly text: string;
}

/**
 * Hints for a person who photographs a card. They are measures of the picture, not of what is on it, and never block: a
 * white card on a white table has no edges that could be seen.
 *
 * @param picture the whole view, with about `LOOK_ACROSS` pixels across the outline.
 * @param card the outline in it.
 */
export function cardHints(picture: Raster, card: CardBox): readonly CardHint[] {
  const luma = lumaOf(picture);
  const isSharp = sharpness(luma, card) >= LEAST_SHARP;
  return [
    hint('edges', edgeTrouble(luma, card), '四角完整'),
    hint('light', lightTrouble(luma, card, isSharp), '光线合适'),
    hint('glare', glareTrouble(luma, card), '没有反光'),
    hint('sharp', isSharp ? undefined : '拿稳一点，等画面清楚', '清晰'),
  ];
}

const hint = (about: CardHint['about'], trouble: string | undefined, good: string): CardHint => ({
  about,
  ok: trouble === undefined,
  text: trouble ?? good,
});

/** Brightness of every pixel, 0 to 255. */
interface Luma extends Size {
  level(x: number, y: number): number;
}

function lumaOf({ width, height, channels, pixels }: Raster): Luma {
  const values = new Uint8Array(width * height);
  for (let place = 0, index = 0; place < values.length; place += 1, index += channels) {
    const [red, green, blue] = [pixels[index] as number, pixels[index + 1] as number, pixels[index + 2] as number];
    values[place] = (299 * red + 587 * green + 114 * blue) / 1000;
  }
  return { width, height, level: (x, y) => values[y * width + x] as number };
}

/** Least difference of brightness between a card and the table. */
const LEAST_STEP = 14;
/** How far from the outline an edge is looked for, as a share of the card: outside, and inside. */
const REACH = { out: 0.06, in: 0.25 } as const;
/** Farther inside the outline, the card is too small. */
const MOST_INSIDE = 0.13;

type Side = 'left' | 'right' | 'top' | 'bottom';
const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];

function edgeTrouble(luma: Luma, card: CardBox): string | undefined {
  const paper = medianOf(luma, middleOf(card));
  const places = SIDES.map((side) => edgePlace(luma, card, side, paper));
  const missing = places.filter((place) => place === undefined).length;
  // Without print it is the table that is seen, and with it a card whose edges are outside.
  if (missing === SIDES.length && sharpness(luma, card) === 0) return '把证件放进框里，四角对齐';
  if (missing > 0) return '四个角都要在框里，离远一点';
  return places.some((place) => (place ?? 0) > MOST_INSIDE) ? '靠近一点，让证件占满框' : undefined;
}

const middleOf = ({ x, y, width, height }: CardBox): CardBox => ({
  x: x + width / 4,
  y: y + height / 4,
  width: width / 2,
  height: height / 2,
});

/** Parts of a side are looked at each by itself, so that a card may lie at a slant. Corners are round. */
const PARTS = [0.12, 0.31, 0.5, 0.69] as const;
const PART = 0.19;
/** One part of a side may be covered by a thumb. */
const LEAST_PARTS = 3;

/**
 * Where the edge of the card is on one side, as a share of the card inside the outline (outside is negative); undefined
 * where there is none.
 */
function edgePlace(luma: Luma, card: CardBox, side: Side, paper: number): number | undefined {
  const places = PARTS.map((part) => firstPaper(luma, card, side, part, paper)).filter((place) => place !== undefined);
  places.sort((a, b) => a - b);
  return places.length < LEAST_PARTS ? undefined : places[Math.floor(places.length / 2)];
}

/** Where the table ends, from the outside; undefined where there is no table, or it looks like the paper. */
function firstPaper(luma: Luma, card: CardBox, side: Side, part: number, paper: number): number | undefined {
  const isUpright = side === 'left' || side === 'right';
  const [length, across] = isUpright ? [card.height, card.width] : [card.width, card.height];
  const start = (isUpright ? card.y : card.x) + part * length;
  const outline = { left: card.x, right: card.x + card.width, top: card.y, bottom: card.y + card.height }[side];
  const inwards = side === 'left' || side === 'top' ? 1 : -1;
  const limit = (isUpright ? luma.width : luma.height) - 1;
  const differenceAt = (off: number): number => {
    const place = Math.min(limit, Math.max(0, Math.round(outline + inwards * off * across)));
    const mean = meanAlong(start, start + PART * length, (along) =>
      isUpright ? luma.level(place, along) : luma.level(along, place),
    );
    return Math.abs(mean - paper);
  };
  const table = differenceAt(-REACH.out);
  if (table < LEAST_STEP) return undefined;
  for (let off = -REACH.out; off <= REACH.in; off += 0.004) if (differenceAt(off) < table / 2) return off;
  return undefined;
}

function meanAlong(start: number, end: number, brightnessAt: (along: number) => number): number {
  let sum = 0;
  let seen = 0;
  for (let along = Math.round(start); along < end; along += 3) {
    sum += brightnessAt(along);
    seen += 1;
  }
  return sum / Math.max(1, seen);
}

/** Least brightness of paper, and most of ink, at which print can be read. */
const LIGHT = { leastPaper: 75, mostInk: 130 } as const;
/** Share of a card that is darker than its paper for sure: print, a portrait. */
const INK_SHARE = 0.02;

function lightTrouble(luma: Luma, card: CardBox, isSharp: boolean): string | undefined {
  if (medianOf(luma, card) < LIGHT.leastPaper) return '光线太暗，开灯或换到亮处';
  // Blurred print is pale in any light.
  const isPale = isSharp && rankOf(luma, middleOf(card), INK_SHARE) > LIGHT.mostInk;
  return isPale ? '光线太强，字看不清，换个地方拍' : undefined;
}

const medianOf = (luma: Luma, box: CardBox): number => rankOf(luma, box, 0.5);

/** The brightness that a share of the pixels is at most. */
function rankOf(luma: Luma, box: CardBox, share: number): number {
  const counts = new Uint32Array(256);
  let seen = 0;
  for (const [x, y] of pointsIn(box, 4)) {
    counts[luma.level(x, y)] = (counts[luma.level(x, y)] ?? 0) + 1;
    seen += 1;
  }
  let below = 0;
  for (let value = 0; value < 256; value += 1) {
    below += counts[value] ?? 0;
    if (below >= share * seen) return value;
  }
  return 255;
}

/** The card is looked at in squares; one is blown out when nearly all of it is white, and brighter than the card. */
const SQUARES = { across: 20, down: 14 } as const;
const BLOWN = { luma: 254, share: 0.9, aboveMiddle: 5 } as const;
/** Share of blown squares from which something can't be read. */
const MOST_BLOWN = 0.012;

function glareTrouble(luma: Luma, card: CardBox): string | undefined {
  if (medianOf(luma, card) > BLOWN.luma - BLOWN.aboveMiddle) return undefined;
  const blown: [number, number][] = [];
  const [width, height] = [card.width / SQUARES.across, card.height / SQUARES.down];
  for (let row = 0; row < SQUARES.down; row += 1) {
    for (let column = 0; column < SQUARES.across; column += 1) {
      const square = { x: card.x + column * width, y: card.y + row * height, width, height };
      if (shareAbove(luma, square, BLOWN.luma) > BLOWN.share) blown.push([column, row]);
    }
  }
  if (blown.length < MOST_BLOWN * SQUARES.across * SQUARES.down) return undefined;
  const mean = (axis: 0 | 1) => blown.reduce((sum, entry) => sum + entry[axis] + 0.5, 0) / blown.length;
  return `${placeName(mean(0) / SQUARES.across, mean(1) / SQUARES.down)}反光，换个角度`;
}

function placeName(x: number, y: number): string {
  const across = x < 0.4 ? '左' : x > 0.6 ? '右' : '';
  const down = y < 0.4 ? '上' : y > 0.6 ? '下' : '';
  if (across && down) return `${across}${down}角`;
  return across || down ? `${across || down}边` : '中间';
}

function shareAbove(luma: Luma, box: CardBox, limit: number): number {
  let above = 0;
  let seen = 0;
  for (const [x, y] of pointsIn(box, 2)) {
    if (luma.level(x, y) >= limit) above += 1;
    seen += 1;
  }
  return seen === 0 ? 0 : above / seen;
}

function* pointsIn({ x, y, width, height }: CardBox, step: number): Generator<readonly [number, number]> {
  for (let row = Math.ceil(y); row < y + height; row += step)
    for (let column = Math.ceil(x); column < x + width; column += step) yield [column, row];
}

/** Sharp print goes from paper to ink within a pixel; a blurred one takes as long as it is blurred. */
const LEAST_SHARP = 0.5;
/** Least difference of brightness within seven pixels that counts as print. */
const LEAST_PRINT = 45;

/** Mean share of the step between paper and ink that is within one pixel, 0 to 1; 0 where there is no print. */
function sharpness(luma: Luma, card: CardBox): number {
  let sum = 0;
  let seen = 0;
  const inner = { x: card.x + 3, y: card.y, width: card.width - 7, height: card.height };
  for (const [x, y] of pointsIn(inner, 2)) {
    let [least, most, steepest] = [255, 0, 0];
    for (let place = x - 3; place <= x + 3; place += 1) {
      const value = luma.level(place, y);
      least = Math.min(least, value);
      most = Math.max(most, value);
      if (place > x - 3) steepest = Math.max(steepest, Math.abs(value - luma.level(place - 1, y)));
    }
    if (most - least < LEAST_PRINT) continue;
    sum += steepest / (most - least);
    seen += 1;
  }
  return seen < 40 ? 0 : sum / seen;
}

/** Good looks one after the other at which the shutter goes off: about a second. */
const GOOD_LOOKS = 3;

/** The automatic shutter: goes off once when everything has been good for some looks. */
export function createShutter() {
  let good = 0;
  return {
    /** @returns whether the picture is taken now. */
    look(hints: readonly CardHint[]): boolean {
      good = hints.length > 0 && hints.every(({ ok }) => ok) ? good + 1 : 0;
      return good === GOOD_LOOKS;
    },
    /** Begins anew, e.g. when the picture is taken again. */
    reset(): void {
      good = 0;
    },
  };
}
