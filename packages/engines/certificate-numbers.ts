/**
 * The numbers on certificates, with what can be checked in them: their form, their dates and their check characters.
 */
import { isDay } from './calendar-day.ts';

/** Weights of the 17 digits of a 居民身份证 number, and its check characters by the sum mod 11. Source: GB 11643-1999. */
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const ID_CHECKS = '10X98765432';

/** The check character for the first 17 digits of an ID number. */
export function idCheckCharacter(digits: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits.charAt(place)), 0);
  return ID_CHECKS.charAt(sum % 11);
}

/** `YYYY-MM-DD` as in the number; an existing day only if the number is valid. */
export const birthDateIn = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** The sex in the number: the last digit of its sequence is odd for men. */
export const sexIn = (idNumber: string): '男' | '女' => (Number(idNumber.charAt(16)) % 2 === 1 ? '男' : '女');

/** Whether a text is an ID number: 18 characters, an existing birth date, the right check character. */
export const isIdNumber = (text: string): boolean =>
  /^\d{17}[\dX]$/.test(text) && isDay(birthDateIn(text)) && idCheckCharacter(text) === text.charAt(17);

/** The characters of a 统一社会信用代码 in the order of their values; weights are 3^i mod 31. Source: GB 32100-2015. */
const CREDIT_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_FORMAT = new RegExp(`^[${CREDIT_CHARACTERS}]{18}$`);
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Whether a text is a credit code: 18 of its characters, the last of which is the right check character. */
export function isCreditCode(text: string): boolean {
  if (!CREDIT_FORMAT.test(text)) return false;
  const sum = CREDIT_WEIGHTS.reduce(
    (total, weight, place) => total + weight * CREDIT_CHARACTERS.indexOf(text.charAt(place)),
    0,
  );
  return CREDIT_CHARACTERS.charAt((31 - (sum % 31)) % 31) === text.charAt(17);
}

/** Weights of the organization code, characters 9 to 16 of a credit code. Source: GB 11714-1997. */
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** Whether a credit code's organization code has the right check character; the newer standard doesn't require it. */
export function hasSoundOrganizationCode(creditCode: string): boolean {
  const sum = ORGANIZATION_WEIGHTS.reduce(
    (total, weight, place) => total + weight * Number.parseInt(creditCode.charAt(8 + place), 36),
    0,
  );
  const check = 11 - (sum % 11);
  return creditCode.charAt(16) === (check === 10 ? 'X' : String(check % 11));
}
