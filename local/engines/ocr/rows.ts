import { type Glyph, meanConfidence, type TextLine, textOf } from './page.ts';
import type { Field } from './reading.ts';

/** A character of a row, and the line it came from: one row may be one line or many. */
export interface RowGlyph extends Glyph {
  readonly line: TextLine;
}

/** How near, in heights, characters of two lines may come before they are the same print found twice. */
const OVERLAP = 0.35;

/** The lines whose middle lies within about half a height of `y`, and which reach into `from` … `to`. */
export function rowAt(
  lines: readonly TextLine[],
  y: number,
  height: number,
  from = Number.NEGATIVE_INFINITY,
  to = Number.POSITIVE_INFINITY,
): TextLine[] {
  return lines.filter(
    (line) =>
      Math.abs(line.y - y) < 0.52 * Math.max(height, Math.min(line.height, height * 1.4)) &&
      (line.left + line.right) / 2 > from &&
      line.left < to,
  );
}

/** Characters of a row from left to right. Where two lines overlap, the longer one counts. */
export function glyphsOf(row: readonly TextLine[]): RowGlyph[] {
  const stream: RowGlyph[] = [];
  for (const line of [...row].sort((a, b) => a.left - b.left)) {
    const glyphs: RowGlyph[] = line.glyphs.map((glyph) => ({ ...glyph, line }));
    const overlaps = () => {
      const [last, first] = [stream.at(-1), glyphs[0]];
      return last && first && first.x <= last.x + OVERLAP * line.height ? last : undefined;
    };
    for (let last = overlaps(); last; last = overlaps()) {
      if (last.line.text.length <= line.text.length) stream.pop();
      else glyphs.shift();
    }
    stream.push(...glyphs);
  }
  return stream;
}

/** Lines as rows from top to bottom: lines within half a height of each other are one. */
export function rowsOf(lines: readonly TextLine[]): { y: number; height: number; lines: TextLine[] }[] {
  const rows: { y: number; height: number; lines: TextLine[] }[] = [];
  for (const line of [...lines].sort((a, b) => a.y - b.y || a.left - b.left)) {
    const row = rows.find(({ y, height }) => Math.abs(y - line.y) < 0.48 * Math.max(height, line.height));
    if (row) row.lines.push(line);
    else rows.push({ y: line.y, height: line.height, lines: [line] });
  }
  return rows;
}

/** The characters without those before the end of the first match of `pattern`; all where it doesn't match. */
export function after<G extends Glyph>(glyphs: readonly G[], pattern: RegExp): G[] {
  const match = pattern.exec(textOf(glyphs));
  return match ? glyphs.slice(match.index + match[0].length) : [...glyphs];
}

/** The characters that `keep` matches as a field; undefined where none is left. */
export function fieldOf(glyphs: readonly Glyph[], keep: RegExp): Field | undefined {
  const kept = glyphs.filter(({ char }) => keep.test(char));
  return kept.length === 0 ? undefined : { text: textOf(kept), confidence: meanConfidence(kept) };
}

export const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[values.length >> 1];
