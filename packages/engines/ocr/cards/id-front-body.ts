import type { TextLine } from '../picture/page.ts';
import { median } from '../text/rows.ts';
import type { NumberLine } from './id-number.ts';

/** The part of the card with the values, and its labels. */
export interface Body {
  readonly lines: readonly TextLine[];
  /** Middle of the number's row. */
  readonly bottom: number;
  /** Between the labels and the values; −Infinity without a number. */
  readonly left: number;
  /** Left edge of the portrait. */
  readonly right: number;
  readonly height: number;
  readonly name: TextLine | undefined;
  readonly sex: TextLine | undefined;
  readonly nation: TextLine | undefined;
  readonly birth: TextLine | undefined;
  readonly address: TextLine | undefined;
}

export function bodyOf(lines: readonly TextLine[], number: NumberLine | undefined): Body {
  const numberRow =
    lines.find((line) => line.box === number?.line.box) ?? lines.find((line) => /公民|身份|号码/.test(line.text));
  const bottom = numberRow?.y ?? Number.POSITIVE_INFINITY;
  const body = lines.filter((line) => line.y < bottom - 0.5 * line.height);
  const byLabel = (pattern: RegExp, above = Number.POSITIVE_INFINITY) =>
    body.filter((line) => line.y < above && pattern.test(line.text)).sort((a, b) => a.left - b.left)[0];
  const address = byLabel(/^住?址/) ?? byLabel(/^住/);
  return {
    lines: body,
    bottom,
    left: (numberRow && valuesEdge(numberRow)) ?? Number.NEGATIVE_INFINITY,
    right: numberRow ? portraitEdge(numberRow) : Number.POSITIVE_INFINITY,
    height: median(body.map((line) => line.height)) ?? 40,
    name: byLabel(/^姓名?/) ?? byLabel(/^名/),
    sex: byLabel(/^性?别/),
    // 族 also begins rows of addresses: 回族自治州.
    nation: byLabel(/民族|^族/, address && address.y - 0.6 * address.height),
    birth: byLabel(/出生|年.{1,2}月.{1,2}日/),
    address,
  };
}

/** Left of the number's first digit, by its length, where labels end and values begin. */
const VALUES_EDGE = 0.34;

function valuesEdge(line: TextLine): number | undefined {
  const digits = line.glyphs.filter(({ char }) => /[0-9X]/.test(char)).map(({ x }) => x);
  const [first, last] = [digits[0], digits.at(-1)];
  const isWhole = first !== undefined && last !== undefined && digits.length >= 16;
  return isWhole ? first - VALUES_EDGE * (last - first) : undefined;
}

function portraitEdge(line: TextLine): number {
  const digits = line.glyphs.filter(({ char }) => /[0-9X]/.test(char)).map(({ x }) => x);
  const [first, last] = [digits[0], digits.at(-1)];
  if (first !== undefined && last !== undefined && digits.length >= 14) return first + 0.62 * (last - first);
  return line.left + (line.right - line.left) * (/码/.test(line.text) ? 0.72 : 0.62);
}
