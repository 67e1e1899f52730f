import { isDay } from '../../calendar-day.ts';
import { level } from '../picture/level.ts';
import { type TextLine, textOf } from '../picture/page.ts';
import type { Field, FieldsByKind } from '../reading.ts';
import { after, fieldOf, glyphsOf, type RowGlyph, rowAt } from '../text/rows.ts';
import { isPlausibleTerm } from './card-term.ts';
import type { Division } from './division.ts';

const digitsIn = (line: TextLine) => line.text.match(/\d/g)?.length ?? 0;

/**
 * Fields of the side with issuer and validity of a 居民身份证.
 *
 * @param divisions whose police issues cards; without any every issuer is believed.
 */
export function idBackFields(lines: readonly TextLine[], divisions: readonly Division[] = []): FieldsByKind['id-back'] {
  const levelled = level(lines);
  const dates = levelled.filter((line) => digitsIn(line) >= 6).sort((a, b) => b.text.length - a.text.length)[0];
  const authority = ofDivision(authorityOf(levelled, dates), divisions);
  const validity = dates ? validityOf(glyphsOf(rowAt(levelled, dates.y, dates.height))) : {};
  return { ...(authority && { authority }), ...validity };
}

/** Maximum confidence of an issuer of no known division, or of no office: its first or last characters are missing. */
const UNKNOWN_ISSUER = 0.85;

function ofDivision(issuer: Field | undefined, divisions: readonly Division[]): Field | undefined {
  const isPlace = divisions.length === 0 || divisions.some(({ name }) => issuer?.text.startsWith(name));
  const isOffice = /[局处]$/.test(issuer?.text ?? '');
  return !issuer || (isPlace && isOffice)
    ? issuer
    : { ...issuer, confidence: Math.min(issuer.confidence, UNKNOWN_ISSUER) };
}

function authorityOf(lines: readonly TextLine[], dates: TextLine | undefined): Field | undefined {
  const byY = [...lines].sort((a, b) => a.y - b.y);
  const label = byY.find(({ text }) => /签发机关|机关/.test(text)) ?? byY.find(({ text }) => /公安局/.test(text));
  if (!label) return undefined;
  const bottom = (dates?.y ?? label.y + 2 * label.height) - 0.5 * label.height;
  const below = byY.filter(
    ({ y, text }) =>
      y > label.y + 0.6 * label.height && y < bottom && /[\u3400-\u9fff]/.test(text) && !/有效|期限/.test(text),
  );
  const row = after(glyphsOf(rowAt(lines, label.y, label.height)), /^.*?机关/);
  // The edge of the card or of a fold can be misread as a stroke.
  const glyphs = after([...row, ...below.flatMap((line) => line.glyphs)], /^[^\u3400-\u9fff]*[一丨、]?/);
  return fieldOf(glyphs, /[\u3400-\u9fff]/);
}

function validityOf(row: readonly RowGlyph[]): FieldsByKind['id-back'] {
  const value = after(row, /^.*?期限?/);
  const text = textOf(value).replace(/[OoD]/g, '0').replace(/[Il|]/g, '1');
  const digits = text.replace(/\D/g, '');
  const confidence = fieldOf(value, /./)?.confidence ?? 0;
  // Cards with these dates exist since 2004.
  const field = (day: string): Field | undefined =>
    isDay(day) && day.startsWith('20') ? { text: day, confidence } : undefined;
  const isOpen = /长|期$/.test(text) && digits.length < 12;
  const validFrom = field(dayOf(digits.slice(0, 8)));
  const validTo = isOpen ? { text: 'long-term', confidence } : field(dayOf(digits.slice(8, 16)));
  const isDoubtful = validFrom && validTo && !isPlausibleTerm(validFrom.text, validTo.text);
  const marked = (day: Field) => (isDoubtful ? { ...day, confidence: Math.min(day.confidence, IMPLAUSIBLE) } : day);
  return { ...(validFrom && { validFrom: marked(validFrom) }), ...(validTo && { validTo: marked(validTo) }) };
}

/** Maximum confidence of two days that can't be of one card. */
const IMPLAUSIBLE = 0.5;

const dayOf = (digits: string) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
