/** A calendar day in Beijing, `YYYY-MM-DD`. */
export type Day = string;

// Beijing has kept UTC+8 without summer time since 1992.
const OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

const dayOf = (utc: Date): Day => utc.toISOString().slice(0, 10);
const midnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** The calendar day in Beijing at an instant. */
export const beijingDay = (instant: Date): Day => dayOf(new Date(instant.getTime() + OFFSET_MS));

/** The instant of a full hour of a day in Beijing. */
export const beijingInstant = (day: Day, hour: number): Date =>
  new Date(midnight(day).getTime() + hour * 60 * 60 * 1000 - OFFSET_MS);

/** An instant in Beijing time, as WeChat expects it: `2026年11月25日 14:05`. */
export function beijingMinute(instant: Date): string {
  const text = new Date(instant.getTime() + OFFSET_MS).toISOString();
  return `${text.slice(0, 4)}年${Number(text.slice(5, 7))}月${Number(text.slice(8, 10))}日 ${text.slice(11, 16)}`;
}

/** A day as an SMS has room for: `12月31日`. */
export const dayInWords = (instant: Date): string => minuteInWords(instant).replace(/日.*/, '日');

/** The same with the minute: `12月1日18:20`. */
export const minuteInWords = (instant: Date): string => beijingMinute(instant).slice(5).replace(' ', '');

/** The full minute at or after an instant, as somebody reads it now: `今天 15:20`, `明天 03:10`, `12月3日 09:00`. */
export function nearMinute(instant: Date, now: Date): string {
  const minute = new Date(Math.ceil(instant.getTime() / 60_000) * 60_000);
  const days = ['今天', '明天'];
  const [date, time] = beijingMinute(minute).slice(5).split(' ');
  return `${days.find((_, place) => beijingDay(minute) === addDays(beijingDay(now), place)) ?? date} ${time}`;
}

/** Whether a text is a valid day in the format `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  // Stryker disable next-line Regex: with more characters the day is not a valid date.
  const day = /^\d{4}-\d{2}-(\d{2})$/.exec(text)?.[1];
  // A day after the end of its month is parsed as one of the next month.
  return day !== undefined && midnight(text).getUTCDate() === Number(day);
}

/** The day after `days` days; negative: before. */
export const addDays = (day: Day, days: number): Day => dayOf(new Date(midnight(day).getTime() + days * DAY_MS));

/**
 * The same day of the month after `months` months, or the last day of a shorter month: 2026-11-30 and 3 give
 * 2027-02-28.
 */
export function addMonths(day: Day, months: number): Day {
  const date = midnight(day);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return dayOf(date);
}

/** Full years from one day to another, as an age: the birthday itself counts (FD-14). */
export function fullYears(from: Day, to: Day): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
