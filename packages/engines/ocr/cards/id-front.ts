import { birthDateIn, sexIn } from '../../certificate-numbers.ts';
import { level } from '../picture/level.ts';
import { type Glyph, type TextLine, textOf } from '../picture/page.ts';
import { CONTRADICTED, type Field, type FieldsByKind } from '../reading.ts';
import { after, fieldOf, glyphsOf, hasHoles, type RowGlyph, rowAt, rowsOf, startsLate } from '../text/rows.ts';
import type { ReadCode } from './code-repair.ts';
import type { Holder } from './codes.ts';
import type { Division } from './division.ts';
import { isWholeAddress, withDivisionNames, withStrokes } from './division-names.ts';
import { type Body, bodyOf } from './id-front-body.ts';
import type { NumberLine } from './id-number.ts';

const HAN = /[\u3400-\u9fff]/;
const ADDRESS = /[\u3400-\u9fffA-Za-z0-9·\-—#()〇、,.]/;

/** A misread label 住址, at the start of the address. */
const ADDRESS_LABEL = /^([住主][址上止土吐]?|址)/;
/** Remains of the card's border and the label before the address. */
const ADDRESS_NOISE = /^[A-Za-z·.,\-—一丨]+/;

/** The holder as the print besides the number shows them. */
export const holderOf = (lines: readonly TextLine[], today: string): Holder => ({
  today,
  birthday: birthDateOf(bodyOf(level(lines), undefined))?.text,
});

/** The characters of the values without check digits, with their lines. */
export interface IdFrontText {
  readonly name: readonly RowGlyph[];
  readonly address: readonly RowGlyph[];
}

export function idFrontText(
  lines: readonly TextLine[],
  number: NumberLine | undefined,
  divisions: readonly Division[] = [],
): IdFrontText {
  const card = bodyOf(level(lines), number);
  return { name: nameOf(card), address: addressOf(card, divisions) };
}

/**
 * Fields of the portrait side of a 居民身份证. Values are to the left of the portrait, whose edge follows from the number:
 * its first digit plus 62% of its length.
 *
 * @param text a better reading of name and address than in the lines.
 */
export function idFrontFields(
  lines: readonly TextLine[],
  number: NumberLine | undefined,
  text: { readonly name: readonly Glyph[]; readonly address: readonly RowGlyph[] } = idFrontText(lines, number),
): FieldsByKind['id-front'] {
  const card = bodyOf(level(lines), number);
  const name = wholeName(fieldOf(text.name, NAME), isNameLate(card, text));
  const address = addressField(text.address);
  const printedSex = onRow(card, card.sex, /性?别([男女])/);
  const nation = onRow(card, card.nation ?? card.sex, /族([\u3400-\u9fff]{1,5})/);
  const code = number?.code.isValid ? number.code : undefined;
  const sex = asInNumber(printedSex, code && sexIn(code.text), code);
  const birthDate = asInNumber(birthDateOf(card), code && birthDateIn(code.text), code);
  return {
    ...(name && { name }),
    ...(sex && { sex }),
    ...(nation && { nation: { ...nation, text: nation.text.replace(/(?<=.)族$/, '') } }),
    ...(birthDate && { birthDate }),
    ...(address && { address }),
    ...(number && { idNumber: numberField(number.code) }),
  };
}

/** A number that fails its check digit is doubtful. */
const numberField = ({ text, confidence, isValid }: ReadCode): Field => ({
  text,
  confidence: isValid ? confidence : Math.min(confidence, CONTRADICTED),
});

/** A printed value that is also in the number: the number fills a missing value, and makes a different one doubtful. */
function asInNumber(read: Field | undefined, told: string | undefined, code: ReadCode | undefined): Field | undefined {
  if (!code || told === undefined) return read;
  if (!read) return { text: told, confidence: code.confidence };
  return read.text === told ? read : { ...read, confidence: Math.min(read.confidence, CONTRADICTED) };
}

function onRow({ lines, right }: Body, label: TextLine | undefined, pattern: RegExp): Field | undefined {
  if (!label) return undefined;
  const row = glyphsOf(rowAt(lines, label.y, label.height, Number.NEGATIVE_INFINITY, right));
  const match = pattern.exec(textOf(row));
  if (!match?.[1]) return undefined;
  const start = match.index + match[0].length - match[1].length;
  return fieldOf(row.slice(start, start + match[1].length), HAN);
}

function birthDateOf({ lines, birth, right }: Body): Field | undefined {
  if (!birth) return undefined;
  const row = glyphsOf(rowAt(lines, birth.y, birth.height, Number.NEGATIVE_INFINITY, right));
  const [, year, month = '', day = ''] = /(\d{4})年(\d{1,2})月(\d{1,2})/.exec(textOf(row)) ?? [];
  const digits = fieldOf(row, /\d/);
  if (!year || !digits) return undefined;
  return { text: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`, confidence: digits.confidence };
}

function addressOf(card: Body, divisions: readonly Division[]): readonly RowGlyph[] {
  const { lines, right, bottom, height, address, birth, sex, nation, name } = card;
  const above = birth ?? sex ?? name;
  const top = address ? address.y - 0.55 * address.height : above ? above.y + 0.7 * height : undefined;
  if (top === undefined) return [];
  const others = [birth, sex, nation, name];
  const rows = rowsOf(
    lines.filter(
      (line) =>
        line.y > top &&
        line.y < bottom &&
        line.left < right &&
        !others.includes(line) &&
        !/样张|公民身份|^(出生|性别|民族|姓名)/.test(line.text),
    ),
  );
  const block = rows.slice(0, endOfBlock(rows, 2.4 * height));
  const glyphs = block.flatMap((row) => glyphsOf(row.lines));
  const values = after(glyphs, ADDRESS_LABEL).filter(({ x }) => x > card.left);
  return withDivisionNames(after(values, ADDRESS_NOISE), divisions);
}

function addressField(glyphs: readonly RowGlyph[]): Field | undefined {
  const field = fieldOf(glyphs, ADDRESS);
  if (!field) return undefined;
  // A sign that no address has is a misread character.
  const hasStranger = glyphs.slice(0, -1).some(({ char }) => !ADDRESS.test(char));
  const isWhole = !hasStranger && !hasHoles(glyphs) && isWholeAddress(field.text);
  const confidence = isWhole ? field.confidence : Math.min(field.confidence, CONTRADICTED);
  return { text: withStrokes(field.text), confidence };
}

/** The number of rows until the first gap of more than `maxGap`. */
function endOfBlock(rows: readonly { y: number }[], maxGap: number): number {
  const gap = rows.findIndex((row, index) => index > 0 && row.y - (rows[index - 1]?.y ?? row.y) > maxGap);
  return gap < 0 ? rows.length : gap;
}

const NAME = /[\u3400-\u9fff·]/;

/** The characters of the name. */
function nameOf(card: Body): readonly RowGlyph[] {
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
function isNameLate(
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
const wholeName = (field: Field | undefined, isLate: boolean): Field | undefined =>
  field && (isLate || field.text.length < 2)
    ? { ...field, confidence: Math.min(field.confidence, CONTRADICTED) }
    : field;
