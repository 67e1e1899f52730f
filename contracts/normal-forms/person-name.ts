import { isHan } from './han.ts';
import { encodedForm, textForm, withMiddleDots } from './text.ts';

/**
 * The name of a person as it is stored, sent and printed: as `textForm`, between Chinese characters without blanks and with the
 * middle dot of minority names, however it was typed (`阿依古丽．艾山` → `阿依古丽·艾山`), and with the public code of characters
 * that had a private one in GB 18030. Names in letters keep their blanks.
 */
export function personNameForm(text: string): string {
  const form = encodedForm(textForm(text));
  return [...form].some(isHan) ? withMiddleDots(form.replace(/ /g, '').replace(/．/gu, '.')) : form;
}

/** Signs that stand for a character nobody knew, and private codes, which each device shows otherwise. */
const UNKNOWN = /[?？〓□■�\p{Co}]/u;
const DIGIT = /\p{Nd}/u;

/** Why a name in normal form can't be one of a person; undefined when it can. */
export function personNameProblem(name: string): 'digit' | 'unknown-character' | undefined {
  if (UNKNOWN.test(name)) return 'unknown-character';
  return DIGIT.test(name) ? 'digit' : undefined;
}
