import { FIRST_PRIVATE_CODE, PRIVATE_CODE_CHARACTERS } from './data/character-variants.ts';
import { isHan } from './han.ts';

const ENCODED = [...PRIVATE_CODE_CHARACTERS];
const encoded = (text: string): string =>
  text.replace(/[\ue815-\ue864]/g, (code) => ENCODED[code.charCodeAt(0) - FIRST_PRIVATE_CODE] ?? code);

const simplified = (text: string): string =>
  encoded(text)
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[〔［【[{]/gu, '(')
    .replace(/[〕］】\]}]/gu, ')')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[.•・‧∙⋅]/gu, (dot, at: number, whole: string) => (isBetweenHan(whole, at) ? '·' : dot))
    .toUpperCase();

/** Without a look behind, which a phone of 2022 does not know. A character may have two UTF-16 units. */
function isBetweenHan(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].pop();
  const [after] = text.slice(at + 1, at + 3);
  return before !== undefined && after !== undefined && isHan(before + after);
}

/**
 * The form in which names and addresses are compared: width, kinds of brackets, dashes and middle dots, letter case,
 * spaces, and several codes for one character make no difference (DM-19, FD-19). For comparison only, not for display
 * or storage.
 */
export function normalForm(text: string): string {
  const form = simplified(text);
  // Without a space, a letter and a mark may combine: repeat until nothing changes.
  return form === text ? form : normalForm(form);
}

/** Whether two texts have the same normal form. */
export const sameText = (one: string, other: string): boolean => normalForm(one) === normalForm(other);
