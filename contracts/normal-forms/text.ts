import { INVISIBLE, withHyphens, withoutSpaces } from './characters.ts';
import { isHan } from './han.ts';

/**
 * Characters without a Unicode code in GBK and the first edition of GB 18030 (rows FE50 to FEA0). Programs and data of
 * that time use private codes from U+E815 on. They still occur in names such as 张䶮.
 *
 * Source: GB 18030-2022, which has a code for each of them. Decoding FE50 to FEA0 by the WHATWG Encoding Standard gives
 * the same, except for six characters beyond the BMP.
 */
const FIRST_PRIVATE_CODE = 0xe815;
const ENCODED = [
  ...'⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻',
];
/** With the public code of each of these characters. */
export const encodedForm = (text: string): string =>
  text.replace(/[\ue815-\ue864]/g, (code) => ENCODED[code.charCodeAt(0) - FIRST_PRIVATE_CODE] ?? code);

/**
 * A name or an address as it is stored: letters, digits and spaces in half-width, spaces only between other characters, and
 * round brackets in Chinese text in full-width, as certificates print them. Every other character stays as it was typed.
 */
export function textForm(text: string): string {
  const tidy = text
    .replace(INVISIBLE, '')
    .replace(/[Ａ-Ｚａ-ｚ０-９]/g, (letter) => letter.normalize('NFKC'))
    .replace(/[^\S\r\n]+/gu, ' ')
    .trim();
  return [...tidy].some(isHan) ? tidy.replace(/\(/g, '（').replace(/\)/g, '）') : tidy;
}

const simplified = (text: string): string =>
  withMiddleDots(
    withHyphens(withoutSpaces(encodedForm(text)))
      .replace(/[〔［【[{]/gu, '(')
      .replace(/[〕］】\]}]/gu, ')'),
  ).toUpperCase();

/** Every kind of dot between Chinese characters as that of minority names. */
export const withMiddleDots = (text: string): string =>
  text.replace(/[.•・‧∙⋅]/gu, (dot, index: number, whole: string) => (isBetweenHan(whole, index) ? '·' : dot));

/** Without a look behind, which a phone of 2022 does not know. A character may have two UTF-16 units. */
function isBetweenHan(text: string, index: number): boolean {
  const before = [...text.slice(Math.max(0, index - 2), index)].pop();
  const [after] = text.slice(index + 1, index + 3);
  return before !== undefined && after !== undefined && isHan(before + after);
}

/**
 * The form in which names and addresses are compared: width, kinds of brackets, dashes and middle dots, letter case,
 * spaces, characters that nobody sees, and several codes for one character make no difference (DM-19, FD-19). For
 * comparison only, not for display or storage.
 */
export function textKey(text: string): string {
  const form = simplified(text);
  // A folded character may make others fold: repeat until nothing changes.
  return form === text ? form : textKey(form);
}

/** Whether two texts have the same key. */
export const sameText = (first: string, second: string): boolean => textKey(first) === textKey(second);
