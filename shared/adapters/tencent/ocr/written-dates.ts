import { isDay } from '../../../../contracts/kit/beijing-time.ts';

/** A day as it is printed somewhere, and whether the calendar has it. */
export interface WrittenDay {
  /** `YYYY-MM-DD`. */
  readonly text: string;
  readonly isPossible: boolean;
}

/** Both ends of a validity; those that nobody can tell are absent. */
export interface WrittenPeriod {
  readonly from?: WrittenDay;
  readonly to?: WrittenDay | 'long-term';
  /** Whether all of it was understood. */
  readonly isWhole: boolean;
}

const NUMERALS = '〇一二三四五六七八九';
const TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30 };

/** Each numeral before 年, 月 or 日 in digits: 二〇一九, 十二, 二十五, 廿一. */
const inDigits = (text: string): string =>
  text.replace(/[〇○零一二三四五六七八九十廿卅]+(?=[年月日号])/gu, (numeral) => {
    const signs = [...numeral.replace(/[○零]/gu, '〇')];
    const value = (sign: string | undefined) => (sign === undefined ? 0 : NUMERALS.indexOf(sign));
    const ten = signs.findIndex((sign) => sign === '十' || sign in TENS);
    if (ten < 0) return signs.map((sign) => value(sign)).join('');
    const tens = TENS[signs[ten] ?? ''] ?? 10 * (ten > 0 ? value(signs[ten - 1]) : 1);
    return String(tens + value(signs[ten + 1]));
  });

/** 1990/1/1, 2010.07.21, 2019-05-20, 2010年7月21日, 20100721. */
const DAY = /(?<!\d)(\d{4})(?:[年./\-·](\d{1,2})[月./\-·](\d{1,2})(?!\d)[日号]?|(0[1-9]|1[0-2])([0-3]\d)(?!\d))/gu;
const NO_END = /长期|永久|永续|无固定|无限期|不约定/u;
/** What stands before, between and behind both ends. */
const AROUND = /^[自从由起始至到止经营期限有效为日\-–—―~∼:：,，。]*$/u;

const plain = (written: string): string => inDigits(written.normalize('NFKC').replace(/\s/gu, ''));

const daysIn = (text: string) =>
  [...text.matchAll(DAY)].map((found) => {
    const [year = '', month = '', day = ''] = [found[1], found[2] ?? found[4], found[3] ?? found[5]];
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const isPossible = isDay(iso) && year >= '1900' && year < '2150';
    return { text: iso, isPossible, begin: found.index, end: found.index + found[0].length };
  });

/** The one day of a text, in any notation; undefined where it has none, or more. */
export function dayIn(written: string): WrittenDay | undefined {
  const text = plain(written);
  const [day, second] = daysIn(text);
  if (!day || second || !AROUND.test(text.slice(0, day.begin) + text.slice(day.end))) return undefined;
  return { text: day.text, isPossible: day.isPossible };
}

/**
 * Both ends of a validity: `2010.07.21-2030.07.21`, `2019-05-20至2039-05-19`, `自2019年5月20日至长期`,
 * `二〇一九年五月二十日至…`, `至2039年5月19日`, `2019年5月20日起`, `长期`.
 */
export function periodIn(written: string): WrittenPeriod {
  const text = plain(written);
  const days = daysIn(text);
  const [first, second] = days;
  const open = NO_END.exec(text);
  const rest = days.reduceRight((left, { begin, end }) => left.slice(0, begin) + left.slice(end), text);
  const isWhole = AROUND.test(rest.replace(NO_END, '')) && days.length + (open ? 1 : 0) <= 2;
  const told = ({ text: day, isPossible }: WrittenDay): WrittenDay => ({ text: day, isPossible });
  if (open) return { ...(first && { from: told(first) }), to: 'long-term', isWhole };
  if (first && second) return { from: told(first), to: told(second), isWhole };
  if (!first) return { isWhole: text === '' };
  if (/[至到止\-–—~]$/u.test(text.slice(0, first.begin)) || text.endsWith('止')) return { to: told(first), isWhole };
  // One end alone, and nothing says which.
  const isBegin = /^[起自]|^[至到\-–—~]$/u.test(text.slice(first.end)) || /[自从]/u.test(text);
  return isBegin ? { from: told(first), isWhole: false } : { isWhole: false };
}
