import type { Box } from '../picture/box.ts';

/** Lines that are so many times wider than high are full rows. */
const WIDE = 10;
/** The most between rows of a paragraph, in heights of a detected line; values of a licence are further apart. */
const ROW_DISTANCE = 1.4;
/** In lines this narrow 3 of 900 characters are read differently, and the model is as sure of them. */
const NARROWED = 0.7;

/** A line in the frame of its page. */
interface Placed {
  readonly box: Box;
  readonly left: number;
  readonly y: number;
}

/**
 * The boxes, those of paragraphs marked to be read narrower: three or more wide lines under each other. On a licence
 * this is its scope, half of the characters, which no rule looks at. Codes, which need their full width, are
 * never part of a paragraph.
 */
export function withParagraphsNarrowed(boxes: readonly Box[], slant: number): Box[] {
  const [cos, sin] = [Math.cos(slant), Math.sin(slant)];
  const wide = boxes
    .filter(({ width, height }) => width > WIDE * height)
    .map((box): Placed => ({ box, left: box.cx * cos + box.cy * sin - box.width / 2, y: box.cy * cos - box.cx * sin }));
  const rows = wide.flatMap((row) => {
    const above = wide.find((other) => isNext(other, row));
    const below = wide.find((other) => isNext(row, other));
    return above && below ? [above.box, row.box, below.box] : [];
  });
  const narrowed = new Set(rows);
  return boxes.map((box) => (narrowed.has(box) ? { ...box, widthShare: NARROWED } : box));
}

function isNext(upper: Placed, lower: Placed): boolean {
  const { height } = upper.box;
  const distance = (lower.y - upper.y) / height;
  return distance > 0.5 && distance < ROW_DISTANCE && Math.abs(lower.left - upper.left) < height;
}
