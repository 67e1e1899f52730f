import { birthDateIn, hasSoundOrganizationCode, isCreditCode, isIdNumber } from '../../certificate-numbers.ts';
import type { TextLine } from '../picture/page.ts';
import { findCode, type ReadCode } from './code-repair.ts';

/** Letters that are misread digits. */
const LOOKS_LIKE_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  D: '0',
  Q: '0',
  U: '0',
  C: '0',
  I: '1',
  L: '1',
  J: '1',
  '|': '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  E: '6',
  T: '7',
  Y: '7',
  B: '8',
};
/** GB 32100 excludes these letters because they look like others. */
const LEFT_OUT: Readonly<Record<string, string>> = { O: '0', I: '1', '|': '1', S: '5', Z: '2', V: 'Y' };

const asDigit = (char: string) => LOOKS_LIKE_DIGIT[char] ?? char;

/** What a card tells of its holder besides the number. Days are `YYYY-MM-DD`. */
export interface Holder {
  readonly today: string;
  /** As printed; undefined when it was not read. */
  readonly birthday?: string | undefined;
}

/** Nobody with an older number is alive. */
const OLDEST_BIRTHDAY = '1900-01-01';

/** From this confidence on a character is as printed: a number with a wrong check digit is not repaired there. */
const CLEAR_DIGIT = 0.97;

/**
 * The number of a 居民身份证 in a line, optionally with its label; undefined where there is nothing like it. A repaired
 * number has the printed birthday.
 */
export function readIdNumber(line: TextLine, { today, birthday }: Holder): ReadCode | undefined {
  const isValidAsPrinted = (number: string) => {
    const born = birthDateIn(number);
    return isIdNumber(number) && born >= OLDEST_BIRTHDAY && born <= today;
  };
  const labelEnd = line.text.search(/码|号(?=[^码]*\d{6})/);
  return findCode(line.glyphs.slice(labelEnd + 1), {
    accepts: /^[0-9XOILZSBDQGTK|]$/,
    lengths: [16, 20],
    spell: (chars) =>
      chars.map((char, index) => (index === 17 && /[XK]/.test(char) ? 'X' : char === 'X' ? char : asDigit(char))),
    isValid: (number) => isValidAsPrinted(number) && (!birthday || birthDateIn(number) === birthday),
    isValidAsPrinted,
    clearFrom: CLEAR_DIGIT,
  });
}

/**
 * 91 企业, 92 个体工商户, 93 农民专业合作社: windows of a 20-digit 证照编号 occasionally pass both check digits, but have another prefix.
 */
const LICENSED = /^9[123]/;

const isLicensed = (text: string) => LICENSED.test(text) && isCreditCode(text);
/** Repairs must also match the organization code inside (GB 11714): with mod 31 alone a wrong repair can pass. */
const isSound = (text: string) =>
  isLicensed(text) && /^\d{6}$/.test(text.slice(2, 8)) && hasSoundOrganizationCode(text);

/** The 统一社会信用代码 in a line, optionally with its label; undefined where there is nothing like it. */
export function readCreditCode(line: TextLine): ReadCode | undefined {
  // Its first eight characters are digits, two of which may be misread.
  if ((line.text.match(/\d/g)?.length ?? 0) < 6) return undefined;
  const label = line.text.search(/码/);
  const hasLabel = label >= 0 && line.text.length - label > 16;
  const glyphs = hasLabel ? line.glyphs.slice(label + 1) : line.glyphs;
  return findCode(glyphs, {
    accepts: /^[0-9A-Z|]$/,
    lengths: /信用/.test(line.text) ? [16, 20] : [16, 19],
    spell: (chars) =>
      chars.map((char, index) => (index < 8 ? asDigit(LEFT_OUT[char] ?? char) : (LEFT_OUT[char] ?? char))),
    isValid: isSound,
    isValidAsPrinted: isLicensed,
    // Two check characters must fit, which hardly any wrong repair does.
    clearFrom: Number.POSITIVE_INFINITY,
  });
}

/** The 15-digit 注册号 of licences from before 2015. */
export function readRegistrationNumber(line: TextLine): ReadCode | undefined {
  const digits = /注册号\D{0,2}(\d{15})$/.exec(line.text)?.[1];
  return digits ? { text: digits, confidence: line.confidence, isValid: false, isRepaired: false } : undefined;
}
