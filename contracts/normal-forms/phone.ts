import { plainCharacters, withHyphens } from './characters.ts';

// Phone numbers of the mainland. Source of the formats: libphonenumber zh/86, 2026-07.
const MOBILE = /^1[3-9]\d{9}$/;
/** 400 and 800 begin numbers that have no area. */
const LANDLINE = /^(0(?:10|2\d|(?![48]00)[3-9]\d{2}))-?(\d{7,8})(?:-(\d{1,6}))?$/;

const MOST_AREA_DIGITS = 4;

/** Words and signs before an extension. */
const EXTENSION = /[\s;,]*(?:转|轉|分机号?|分機號?|内线|ext(?:ension)?|x|[#*])[\s.:=#]*(\d{1,6})$/iu;
const COUNTRY = /^(?:\+|00)?86/;

/** A number with the spaces and dashes between its parts, where brackets and dots are dashes. */
const partsOf = (written: string): string =>
  written.replace(/[\s().-]+/gu, (sign) => (/[().-]/.test(sign) ? '-' : ' ')).replace(/^[- ]|[- ]$/gu, '');

/** Some dashes and spaces stand before an extension, and others only group digits. */
function knownNumber(written: string): string | undefined {
  const dashed = partsOf(written);
  const whole = dashed.replace(/[- ]/gu, '');
  if (MOBILE.test(whole)) return whole;
  const parted = landlineIn(dashed.replace(/ /g, '')) ?? landlineIn(dashed.replace(/ /g, '-'));
  const [first = ''] = dashed.split(/[- ]/);
  // What is written as an area code is one: 075-86001234 is not of 0758.
  return parted ?? (first.length > MOST_AREA_DIGITS || first === areaCodeIn(whole) ? landlineIn(whole) : undefined);
}

function landlineIn(text: string): string | undefined {
  const [, area, number, extension] = LANDLINE.exec(text) ?? [];
  return area && [area, number, ...(extension ? [extension] : [])].join('-');
}

/** The number after the country code, with the zero of its area, which some leave out there; undefined without a code. */
function nationalNumber(written: string): string | undefined {
  const from = written.replace(/^[\s(]*/u, '');
  if (!COUNTRY.test(from)) return undefined;
  const rest = from.replace(COUNTRY, '').replace(/^[\s().-]*(?=\d|$)/u, '');
  return knownNumber(rest) ?? knownNumber(`0${rest.replace(/^0\)?/, '')}`);
}

/**
 * A phone number as it is stored and compared: of a mobile number the eleven digits, of a landline area code, number and
 * extension with dashes. `(0755)12345678转123` → `0755-12345678-123`. Any other number loses its country code of the
 * mainland, spaces, dashes and brackets; what is no number loses its spaces.
 */
export function phoneForm(text: string): string {
  const plain = withHyphens(plainCharacters(text)).replace(/^\s*tel:/iu, '');
  const [ending, extension] = EXTENSION.exec(plain) ?? [''];
  const written = extension === undefined ? plain : plain.slice(0, -ending.length);
  const known = isNumber(written) ? (knownNumber(written) ?? nationalNumber(written)) : undefined;
  if (known && !extension) return known;
  if (known && landlineIn(known)?.split('-').length === 2) return `${known}-${extension}`;
  const form = isNumber(plain) ? otherNumber(plain) : plain.replace(/\s/gu, '');
  return form === text ? form : phoneForm(form);
}

/** What is no number of the mainland; one with an area code that is none keeps what sets it apart. */
function otherNumber(written: string): string {
  const parts = partsOf(written.replace(/^[\s(]*(?:\+|00)86(?=\D|$)/u, ''));
  return parts.startsWith('0') ? parts.replace(/ /g, '-') : parts.replace(/[- ]/gu, '').replace(/^\+86/, '');
}

const isNumber = (text: string): boolean => /^[+\d\s().-]+$/u.test(text);

/** Whether a number in normal form is a mobile one. */
export const isMobileForm = (form: string): boolean => MOBILE.test(form);

/** `0755` of a landline in normal form; undefined for anything else. */
export const areaCodeIn = (form: string): string | undefined => LANDLINE.exec(form)?.[1];

/**
 * The numbers under which a phone is compared with another: its own, and of an extension also that of its switchboard, which
 * one organization has.
 */
export function phoneKeys(text: string): readonly string[] {
  const form = phoneForm(text);
  const switchboard = form.split('-').slice(0, 2).join('-');
  return form === switchboard ? [form] : [form, switchboard];
}
