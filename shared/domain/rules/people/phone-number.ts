import { areaCodeIn, isMobileForm, phoneForm } from '../../../../contracts/normal-forms/phone.ts';
import { CARRIER_PREFIXES } from '../../data/mobile-prefixes.ts';

export const isMobile = (text: string): boolean => isMobileForm(phoneForm(text));

export const isLandline = (text: string): boolean => areaCodeOf(text) !== undefined;

/** `0755` of `0755-12345678`; undefined for anything but a landline. */
export const areaCodeOf = (text: string): string | undefined => areaCodeIn(phoneForm(text));

/** Whether two numbers are the same, however they are written; extensions are different numbers. */
export const samePhone = (first: string, second: string): boolean => phoneForm(first) === phoneForm(second);

/** Whether the verification SMS may not arrive: the prefix is that of a virtual operator, or unknown. */
export const mayMissSms = (mobile: string): boolean =>
  !CARRIER_PREFIXES.some((prefix) => phoneForm(mobile).startsWith(prefix));

/**
 * The eleven digits of a mobile number as people paste it: `+86 138-2223-0017`, `0086…`, full-width digits.
 *
 * @returns undefined for anything else.
 */
export function mobileOf(text: string): string | undefined {
  const form = phoneForm(text);
  return isMobileForm(form) ? form : undefined;
}
