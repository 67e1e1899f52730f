import { type Glyph, meanConfidence, type TextLine, textOf } from '../picture/page.ts';
import type { Field } from '../reading.ts';

/** A character of a row, and its line: one row may be one line or many. */
export interface RowGlyph extends Glyph {
  readonly line: TextLine;
}

/** Characters of two lines nearer than this, in heights, are the same print found twice. */
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

/** A less confident character that reaches into the next line is half of one that this line cut off. */
const HALF_CHARACTER = 0.3;
/** The more confident of two readings counts; within this difference that of the longer line. */
const SURER_BY = 0.1;

/** Characters of a row from left to right, those in two lines once. */
export function glyphsOf(row: readonly TextLine[]): RowGlyph[] {
  const stream: RowGlyph[] = [];
  for (const line of [...row].sort((a, b) => a.left - b.left)) {
    const glyphs: RowGlyph[] = line.glyphs.map((glyph) => ({ ...glyph, line }));
    for (let last = stream.at(-1); last && reachesInto(last, line, glyphs[0]); last = stream.at(-1)) {
      const first = glyphs[0];
      if (first && isBetter(last, first)) glyphs.shift();
      else stream.pop();
    }
    stream.push(...glyphs);
  }
  return stream;
}

function reachesInto(last: RowGlyph, line: TextLine, first: RowGlyph | undefined): boolean {
  if (!first || last.line === line) return false;
  return first.x <= last.x + OVERLAP * line.height || (last.x > line.left && last.confidence < HALF_CHARACTER);
}

function isBetter(last: RowGlyph, first: RowGlyph): boolean {
  const difference = last.confidence - first.confidence;
  return Math.abs(difference) > SURER_BY ? difference > 0 : last.line.text.length > first.line.text.length;
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

/** The characters after the end of the first match of `pattern`; all if it doesn't match. */
export function after<G extends Glyph>(glyphs: readonly G[], pattern: RegExp): G[] {
  const match = pattern.exec(textOf(glyphs));
  return match ? glyphs.slice(match.index + match[0].length) : [...glyphs];
}

/** The characters that match `keep`, as a field; undefined if none is left. */
export function fieldOf(glyphs: readonly Glyph[], keep: RegExp): Field | undefined {
  const kept = glyphs.filter(({ char }) => keep.test(char));
  return kept.length === 0 ? undefined : { text: textOf(kept), confidence: certaintyOf(kept) };
}

/** Weight of a value's least confident character: below 0.9 it makes the value doubtful (0.98). */
const WEAKEST_COUNTS = 0.2;

/** Confidence of a value: the mean of its characters, reduced by an uncertain one, which a mean would hide. */
export function certaintyOf(glyphs: readonly Glyph[]): number {
  const weakest = Math.min(1, ...glyphs.map(({ confidence }) => confidence));
  return Math.min(meanConfidence(glyphs), 1 - WEAKEST_COUNTS * (1 - weakest));
}

/** The start of a value: the middle of its first character, and of its row. */
export interface Start {
  readonly x: number;
  readonly y: number;
}

/** So many heights to the right of the other values, a value has lost its first character. */
const LATE = 0.7;

/**
 * Whether a value begins further right than the others of its column, as its first character was lost beside its label.
 * Their left edge is a straight line, also in perspective; with less than two others nothing is known of it.
 */
export function startsLate({ x, y }: Start, others: readonly Start[], height: number): boolean {
  if (others.length < 2) return false;
  const [meanX, meanY] = [mean(others.map((other) => other.x)), mean(others.map((other) => other.y))];
  const spread = others.reduce((sum, other) => sum + (other.y - meanY) ** 2, 0);
  const slope = others.reduce((sum, other) => sum + (other.y - meanY) * (other.x - meanX), 0) / Math.max(1, spread);
  return x - (meanX + slope * (y - meanY)) > LATE * height;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const HAN = /[\u3400-\u9fff]/;
/** A gap wider than this many pitches of Han characters hides one of them. */
const HOLE = 2.1;
/** A row that others follow is as long as they are, less the characters that must not be apart. */
const RAGGED = 2.7;

/**
 * Whether characters are missing in a value of several rows: between two of them, or at the end of a row that others
 * follow. Something was over them, or they were too faint.
 */
export function hasHoles(glyphs: readonly RowGlyph[]): boolean {
  const steps = glyphs.slice(1).map((glyph, index) => ({ before: glyphs[index] as RowGlyph, glyph }));
  const widths = steps
    .filter(({ before, glyph }) => glyph.x > before.x && HAN.test(before.char) && HAN.test(glyph.char))
    .map(({ before, glyph }) => glyph.x - before.x);
  const pitch = median(widths);
  if (pitch === undefined) return false;
  const ends = [...steps.filter(({ before, glyph }) => glyph.x <= before.x).map(({ before }) => before.x)];
  const longest = Math.max(...glyphs.map(({ x }) => x));
  return (
    steps.some(({ before, glyph }) => glyph.x - before.x > HOLE * pitch) ||
    ends.some((end) => longest - end > RAGGED * pitch)
  );
}

export const median = (values: readonly number[]): number | undefined =>
  [...values].sort((a, b) => a - b)[values.length >> 1];
