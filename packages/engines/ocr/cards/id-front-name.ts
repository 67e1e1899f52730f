import type { Glyph, TextLine } from '../picture/page.ts';
import { CONTRADICTED, type Field } from '../reading.ts';
import { after, glyphsOf, type RowGlyph, rowAt, startsLate } from '../text/rows.ts';
import type { Body } from './id-front-body.ts';

export const NAME = /[\u3400-\u9fff·]/;

/** The characters of the name. */
export function nameOf(card: Body): readonly RowGlyph[] {
  const { lines, name, sex, nation, birth, bottom, left, right, height } = card;
  if (name) {
    const row = glyphsOf(rowAt(lines, name.y, Math.max(name.height, height), name.left - 1, right));
    const read = after(
      row.filter(({ x }) => x < right),
      /^姓?名?/,
    ).filter(({ char, x }) => x > left && NAME.test(char));
    if (read.length > 0) return trimmed([...read, ...restOfName(card, name, read)]);
  }
  // The label was lost: take the lowest line of only Han characters above 性别.
  const top = (sex ?? nation ?? birth)?.y ?? bottom;
  const line = lines
    .filter((textLine) => textLine.y < top - 0.6 * height && textLine.left < right && textLine.right > left + height)
    .filter(({ text }) => /^[\u3400-\u9fff·]{2,}$/.test(text))
    .sort((a, b) => b.y - a.y)[0];
  return line ? trimmed(after(glyphsOf([line]), /^姓?名/).filter(({ x }) => x > left)) : [];
}

/** A shorter name has no second row. */
const FULL_ROW = 6;

/** The second row of a long name: between it and 性别, at the same left edge. */
function restOfName(card: Body, label: TextLine, read: readonly RowGlyph[]): readonly RowGlyph[] {
  const { lines, sex, right, height } = card;
  const [first, last] = [read[0], read.at(-1)];
  if (!sex || !first || !last || read.length < FULL_ROW) return [];
  const row = lines.find(
    (line) =>
      line !== last.line &&
      line.y > last.line.y + 0.5 * last.line.height &&
      line.y < sex.y - 0.5 * sex.height &&
      Math.abs(line.left + 0.3 * line.height - first.x) < height &&
      line.left > label.left + label.height &&
      line.left < right &&
      /^[\u3400-\u9fff·]+$/.test(line.text),
  );
  return row ? glyphsOf([row]) : [];
}

/** Without dots at its ends, which are dirt, and without a stroke before it: 一 is not a surname. */
function trimmed(name: readonly RowGlyph[]): readonly RowGlyph[] {
  const isDot = ({ char }: RowGlyph) => char === '·';
  const start = name.findIndex((glyph) => !isDot(glyph) && glyph.char !== '一');
  return start < 0 ? [] : name.slice(start, name.findLastIndex((glyph) => !isDot(glyph)) + 1);
}

/** Whether the name begins further right than the sex and the address, which are printed below it. */
export function isNameLate(
  { sex, name, height, lines, left }: Body,
  text: { readonly name: readonly Glyph[]; readonly address: readonly RowGlyph[] },
): boolean {
  const [first, address] = [text.name[0], text.address[0]];
  const printedSex =
    sex && glyphsOf(rowAt(lines, sex.y, sex.height)).find(({ char, x }) => x > left && /[男女]/.test(char));
  if (!first || !address || !printedSex || !name || !sex) return false;
  const others = [
    { x: printedSex.x, y: sex.y },
    { x: address.x, y: address.line.y },
  ];
  return startsLate({ x: first.x, y: name.y }, others, height);
}

/** No name has only one character: the others were lost. */
export const wholeName = (field: Field | undefined, isLate: boolean): Field | undefined =>
  field && (isLate || field.text.length < 2)
    ? { ...field, confidence: Math.min(field.confidence, CONTRADICTED) }
    : field;
