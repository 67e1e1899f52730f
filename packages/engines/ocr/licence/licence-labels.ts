import type { TextLine } from '../picture/page.ts';
import { glyphsOf, median, type RowGlyph, rowAt } from '../text/rows.ts';

/** Labels of the forms of 2014, 2015 and 2019, of all kinds of organizations; longer ones before their endings. */
const LABELS = [
  ['name', ['企业名称', '字号名称', '名称']],
  ['type', ['主体类型', '公司类型', '类型']],
  ['address', ['主要经营场所', '经营场所', '营业场所', '企业住所', '住所']],
  ['legalRepresentative', ['法定代表人', '执行事务合伙人', '经营者姓名', '经营者', '负责人', '投资人']],
  ['capital', ['注册资本', '注册资金', '出资额']],
  ['composingForm', ['组成形式']],
  ['establishedOn', ['成立日期', '注册日期']],
  ['term', ['营业期限', '合伙期限', '经营期限']],
  ['scope', ['经营范围']],
  ['authority', ['登记机关']],
] as const;
export type LicenceLabelKey = (typeof LABELS)[number][0];

/** A label found on a licence. */
export interface LicenceLabel {
  readonly key: LicenceLabelKey;
  /** Left edge of its line. */
  readonly left: number;
  /** Middle of its first and of its last character. */
  readonly firstX: number;
  readonly lastX: number;
  readonly y: number;
  readonly height: number;
  readonly line: TextLine;
  /** Lines that contain the label only. */
  readonly pieces: ReadonlySet<TextLine>;
}

const FIRST_CHARACTERS = new Set(LABELS.flatMap(([, texts]) => texts.map((text) => text.charAt(0))));
/** One wrong character is allowed from this length on. */
const FUZZY_LENGTH = 4;
/** A label is no wider than this many heights, however far apart its characters are. */
const MAX_WIDTH = 9;

/** Two-character labels are printed far apart, and one half is often lost. */
const LAST_HALVES: Readonly<Record<string, LicenceLabelKey>> = {
  称: 'name',
  型: 'type',
  所: 'address',
  者: 'legalRepresentative',
};
const FIRST_HALVES: Readonly<Record<string, LicenceLabelKey>> = { 名: 'name', 类: 'type', 住: 'address' };

/** The label that starts at a position of a row, if any. */
export function labelAt(row: readonly RowGlyph[], start: number): { key: LicenceLabelKey; length: number } | undefined {
  for (const [key, texts] of LABELS) {
    for (const text of texts) {
      const glyphs = row.slice(start, start + text.length);
      const [first, last] = [glyphs[0], glyphs.at(-1)];
      if (!first || !last || glyphs.length < text.length) continue;
      const misses = glyphs.filter(({ char }, index) => char !== text[index]).length;
      const width = last.x - first.x;
      if (misses > (text.length >= FUZZY_LENGTH ? 1 : 0) || width < 0 || width > MAX_WIDTH * first.height) continue;
      return { key, length: text.length };
    }
  }
  return undefined;
}

/** Every label once: whole ones first, then halves that are aligned with them, then those in the middle of a line. */
export function findLabels(lines: readonly TextLine[]): LicenceLabel[] {
  const whole = wholeLabels(lines);
  const withHalves = [...whole, ...lastHalves(lines, whole)];
  const withFirst = [...withHalves, ...firstHalves(lines, withHalves)];
  return onePerKey([...withFirst, ...innerLabels(lines, withFirst)]);
}

function wholeLabels(lines: readonly TextLine[]): LicenceLabel[] {
  const labels: LicenceLabel[] = [];
  for (const line of [...lines].sort((a, b) => a.left - b.left)) {
    if (!FIRST_CHARACTERS.has(line.text.charAt(0)) || labels.some(({ pieces }) => pieces.has(line))) continue;
    const right = rowAt(lines, line.y, line.height, line.left - 1).filter((textLine) => textLine.left >= line.left - 1);
    const row = glyphsOf(right);
    const start = row.findIndex((glyph) => glyph.line === line);
    const found = start < 0 ? undefined : labelAt(row, start);
    if (!found) continue;
    if (labels.some(({ key, y }) => key === found.key && Math.abs(y - line.y) < line.height)) continue;
    labels.push(labelOf(found.key, line, row.slice(start, start + found.length)));
  }
  return labels;
}

function labelOf(key: LicenceLabelKey, line: TextLine, glyphs: readonly RowGlyph[]): LicenceLabel {
  return {
    key,
    left: line.left,
    firstX: glyphs[0]?.x ?? line.left,
    lastX: glyphs.at(-1)?.x ?? line.left,
    y: line.y,
    height: line.height,
    line,
    pieces: new Set(
      glyphs.filter((glyph) => glyph.line === line || glyph.line.text.length <= 2).map((glyph) => glyph.line),
    ),
  };
}

/** 称, 型, 所 or 者 alone, where other labels end; a longer value may follow in the same line. */
function lastHalves(lines: readonly TextLine[], known: readonly LicenceLabel[]): LicenceLabel[] {
  return lines.flatMap((line) => {
    const key = LAST_HALVES[line.text.charAt(0)];
    const isHalf = line.text.length === 1 || line.text.length >= 4;
    if (!key || !isHalf || isTaken(known, key, line)) return [];
    const above = known.find(({ lastX }) => Math.abs(lastX - (line.left + line.height / 2)) < 1.2 * line.height);
    const x = line.glyphs[0]?.x ?? line.left;
    return above ? [{ ...labelOf(key, line, []), left: above.left, firstX: x, lastX: x, pieces: new Set([line]) }] : [];
  });
}

/** 名, 类 or 住 alone, where other labels start. */
function firstHalves(lines: readonly TextLine[], known: readonly LicenceLabel[]): LicenceLabel[] {
  return lines.flatMap((line) => {
    const key = FIRST_HALVES[line.text];
    if (!key || isTaken(known, key, line)) return [];
    const above = known.find(
      ({ left, firstX, lastX }) => Math.abs(left - line.left) < 1.2 * line.height && lastX > firstX + 1.5 * line.height,
    );
    if (!above) return [];
    const firstX = line.left + line.height / 2;
    const lastX = line.left + (above.lastX - above.left);
    return [{ ...labelOf(key, line, []), firstX, lastX, pieces: new Set([line]) }];
  });
}

const isTaken = (known: readonly LicenceLabel[], key: LicenceLabelKey, line: TextLine) =>
  known.some((label) => label.key === key || label.pieces.has(line));

/** A label of the right column that was read as one line with the value to its left. */
function innerLabels(lines: readonly TextLine[], known: readonly LicenceLabel[]): LicenceLabel[] {
  return lines.flatMap((line) => {
    const row = glyphsOf([line]);
    return row.flatMap((glyph, index) => {
      const before = row[index - 1];
      const isApart = index >= 3 && before && glyph.x - before.x > 1.3 * line.height;
      const found = isApart && index < row.length - 3 ? labelAt(row, index) : undefined;
      if (!found || found.length < FUZZY_LENGTH || known.some(({ key }) => key === found.key)) return [];
      const label = labelOf(found.key, line, row.slice(index, index + found.length));
      return [{ ...label, left: glyph.x - line.height / 2, pieces: new Set<TextLine>() }];
    });
  });
}

/** The most confident of each; of names the topmost, as a scope may contain 名称 too. */
function onePerKey(labels: readonly LicenceLabel[]): LicenceLabel[] {
  const byKey = new Map<LicenceLabelKey, LicenceLabel>();
  for (const label of labels) {
    const other = byKey.get(label.key);
    const isSurer = other && label.line.confidence > other.line.confidence + 0.2;
    if (!other || (isSurer && !(label.key === 'name' && other.y < label.y))) byKey.set(label.key, label);
  }
  return [...byKey.values()];
}

/** The two columns of a landscape licence. */
export interface Columns {
  /** Height of a usual label. */
  readonly height: number;
  /** Left edge of the right column's labels; Infinity with one column. */
  readonly right: number;
}

/**
 * A second column exists if two labels share its edge, or if one of the usual labels of a landscape licence is there.
 */
export function columnsOf(labels: readonly LicenceLabel[]): Columns {
  const height = median(labels.map((label) => label.height)) ?? 24;
  // 登记机关 has no fixed position.
  const fields = labels.filter(({ key }) => key !== 'authority');
  const left = Math.min(...fields.map((label) => label.left));
  const right = fields.filter((label) => label.left > left + 10 * height);
  const isColumn =
    right.length >= 2 || right.some(({ key }) => ['address', 'capital', 'establishedOn', 'term'].includes(key));
  return { height, right: isColumn ? Math.min(...right.map((label) => label.left)) : Number.POSITIVE_INFINITY };
}

/** The end of a label's column. */
export const columnEnd = ({ left }: LicenceLabel, { right, height }: Columns): number =>
  left < right - 5 * height ? right - 0.6 * height : Number.POSITIVE_INFINITY;
