import { textKey } from '../../../contracts/normal-forms/text.ts';
import type { Place } from '../../../contracts/review-desk/evidence.ts';

/** A character that a machine saw in a picture. */
export interface SeenCharacter {
  readonly text: string;
  readonly place: Place;
}

/** The characters of a line in the order of reading. */
export type SeenLine = readonly SeenCharacter[];

/** A value of so many signs may be printed in several lines. */
const LONG = 8;
/** Shorter parts of it stand in other values, too. */
const SHORTEST_PART = 4;
/** The share of a long value that must be found: the rest was read otherwise at the second time. */
const MOST_OF_IT = 0.7;

/**
 * Where a value is printed: every place that has all of it, else the lines that have its parts in their order. A number or code is
 * found as a whole or not at all. Signs that are no letter or digit make no difference.
 *
 * @param value as it was read: days as `YYYY-MM-DD`, an open end as `long-term`.
 */
export function placesOf(value: string, lines: readonly SeenLine[]): readonly Place[] {
  const printed = lines.map(signsOf);
  const forms = formsOf(value).map((form) => [...form]);
  const whole = forms.flatMap((form) => printed.flatMap((line) => allOf(form, line)));
  const [form = []] = forms;
  if (whole.length > 0 || form.length < LONG || isCode(form)) return whole;
  return partsOf(form, printed);
}

/** Days are printed in several ways. */
function formsOf(value: string): readonly string[] {
  if (value === 'long-term') return ['长期'];
  const [, year, month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  if (year === undefined) return [plain(value)];
  return [...new Set([`${year}${month}${day}`, `${year}年${+month}月${+day}日`, `${year}年${month}月${day}日`])];
}

const plain = (text: string): string => textKey(text).replace(/[^\p{L}\p{N}]/gu, '');

const isCode = (form: readonly string[]): boolean => form.every((sign) => /[0-9A-Z]/.test(sign));

interface Sign {
  readonly sign: string;
  readonly place: Place;
}

const signsOf = (line: SeenLine): readonly Sign[] =>
  line.flatMap(({ text, place }) => [...plain(text)].map((sign) => ({ sign, place })));

function allOf(form: readonly string[], line: readonly Sign[]): readonly Place[] {
  if (form.length === 0) return [];
  return line.flatMap((_, from) => {
    const part = line.slice(from, from + form.length);
    return part.length === form.length && part.every(({ sign }, index) => sign === form[index]) ? [around(part)] : [];
  });
}

/** From the first to the last of them. */
function around(part: readonly Sign[]): Place {
  const [first, last] = [part[0] as Sign, part.at(-1) as Sign];
  return [first.place[0], last.place[1], last.place[2], first.place[3]];
}

function partsOf(form: readonly string[], lines: readonly (readonly Sign[])[]): readonly Place[] {
  const parts = lines
    .map((line) => longestPart(form, line))
    .filter(({ length }) => length >= SHORTEST_PART)
    .sort((first, second) => first.inForm - second.inForm);
  const found = new Set(parts.flatMap(({ inForm, length }) => Array.from({ length }, (_, index) => inForm + index)));
  return found.size >= MOST_OF_IT * form.length ? parts.map(({ signs }) => around(signs)) : [];
}

/** The longest run of signs that a value and a line have in common. */
function longestPart(form: readonly string[], line: readonly Sign[]) {
  let [inForm, inLine, length] = [0, 0, 0];
  let before: number[] = [];
  form.forEach((sign, index) => {
    const here = line.map((printed, to) => (printed.sign === sign ? (to > 0 ? (before[to - 1] ?? 0) : 0) + 1 : 0));
    here.forEach((run, to) => {
      if (run > length) [inForm, inLine, length] = [index + 1 - run, to + 1 - run, run];
    });
    before = here;
  });
  return { inForm, length, signs: line.slice(inLine, inLine + length) };
}
