import { type TextLine, textOf } from '../picture/page.ts';
import { glyphsOf, rowAt } from '../text/rows.ts';
import type { ReadCode } from './code-repair.ts';
import { type Holder, readIdNumber } from './codes.ts';

/** The number and its line. */
export interface NumberLine {
  readonly line: TextLine;
  readonly code: ReadCode;
}

/**
 * The ID number's line: a valid number before any other, the lowest line first. It is below all labels, unlike numbers in
 * an address or a watermark.
 */
export function findIdNumber(lines: readonly TextLine[], holder: Holder): NumberLine | undefined {
  const labels = lines.filter(({ text }) => /^(姓名|性别|出生|住址)/.test(text));
  const top = Math.max(Number.NEGATIVE_INFINITY, ...labels.map(({ y, height }) => y + 0.5 * height));
  const found = lines
    .filter(({ y, text }) => y > top || /身份|号码/.test(text))
    .sort((a, b) => b.y - a.y)
    .flatMap((line) => {
      const code = /[0-9OIlZSBDQG]{5}/.test(line.text) ? readIdNumber(line, holder) : undefined;
      return code ? [{ line, code }] : [];
    });
  const rank = ({ code }: NumberLine) => (code.isValid ? (code.isRepaired ? 1 : 0) : 2);
  return found.sort((a, b) => rank(a) - rank(b))[0] ?? splitIdNumber(lines, holder);
}

/** The number if it was found as several boxes of one row. */
function splitIdNumber(lines: readonly TextLine[], holder: Holder): NumberLine | undefined {
  const label = lines.find((line) => /身份号|号码/.test(line.text));
  if (!label) return undefined;
  const glyphs = glyphsOf(rowAt(lines, label.y, label.height));
  const line = { ...label, glyphs, text: textOf(glyphs), right: glyphs.at(-1)?.x ?? label.right };
  const code = readIdNumber(line, holder);
  return code && { line, code };
}
