import type { PersonCertificate } from '../../../contracts/data/person-certificates.ts';
import { type Day, isDay } from '../../../contracts/kit/beijing-time.ts';
import { birthDate, checkCharacter } from './identity-number.ts';

/** Certificates of people other than the 居民身份证, which identity-number.ts checks. */
export type OtherCertificate = Exclude<PersonCertificate, 'id-card'>;

/** A form of a number, in normal form. */
interface NumberForm {
  readonly pattern: RegExp;
  /** Built like the number of a 居民身份证 (GB 11643): birth date at 7 to 14, check character at 18. */
  readonly isLikeIdCard?: boolean;
}

/**
 * The forms of each certificate's number, the newest first.
 *
 * Sources: 港澳台居民居住证申领发放办法 (2018; divisions 810000, 820000, 830000, then as GB 11643); 外国人永久居留身份证 since
 * 2023-12 18 digits that begin with 9 with the same check character, before that three letters and 12 digits; 港澳居民来往内地
 * 通行证 since 2013 H or M and 8 digits, with the number of the issue 10; 台湾居民来往大陆通行证 since 2015 8 digits, before that
 * 10 with a letter in brackets; passports by ICAO 9303 and the longer national ones. The permits' and passports' numbers have
 * no check digit of their own, and that of the earlier 永久居留 card is not published.
 */
const FORMS: Readonly<Record<OtherCertificate, readonly NumberForm[]>> = {
  passport: [{ pattern: /^(?=.*\d)[A-Z0-9]{5,17}$/ }],
  'hk-macao-permit': [{ pattern: /^[HM](\d{8}|\d{10})$/ }],
  'taiwan-permit': [{ pattern: /^\d{8}$/ }, { pattern: /^\d{10}(\([A-Z]\))?$/ }],
  'foreigner-card': [{ pattern: /^9\d{16}[0-9X]$/, isLikeIdCard: true }, { pattern: /^[A-Z]{3}\d{12}$/ }],
  'hk-macao-residence': [{ pattern: /^8[12]0000\d{11}[0-9X]$/, isLikeIdCard: true }],
  'taiwan-residence': [{ pattern: /^830000\d{11}[0-9X]$/, isLikeIdCard: true }],
};

/** What a number of each certificate looks like, as people read it on the certificate. */
export const NUMBER_FORMS: Readonly<Record<OtherCertificate, string>> = {
  passport: '5到17位字母和数字',
  'hk-macao-permit': '一个字母加8位数字（含换证次数的为10位）',
  'taiwan-permit': '8位数字（旧证为10位数字，可加括号内的字母）',
  'foreigner-card': '以9开头的18位号码（旧证为3个字母加12位数字）',
  'hk-macao-residence': '以81或82开头的18位号码',
  'taiwan-residence': '以83开头的18位号码',
};

const EARLIEST_BIRTH: Day = '1900-01-01';

const formOf = (certificate: OtherCertificate, number: string): NumberForm | undefined =>
  FORMS[certificate].find(({ pattern }) => pattern.test(number));

/**
 * The first problem of a number in normal form, or undefined. A number without a problem need not belong to an existing
 * certificate, least of all where its form has no check character.
 */
export function certificateNumberProblem(
  certificate: OtherCertificate,
  number: string,
  today: Day,
): 'format' | 'birth-date' | 'check-digit' | undefined {
  const form = formOf(certificate, number);
  if (!form) return 'format';
  if (!form.isLikeIdCard) return undefined;
  const birth = birthDate(number);
  if (!isDay(birth) || birth < EARLIEST_BIRTH || birth > today) return 'birth-date';
  return checkCharacter(number) === number.charAt(17) ? undefined : 'check-digit';
}

/** Whether a number in normal form has the holder's birth date at the place of a 居民身份证. */
export const hasBirthDate = (certificate: PersonCertificate, number: string): boolean =>
  certificate === 'id-card' || formOf(certificate, number)?.isLikeIdCard === true;
