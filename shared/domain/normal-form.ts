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
    .replace(/(?<=(.))[.•・‧∙⋅](?=(.))/gu, (dot, before: string, after: string) => (isHan(before + after) ? '·' : dot))
    .toUpperCase();

/**
 * The form in which two writings of a name or address are compared: full and half width, kinds of brackets, dashes and middle dots,
 * letter case, all spaces, and several codes for one character make no difference (DM-19, FD-19). For comparison only, never for showing or
 * storing.
 */
export function normalForm(text: string): string {
  const form = simplified(text);
  // Where a space went, letters and marks that it kept apart may join: simplified again until nothing changes.
  return form === text ? form : normalForm(form);
}

/** Whether two writings mean the same. */
export const sameText = (one: string, other: string): boolean => normalForm(one) === normalForm(other);
