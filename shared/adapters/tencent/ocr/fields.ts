import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { personNameForm } from '../../../../contracts/normal-forms/person-name.ts';
import { creditCodeProblem } from '../../../domain/identity/credit-code.ts';
import type { ReadField, ReadFields } from '../../../domain/media/document.ts';
import type { Evidence } from '../../../domain/media/weights.ts';
import { dayIn, periodIn, type WrittenDay } from './written-dates.ts';

/** A value with the confidence, 0 to 1, that the vendor states, and what else it says of it. */
export interface Read {
  readonly text: string | undefined;
  readonly confidence?: number | undefined;
  readonly evidence?: readonly Evidence[];
}

/** From which confidence on a value counts as stated, by `<action>.<value>`, for example `RecognizeValidIDCardOCR.address`. */
export type StatedLimits = Readonly<Record<string, number>>;

/** Where a value comes from, as it is kept. @param action of the API */
export const originOf = (action: string): string => `tencent.ocr.${action}`;

/** Values that were read; others are left out. */
export function fieldsOf(
  action: string,
  values: Readonly<Record<string, Read>>,
  limits: StatedLimits = {},
): ReadFields {
  const origin = originOf(action);
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, read]): [string, ReadField][] => {
      if (!read.text) return [];
      const { text, confidence, evidence = [] } = read;
      const isStated = confidence !== undefined && confidence >= (limits[`${action}.${name}`] ?? Infinity);
      const field = { text, origin, evidence: isStated ? [...evidence, 'stated' as const] : evidence };
      return [[name, confidence === undefined ? field : { ...field, confidence }]];
    }),
  );
}

/** How each kind of value is read from what a vendor writes. */
export const asText = (text: string): Read => ({ text });
export const asNumber = (text: string): Read => ({ text: certificateForm(text) });
export const asName = (text: string): Read => ({
  text: personNameForm(text),
  evidence: isLacking(personNameForm(text)) ? ['lost-character'] : [],
});
export const asDay = (text: string): Read => ofDay(dayIn(text));
export const asBegin = (text: string): Read => ofDay(periodIn(text).from);
export function asEnd(text: string): Read {
  const { to } = periodIn(text);
  return to === 'long-term' ? { text: to } : ofDay(to);
}

const ofDay = (day: WrittenDay | undefined): Read =>
  day ? { text: day.text, evidence: day.isPossible ? [] : ['impossible'] } : { text: undefined };

/** A sign for a character that nobody knew, or all that is left of a name. */
const isLacking = (name: string): boolean => /[?？〓□■�]/u.test(name) || [...name].length === 1;

/** How often a copy of a licence was printed, behind its number. */
const COPY_MARK = /[（(](副本|\d+[-/]\d+)[)）]$|副本$|(?<=^.{18})\d[-/]\d$/u;
/** Letters that no credit code has, and what they are mistaken for (GB 32100-2015). */
const LOOK_ALIKES: Readonly<Record<string, string>> = { I: '1', O: '0', Z: '2', S: '5' };

/** A credit code without what is printed behind it, and with the digits that its letters must be, if its check character then holds. */
export function asCreditCode(written: string): Read {
  const printed = certificateForm(written.replace(/\s/gu, '').replace(COPY_MARK, ''));
  const mended = printed.replace(/[IOZS]/gu, (letter) => LOOK_ALIKES[letter] ?? letter);
  return { text: creditCodeProblem(mended) ? printed : mended };
}
