import { beijingDay, beijingMinute } from '../../contracts/kit/beijing-time.ts';

/** `2026-11-25T…` → `2026年11月25日`, in Beijing time. The mini program has no `Intl`. */
export function dayOf(instant: string): string {
  const [year, month, day] = beijingDay(new Date(instant)).split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** `2026年11月25日 10:09`, in Beijing time. */
export const minuteOf = (instant: string): string => beijingMinute(new Date(instant));
