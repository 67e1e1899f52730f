import { provinceOf } from '../../../contracts/data/provinces.ts';
import { type Day, fullYears, isDay } from '../../../contracts/kit/beijing-time.ts';

/**
 * Number of the 居民身份证, 18 characters: division where first registered (6), birth date (8), sequence (3, odd for men),
 * check character.
 *
 * Source: GB 11643-1999.
 */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';
const EARLIEST_BIRTH: Day = '1900-01-01';

/** 81, 82, 83: residence permits for Hong Kong, Macao and Taiwan; 9: permanent residence cards of foreigners. */
const OTHER_CARD = /^(8[123]0000|9)/;

export type IdentityNumberProblem =
  | 'fifteen-digits'
  | 'format'
  | 'other-card'
  | 'province'
  | 'birth-date'
  | 'check-digit';

/** The first problem of a number in normal form, or undefined. A valid number need not belong to an existing card. */
export function identityNumberProblem(number: string, today: Day): IdentityNumberProblem | undefined {
  if (/^\d{15}$/.test(number)) return 'fifteen-digits';
  if (!/^[1-9]\d{16}[0-9X]$/.test(number)) return 'format';
  if (OTHER_CARD.test(number)) return 'other-card';
  // 71 is the code of Taiwan; people registered there have a 居民身份证 with it (FD-10).
  if (!provinceOf(number) && !number.startsWith('71')) return 'province';
  const birth = birthDate(number);
  if (!isDay(birth) || birth < EARLIEST_BIRTH || birth > today) return 'birth-date';
  return checkCharacter(number) === number.charAt(17) ? undefined : 'check-digit';
}

/** The check character for the first 17 digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits.charAt(i)), 0);
  return CHECKS.charAt(sum % 11);
}

/** Birth date in the number; a valid day only if the number has no problem. */
export const birthDate = (number: string): Day =>
  `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;

/** Age in full years on a day; undefined if the number has no valid birth date. */
export function ageOn(number: string, day: Day): number | undefined {
  const birth = birthDate(number);
  return isDay(birth) ? fullYears(birth, day) : undefined;
}

export const sex = (number: string): 'male' | 'female' => (Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female');
