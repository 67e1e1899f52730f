import type { TextLine } from './page.ts';

/** Lines that are at least this many heights wide have a reliable slope. */
const LONG = 4;
const STEEP = 0.35;
const ROUNDS = 3;
const MIN_LINES = 4;
/** Keeps the fit from following noise with few lines: for the slope along the page, not the constant. */
const RIDGE = 1e-2;

/** Slope of the text at a position, `a + b·x + c·y`, in radians; x and y from the middle of the lines. */
interface SlopeField {
  readonly x: number;
  readonly y: number;
  readonly coefficients: readonly [a: number, b: number, c: number];
}

/**
 * Removes perspective and curl from the lines, enough for rows to have one y: fits a slope that changes linearly over
 * the page to the long lines (least squares, without outliers), and moves each line up or down by it. Pages of few
 * lines stay unchanged.
 */
export function level(lines: readonly TextLine[]): readonly TextLine[] {
  const field = slopeField(
    lines.filter((line) => line.right - line.left > LONG * line.height && Math.abs(line.slope) < STEEP),
  );
  if (!field) return lines;
  return lines.map((line) => {
    const [dx, dy] = offsets(line, field);
    const [a, b, c] = field.coefficients;
    return { ...line, slope: slopeAt(line, field), y: line.y - dx * (a + (b * dx) / 2 + c * dy) };
  });
}

function slopeField(long: readonly TextLine[]): SlopeField | undefined {
  if (long.length < MIN_LINES) return undefined;
  const middle = {
    x: long.reduce((sum, line) => sum + centre(line), 0) / long.length,
    y: long.reduce((sum, line) => sum + line.y, 0) / long.length,
  };
  let used = long;
  let field: SlopeField | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const fitted: SlopeField = { ...middle, coefficients: fitSlopes(used, middle) };
    const misses = long.map((line) => Math.abs(line.slope - slopeAt(line, fitted)));
    const limit = ([...misses].sort((a, b) => a - b)[misses.length >> 1] ?? 0) * 3 + 0.004;
    used = long.filter((_, index) => (misses[index] as number) <= limit);
    if (used.length < MIN_LINES) return undefined;
    field = fitted;
  }
  return field;
}

const centre = (line: TextLine) => (line.left + line.right) / 2;

const offsets = (line: TextLine, { x, y }: { x: number; y: number }) => [centre(line) - x, line.y - y] as const;

function slopeAt(line: TextLine, field: SlopeField): number {
  const [dx, dy] = offsets(line, field);
  const [a, b, c] = field.coefficients;
  return a + b * dx + c * dy;
}

type Row = [number, number, number, number];

/** Least squares, each line weighted by its length. */
function fitSlopes(lines: readonly TextLine[], middle: { x: number; y: number }): [number, number, number] {
  const rows: [Row, Row, Row] = [
    [0, 0, 0, 0],
    [0, RIDGE, 0, 0],
    [0, 0, RIDGE, 0],
  ];
  for (const line of lines) {
    const terms: Row = [1, ...offsets(line, middle), line.slope];
    const weight = line.right - line.left;
    rows.forEach((row, i) => {
      for (let j = 0; j < 4; j++) row[j] = (row[j] as number) + weight * (terms[i] as number) * (terms[j] as number);
    });
  }
  return solve(rows);
}

/** Gaussian elimination of three equations; the matrix is positive definite. */
function solve(rows: readonly [Row, Row, Row]): [number, number, number] {
  rows.forEach((pivot, i) => {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = (row[i] as number) / (pivot[i] as number);
      for (let j = 0; j < 4; j++) row[j] = (row[j] as number) - factor * (pivot[j] as number);
    }
  });
  const [[a, , , p], [, b, , q], [, , c, r]] = rows;
  return [p / a, q / b, r / c];
}
