import { type Box, cornersOf } from '../picture/box.ts';
import type { TextLine } from '../picture/page.ts';
import type { Photo } from '../picture/picture.ts';
import type { Corners, PrintedLine } from '../reading.ts';

/** The lines of a page with each character's place in the file. */
export function printedLines({ width, picture }: Photo, lines: readonly TextLine[]): readonly PrintedLine[] {
  const scale = width / picture.width;
  const inFile = (box: Box): Corners => cornersOf(box).map(([x, y]) => [x * scale, y * scale]) as unknown as Corners;
  return lines.map(({ text, confidence, box, glyphs, left }) => {
    const middles = glyphs.map(({ x }) => (x - left) / box.width);
    return {
      text,
      confidence,
      corners: inFile(box),
      characters: glyphs.map((glyph, index) => ({
        text: glyph.char,
        confidence: glyph.confidence,
        corners: inFile(partOf(box, edgeBefore(middles, index), edgeBefore(middles, index + 1))),
      })),
    };
  });
}

/** A character reaches halfway to its neighbours; the first and last ones as far to the other side. */
function edgeBefore(middles: readonly number[], index: number): number {
  const [before, after] = [middles[index - 1], middles[index]];
  if (before !== undefined && after !== undefined) return (before + after) / 2;
  if (after !== undefined) return Math.max(0, after - halfPitch(middles));
  return before === undefined ? 0 : Math.min(1, before + halfPitch(middles));
}

const halfPitch = (middles: readonly number[]): number => {
  const [first = 0, last = 1] = [middles[0], middles.at(-1)];
  return middles.length < 2 ? 0.5 : (last - first) / (middles.length - 1) / 2;
};

/** @param from share of the box's width, as `to`. */
function partOf({ cx, cy, width, height, angle }: Box, from: number, to: number): Box {
  const along = ((from + to) / 2 - 0.5) * width;
  return {
    cx: cx + along * Math.cos(angle),
    cy: cy + along * Math.sin(angle),
    width: (to - from) * width,
    height,
    angle,
  };
}
