import type { Box } from './box.ts';

/** Boxes that are this much wider than high show the direction of the text. */
const LONG = 1.6;
const LINE = 2;
/** Both directions of a paper at 45° are within this, in radians, with room for perspective. */
const MAX_SLANT = Math.PI / 4 + 0.09;
/** Lines at more than this from the main slant, about 11°, are watermarks. */
const WATERMARK_SLANT = 0.2;
const WATERMARK_LENGTH = 2.5;

/**
 * The direction of most lines, radians: near 0 for an upright or upside-down picture, near π/2 for one turned sideways.
 *
 * The mode, not the median: a picture full of watermarks has two slants, and no line lies between them.
 */
export function mainSlant(boxes: readonly Box[]): number {
  const across = isSideways(boxes) ? Math.PI / 2 : 0;
  const slants = boxes
    .filter((box) => box.width / box.height > LINE)
    .map((box) => ({
      slant: across + nearest(box.angle - across, Math.PI),
      weight: Math.min(30, box.width / box.height),
    }))
    .filter(({ slant }) => Math.abs(slant - across) < MAX_SLANT);
  const support = (index: number) =>
    slants.reduce((sum, { slant, weight }) => sum + weight * Math.max(0, 1 - Math.abs(slant - index) / 0.07), 0);
  const mode = slants
    .map(({ slant }) => ({ slant, support: support(slant) }))
    .reduce((best, candidate) => (candidate.support > best.support ? candidate : best), {
      slant: across,
      support: 0,
    }).slant;
  const close = slants.filter(({ slant }) => Math.abs(slant - mode) < 0.05);
  const total = close.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? mode : close.reduce((sum, { slant, weight }) => sum + slant * weight, 0) / total;
}

/** Most text runs from top to bottom of the picture. */
function isSideways(boxes: readonly Box[]): boolean {
  let [alongX, alongY] = [0, 0];
  for (const { width, height, angle } of boxes) {
    if (width / height < LONG) continue;
    if (Math.abs(Math.cos(angle)) >= Math.SQRT1_2) alongX += width;
    else alongY += width;
  }
  return alongY > alongX * 1.2;
}

/** Boxes as lines along `slant`, and the number of watermarks. */
export function alongSlant(boxes: readonly Box[], slant: number): { lines: Box[]; slantedLines: number } {
  const aligned = boxes.map((box) => lineAlong(box, slant));
  const lines = aligned.filter(
    (box) => box.width / box.height < WATERMARK_LENGTH || Math.abs(box.angle - slant) < WATERMARK_SLANT,
  );
  return { lines, slantedLines: aligned.length - lines.length };
}

/** The same rectangle with the side nearest to `slant` as width. A box of one or two characters has no angle. */
function lineAlong(box: Box, slant: number): Box {
  const off = nearest(box.angle - slant, Math.PI);
  const isAcross = Math.abs(off) > Math.PI / 4;
  const [width, height] = isAcross ? [box.height, box.width] : [box.width, box.height];
  const angle = slant + (isAcross ? nearest(off - Math.PI / 2, Math.PI) : off);
  return { ...box, width, height, angle: width / height < LONG ? slant : angle };
}

/** The angle modulo `period` that is nearest to 0. */
const nearest = (angle: number, period: number) => angle - period * Math.round(angle / period);
