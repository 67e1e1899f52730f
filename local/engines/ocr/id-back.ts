import { addMonths, isDay } from '../../../shared/domain/beijing-time.ts';
import { level } from './level.ts';
import { type TextLine, textOf } from './page.ts';
import type { Field, FieldsByKind } from './reading.ts';
import { after, fieldOf, glyphsOf, type RowGlyph, rowAt } from './rows.ts';

/** Years that a 居民身份证 is valid, as the law sets them (居民身份证法, article 5); beside them, from the age of 46 on, 长期. */
const TERMS_IN_YEARS = [5, 10, 20];

const digitsIn = (line: TextLine) => line.text.match(/\d/g)?.length ?? 0;

/** Fields of the side with issuer and validity of a 居民身份证. */
export function idBackFields(lines: readonly TextLine[]): FieldsByKind['id-back'] {
  const levelled = level(lines);
  const dates = levelled.filter((line) => digitsIn(line) >= 6).sort((a, b) => b.text.length - a.text.length)[0];
  const authority = authorityOf(levelled, dates);
  const validity = dates ? validityOf(glyphsOf(rowAt(levelled, dates.y, dates.height))) : {};
  return { ...(authority && { authority }), ...validity };
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
  // The edge of the card or of a fold is read as a stroke.
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

/** Confidence in two days that can't be of one card, at most. */
const IMPLAUSIBLE = 0.5;

const dayOf = (digits: string) => `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;

/** Whether two dates can be the validity of one card: a term that exists, both on the same day of the year. */
export function isPlausibleTerm(from: string, to: string): boolean {
  if (to === 'long-term') return true;
  return TERMS_IN_YEARS.some((years) => {
    const sameDay = from.replace(/^\d{4}/, (year) => String(Number(year) + years));
    // A card of 29 February ends on the 28th or on 1 March.
    return (
      to === sameDay ||
      (from.endsWith('-02-29') && (to === addMonths(from, 12 * years) || to === sameDay.replace('02-29', '03-01')))
    );
  });
}
