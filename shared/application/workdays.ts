import chineseDays from 'chinese-days';
import { addDays, beijingDay, type Day } from '../../contracts/kit/beijing-time.ts';

/** Working days by the holiday calendar of the State Council. The library takes 7 ms to load. */

/** The day `count` working days after `from`. */
export function addWorkdays(from: Day, count: number): Day {
  let day = from;
  for (let left = count; left > 0; left -= chineseDays.isWorkday(day) ? 1 : 0) day = addDays(day, 1);
  return day;
}

/** How many working days after `from` a day is, at most `most`; 0 on the day itself and before it. */
function workdaysBetween(from: Day, to: Day, most = 400): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to && count < most; day = addDays(day, 1))
    if (chineseDays.isWorkday(day)) count += 1;
  return count;
}

/** Within how many working days half and nine of ten things were done. */
export interface UsualWorkdays {
  readonly half: number;
  readonly nineOfTen: number;
}

/** How long things took, by Beijing's days. @returns undefined for fewer than `least` of them */
export function usualWorkdays(
  spans: readonly { readonly from: Date; readonly to: Date }[],
  least: number,
): UsualWorkdays | undefined {
  if (spans.length < least) return undefined;
  const sorted = spans
    .map(({ from, to }) => workdaysBetween(beijingDay(from), beijingDay(to)))
    .toSorted((first, second) => first - second);
  const reachedBy = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return { half: reachedBy(0.5), nineOfTen: reachedBy(0.9) };
}
