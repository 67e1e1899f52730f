import type { ReadCode } from '../cards/code-repair.ts';
import { readCreditCode } from '../cards/codes.ts';
import { voted } from '../cards/second-reading.ts';
import type { Box } from '../picture/box.ts';
import { type Page, type TextLine, textOf } from '../picture/page.ts';
import type { Field, FieldsByKind, LicenceField } from '../reading.ts';
import type { OcrModels } from '../text/models.ts';
import { readStrip, rereadLine } from '../text/reread.ts';
import { certaintyOf } from '../text/rows.ts';
import { codeField, type LicenceLayout, layOutLicence, licenceFields } from './licence.ts';
import { columnEnd, type LicenceLabelKey } from './licence-labels.ts';
import type { LicenceValue } from './licence-values.ts';
import { rowBelow } from './row-below.ts';

/** A licence as read from one page. */
export interface LicenceText {
  readonly fields: FieldsByKind['business-licence'];
  readonly code: ReadCode | undefined;
  /** Labels of values that every licence has, beside which none was read. */
  readonly missing: number;
  /** Positions of lines with required values that are not certain. */
  readonly doubtful: ReadonlySet<Box>;
}

/** Values that are searched again if the detector found none, and their maximum width in heights of a line. */
const STRIP_HEIGHTS: Readonly<Partial<Record<LicenceLabelKey, number>>> = {
  legalRepresentative: 7,
  establishedOn: 10,
  name: 26,
  type: 20,
  address: 22,
};
/** A strip may be empty: its reading must be certain. */
const MIN_STRIP_CONFIDENCE = 0.6;

/** Reads the fields of a licence, and rereads missing or doubtful ones. */
export async function readLicence(models: OcrModels, page: Page): Promise<LicenceText> {
  const layout = layOutLicence(page.lines, models.divisions);
  const code = layout.code?.isValid
    ? layout.code
    : ((await rereadCode(models, page)) ?? (await codeBesideLabel(models, page)) ?? layout.code);
  const values = new Map(layout.values);
  for (const [key, value] of layout.values) {
    const found = isMissing(key, value) ? await rereadValue(models, page, layout, value) : undefined;
    if (found) values.set(key, found);
  }
  const head = values.get('legalRepresentative');
  if (head && isPersonsName(head)) values.set(head.label.key, await votedValue(models, page, head));
  const address = values.get('address');
  if (address) values.set(address.label.key, await wholeAddress(models, page, address, layout.lines));
  const fields = licenceFields({ ...layout, values, code });
  const isCodeMissing = !code && page.lines.some(({ text }) => /信用代码/.test(text));
  const others = ALWAYS_PRINTED.filter((key) => values.has(key) && fields[key] === undefined);
  const missing = others.length + (isCodeMissing ? 1 : 0);
  return { fields, code, missing, doubtful: new Set([...doubtfulCode(page, code), ...doubtfulValues(fields, values)]) };
}

const doubtfulCode = ({ lines }: Page, code: ReadCode | undefined): readonly Box[] =>
  isSureCode(code) ? [] : codeCandidates(lines).map(({ box }) => box);

const doubtfulValues = (
  fields: FieldsByKind['business-licence'],
  values: ReadonlyMap<LicenceLabelKey, LicenceValue>,
): readonly Box[] =>
  REQUIRED.filter((name) => !isSureField(fields[name])).flatMap((name) =>
    (values.get(name)?.glyphs ?? []).map(({ line }) => line.box),
  );

/** Not a company with its delegate in brackets, as in partnerships. */
const isPersonsName = ({ text }: LicenceValue) => /^[\u3400-\u9fff·]{2,6}$/.test(text);

async function votedValue(models: OcrModels, page: Page, value: LicenceValue): Promise<LicenceValue> {
  const glyphs = await voted(models, page, value.glyphs);
  return glyphs.length === 0 ? value : { ...value, text: textOf(glyphs), confidence: certaintyOf(glyphs) };
}

async function wholeAddress(
  models: OcrModels,
  page: Page,
  address: LicenceValue,
  lines: readonly TextLine[],
): Promise<LicenceValue> {
  const end = await rowBelow(models, page, address.glyphs, lines);
  if (end.length === 0) return address;
  const glyphs = [...address.glyphs, ...end];
  return { ...address, text: address.text + textOf(end), confidence: certaintyOf(glyphs), glyphs };
}

/** The number of lines to try, those nearest to a code's length first. */
const CODE_CANDIDATES = 2;

function codeCandidates(lines: readonly TextLine[]): readonly TextLine[] {
  const length = ({ text }: TextLine) => text.replace(/[^0-9A-Z]/g, '').length;
  return lines
    .filter((line) => (line.text.match(/\d/g)?.length ?? 0) >= 8 && length(line) >= 15)
    .sort((a, b) => Math.abs(length(a) - 18) - Math.abs(length(b) - 18))
    .slice(0, CODE_CANDIDATES);
}

async function rereadCode(models: OcrModels, page: Page): Promise<ReadCode | undefined> {
  for (const candidate of codeCandidates(page.lines)) {
    const codes = (await rereadLine(models, page, candidate)).map(readCreditCode);
    const valid = codes.find((code) => code?.isValid && !code.isRepaired);
    if (valid) return valid;
  }
  return undefined;
}

/** The code to the right of its label or below it, if the detector found none; the check digits confirm it. */
async function codeBesideLabel(models: OcrModels, page: Page): Promise<ReadCode | undefined> {
  const label = page.lines.find(({ text }) => /信用代码$/.test(text));
  if (!label) return undefined;
  const { left, right, height } = label;
  const strips = [
    { from: left - 0.3 * height, to: left + 12 * height, below: 1.35 * height, height: 1.15 * height },
    { from: right, to: right + 14 * height, height: 1.15 * height },
  ];
  for (const strip of strips) {
    const line = await readStrip(models, page, label, strip);
    const code = line && readCreditCode(line);
    if (code?.isValid && !code.isRepaired) return code;
  }
  return undefined;
}

/** Their strip holds the whole value, so that it can be read again from the left edge of its column. */
const ONE_STRIP: readonly LicenceLabelKey[] = ['legalRepresentative', 'type', 'establishedOn'];

function isMissing(key: LicenceLabelKey, { text, isLate }: LicenceValue): boolean {
  if (isLate && ONE_STRIP.includes(key)) return true;
  if (key === 'establishedOn') return !/\d{4}.*\d/.test(text);
  if (key === 'legalRepresentative') return text.replace(/[^\u3400-\u9fff·]/g, '').length < 2;
  return text === '';
}

async function rereadValue(
  models: OcrModels,
  page: Page,
  { columns, values }: LicenceLayout,
  { label, text }: LicenceValue,
): Promise<LicenceValue | undefined> {
  const span = STRIP_HEIGHTS[label.key];
  if (span === undefined) return undefined;
  const { height } = columns;
  const starts = [...values.values()].flatMap(({ label: other, x }) =>
    x !== undefined && other !== label && Math.abs(other.left - label.left) < 3 * height ? [x] : [],
  );
  const from = starts.length > 0 ? Math.min(...starts) - 0.7 * height : label.lastX + 0.8 * height;
  const to = Math.min(from + span * height, columnEnd(label, columns));
  if (to - from < 2 * height) return undefined;
  const line = await readStrip(models, page, label.line, { from, to, height: 1.15 * height });
  if (!line || line.confidence <= MIN_STRIP_CONFIDENCE || line.text.length < 2) return undefined;
  const rest = label.key === 'address' || label.key === 'name' ? text : '';
  return {
    label,
    text: line.text + rest,
    confidence: line.confidence,
    x: line.glyphs[0]?.x,
    isLate: false,
    glyphs: [],
  };
}

/** Values that no licence is without. */
const ALWAYS_PRINTED = ['name', 'type', 'address', 'legalRepresentative', 'establishedOn'] as const;

/** The fields that a filing requires. */
const REQUIRED = ['name', 'address', 'legalRepresentative'] as const;
/** Above this a field is right in nine of ten cases; below, a second reading pays off. */
const SURE = 0.93;

const isSureField = (field: Field | undefined): boolean => field !== undefined && field.confidence > SURE;
const isSureCode = (code: ReadCode | undefined): boolean => code?.isValid === true && !code.isRepaired;

/** Whether another reading of the same licence can't add enough for its time. */
export const isSure = ({ fields, code }: LicenceText): boolean =>
  isSureCode(code) && REQUIRED.every((name) => isSureField(fields[name]));

/** Whether all required fields were found, at any confidence. */
export const isWhole = ({ fields, code }: LicenceText): boolean =>
  isSureCode(code) && REQUIRED.every((name) => fields[name] !== undefined);

/** The more confident field of two pages of the same licence; the first one's in doubt. */
export function surerOf(first: LicenceText, second: LicenceText): LicenceText {
  const names = new Set([...Object.keys(first.fields), ...Object.keys(second.fields)] as LicenceField[]);
  const fields = [...names].map((name) => [name, surerField(first.fields[name], second.fields[name])] as const);
  const code = rankOf(second.code) < rankOf(first.code) ? second.code : first.code;
  const creditCode = code && codeField(code);
  const missing = Math.min(first.missing, second.missing);
  return { ...first, fields: { ...Object.fromEntries(fields), ...(creditCode && { creditCode }) }, code, missing };
}

/** If two readings are both this confident and differ, one of them is wrong. */
const BOTH_SURE = 0.95;
/** Maximum confidence of such a value. */
const CONTESTED = 0.9;

function surerField(first: Field | undefined, second: Field | undefined): Field | undefined {
  if (!first || !second) return first ?? second;
  if (first.text === second.text) return first.confidence >= second.confidence ? first : second;
  // A value that continues after the end of the other is complete: print gets lost, but never added.
  if (first.text.startsWith(second.text)) return first;
  if (second.text.startsWith(first.text)) return second;
  const [surer, other] = second.confidence > first.confidence + 0.01 ? [second, first] : [first, second];
  return other.confidence < BOTH_SURE ? surer : { ...surer, confidence: Math.min(surer.confidence, CONTESTED) };
}

const rankOf = (code: ReadCode | undefined) => (!code ? 3 : !code.isValid ? 2 : code.isRepaired ? 1 : 0);
