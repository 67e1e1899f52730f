import { CARRIER_PREFIXES } from '../data/mobile-prefixes.ts';

/** Phone numbers of the mainland. Source of the formats: libphonenumber zh/86, 2026-07. */

/** The number in half-width, without spaces, with one kind of dash. */
export const normalPhone = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/gu, '')
    .replace(/[‐‑‒–—―−]/gu, '-');

export const isMobile = (text: string): boolean => /^1[3-9]\d{9}$/.test(normalPhone(text));

const LANDLINE = /^(0(?:10|2\d|[3-9]\d{2}))-?\d{7,8}(?:-\d{1,6})?$/;

export const isLandline = (text: string): boolean => LANDLINE.test(normalPhone(text));

/** `0755` of `0755-12345678`; undefined for anything but a landline. */
export const areaCodeOf = (text: string): string | undefined => LANDLINE.exec(normalPhone(text))?.[1];

/** Whether two numbers are the same, however they are written; extensions are different numbers. */
export const samePhone = (one: string, other: string): boolean => phoneKey(one) === phoneKey(other);

/** A number without the dash after its area code, for comparisons. */
export const phoneKey = (text: string): string => normalPhone(text).replace(/^(0\d{2,3})-/, '$1');

/** Whether the verification SMS may not arrive: the prefix is that of a virtual operator, or unknown. */
export const mayMissSms = (mobile: string): boolean =>
  !CARRIER_PREFIXES.some((prefix) => normalPhone(mobile).startsWith(prefix));

/**
 * The eleven digits of a mobile number as people paste it: `+86 138-2223-0017`, `0086…`, full-width digits.
 *
 * @returns undefined for anything else.
 */
export function mobileOf(text: string): string | undefined {
  const digits = normalPhone(text)
    .replaceAll('-', '')
    .replace(/^(?:\+|00)86(?=1)/, '');
  return isMobile(digits) ? digits : undefined;
}
