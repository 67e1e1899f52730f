import type { Division } from '../cards/division.ts';
import { withDivisionNames } from '../cards/division-names.ts';
import { type TextLine, textOf } from '../picture/page.ts';
import { certaintyOf, glyphsOf, hasHoles, median, type RowGlyph, rowAt, rowsOf, startsLate } from '../text/rows.ts';
import { type Columns, columnEnd, type LicenceLabel, type LicenceLabelKey, labelAt } from './licence-labels.ts';

/** The text to the right of a label, and below it in the same column. */
export interface LicenceValue {
  readonly label: LicenceLabel;
  readonly text: string;
  readonly confidence: number;
  /** Middle of its first character; undefined for an empty value. */
  readonly x: number | undefined;
  /** Its first character was lost beside the label. */
  readonly isLate: boolean;
  /** Its characters with their positions; none if it was read without line detection. */
  readonly glyphs: readonly RowGlyph[];
}

/** Values of one row, whatever follows. */
const SINGLE_ROW: readonly LicenceLabelKey[] = [
  'legalRepresentative',
  'establishedOn',
  'capital',
  'composingForm',
  'authority',
];
const NAME_END = /(公司|合伙\)|中心|店|部|室|厂|社)$/;
/** Rows more than this many heights apart are separate values. */
const MAX_LINE_GAP = 2.1;

/** Maximum confidence of a value in which characters are missing. */
const HOLED = 0.5;

/** The value of each label, by its key. */
export function valuesOf(
  labels: readonly LicenceLabel[],
  columns: Columns,
  lines: readonly TextLine[],
  divisions: readonly Division[],
): Map<LicenceLabelKey, LicenceValue> {
  const firstRows = labels.map((label) => ({ label, row: firstRow(label, columns, lines) }));
  return new Map(
    firstRows.map(({ label, row }) => {
      const edge = valueEdge(label, firstRows, columns);
      const rest = edge === undefined ? row : withoutLabelRest(row, edge - 0.8 * columns.height);
      const own = label.key === 'legalRepresentative' ? withoutPerson(rest) : rest;
      const below = SINGLE_ROW.includes(label.key) ? [] : continuation(label, own, labels, columns, lines);
      const printed = [...own, ...below];
      const glyphs = label.key === 'address' ? withDivisionNames(printed, divisions) : printed;
      const isLate = isLateIn(label, own[0], firstRows, columns);
      const value = {
        label,
        isLate,
        text: textOf(glyphs).replace(/^:/, ''),
        confidence: isLate || hasHoles(glyphs) ? Math.min(certaintyOf(glyphs), HOLED) : certaintyOf(glyphs),
        x: glyphs[0]?.x,
        glyphs,
      };
      return [label.key, value];
    }),
  );
}

function firstRow(label: LicenceLabel, columns: Columns, lines: readonly TextLine[]): RowGlyph[] {
  const end = columnEnd(label, columns);
  const height = Math.max(label.height, columns.height);
  return glyphsOf(rowAt(lines, label.y, height, label.left - 1, end)).filter(
    ({ x }) => x > label.lastX + 0.3 * label.height && x < end,
  );
}

/**
 * The left edge of the values of a label's column; undefined with less than three values. 登记机关 has no fixed position.
 */
function valueEdge(
  { key, left }: LicenceLabel,
  rows: readonly { label: LicenceLabel; row: readonly RowGlyph[] }[],
  { height }: Columns,
): number | undefined {
  if (key === 'authority') return undefined;
  const starts = rows.flatMap(({ label, row }) => {
    const x = row[0]?.x;
    return x !== undefined && label.key !== 'authority' && Math.abs(label.left - left) < 3 * height ? [x] : [];
  });
  return starts.length < 3 ? undefined : median(starts);
}

/** Compared with the first characters of the other values of its column. */
function isLateIn(
  { key, left, y }: LicenceLabel,
  first: RowGlyph | undefined,
  rows: readonly { label: LicenceLabel; row: readonly RowGlyph[] }[],
  { height }: Columns,
): boolean {
  if (!first || key === 'authority') return false;
  const others = rows.flatMap(({ label, row }) => {
    const x = row[0]?.x;
    const isBeside = label.key !== key && label.key !== 'authority' && Math.abs(label.left - left) < 3 * height;
    return x !== undefined && isBeside ? [{ x, y: label.y }] : [];
  });
  return others.length >= 3 && startsLate({ x: first.x, y }, others, height);
}

/** Characters to the left of all other values are the end of a misread label. */
function withoutLabelRest(row: readonly RowGlyph[], edge: number): readonly RowGlyph[] {
  const start = row.findIndex(({ x }, index) => x >= edge || index >= row.length - 2);
  return start <= 0 ? row : row.slice(start);
}

/** The last character of 法定代表人 or 负责人, where the label was read without it; nobody is called 人. */
const withoutPerson = (row: readonly RowGlyph[]): readonly RowGlyph[] =>
  row.length > 2 && row[0]?.char === '人' ? row.slice(1) : row;

/** The further rows of a value. */
function continuation(
  label: LicenceLabel,
  rowGlyphs: readonly RowGlyph[],
  labels: readonly LicenceLabel[],
  columns: Columns,
  lines: readonly TextLine[],
): RowGlyph[] {
  // A type only wraps inside an open bracket.
  if (label.key === 'type' && rowGlyphs.length > 0 && !/\([^)]*$/.test(textOf(rowGlyphs))) return [];
  const height = rowGlyphs.length > 0 ? Math.max(...rowGlyphs.map((glyph) => glyph.height)) : label.height;
  const end = columnEnd(label, columns);
  const glyphs: RowGlyph[] = [];
  let left = rowGlyphs[0]?.x;
  let y = label.y;
  for (const row of rowsBelow(label, rowGlyphs, height, nextLabelTop(label, labels, columns), end, lines)) {
    const found = glyphsOf(row.lines).filter(({ x }) => x < end + 0.3 * columns.height);
    const first = found[0];
    if (!first) continue;
    if (row.y - y > MAX_LINE_GAP * 0.8 * Math.max(height, row.height)) break;
    if (left !== undefined && first.x - left > 2.2 * height) break;
    if (hasLabelBeside(row.y, label, first.x, lines)) break;
    const next = labelAt(found, 0);
    const isLabel = next && (next.length >= 4 || found.length <= 3);
    if (isLabel && !textOf([...rowGlyphs, ...glyphs]).endsWith('、')) break;
    glyphs.push(...found);
    y = row.y;
    left ??= first.x;
    if (label.key === 'name' && NAME_END.test(textOf(glyphs))) break;
  }
  return glyphs;
}

/** Text in the column of the labels begins a new value, even without a recognized label. */
const hasLabelBeside = (y: number, label: LicenceLabel, valueX: number, lines: readonly TextLine[]): boolean =>
  lines.some(
    (line) =>
      Math.abs(line.y - y) < 0.4 * line.height &&
      line.y > label.y + 0.4 * label.height &&
      line.left > label.left - label.height &&
      line.right < valueX,
  );

function rowsBelow(
  label: LicenceLabel,
  glyphs: readonly RowGlyph[],
  height: number,
  bottom: number,
  end: number,
  lines: readonly TextLine[],
) {
  const left = glyphs[0]?.x;
  const used = new Set(glyphs.map(({ line }) => line));
  return rowsOf(
    lines.filter(
      (line) =>
        !label.pieces.has(line) &&
        !used.has(line) &&
        line.y > label.y + 0.5 * Math.min(height, line.height) &&
        line.y < bottom &&
        line.left < end &&
        line.left > (left === undefined ? label.lastX : left - 1.9 * height),
    ),
  );
}

/** Upper edge of the next label in the same column. */
function nextLabelTop(label: LicenceLabel, labels: readonly LicenceLabel[], { height }: Columns): number {
  const below = labels.filter(
    (other) => Math.abs(other.left - label.left) < 4 * height && other.y > label.y + 0.6 * height,
  );
  return Math.min(...below.map((other) => other.y - 0.45 * Math.max(other.height, height)));
}
