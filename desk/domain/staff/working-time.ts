/** Whether a day in Beijing, `YYYY-MM-DD`, is a working day by the State Council's calendar. */
export type IsWorkday = (day: string) => boolean;

/** When people work at the desk: on working days, from one full hour to another, Beijing time. */
export interface WorkingHours {
  readonly isWorkday: IsWorkday;
  readonly fromHour: number;
  readonly toHour: number;
}

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
// Beijing has kept UTC+8 without summer time since 1992.
const OFFSET_MS = 8 * HOUR_MS;
/** No pause between two working days is that long; without one the calendar is broken. */
const MOST_DAYS = 3_660;

/** Working time of one full working day. */
export const workingDayMs = ({ fromHour, toHour }: WorkingHours): number => (toHour - fromHour) * HOUR_MS;

/** The day in Beijing at an instant, `YYYY-MM-DD`. */
export const dayAt = (instant: Date): string => new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10);

/** The instant at which work ends on the Beijing day of `instant`, or midnight's end when nobody works that day. */
export const endOfDay = (instant: Date): Date =>
  new Date(Math.floor((instant.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS + DAY_MS - OFFSET_MS);

/** The midnight with which the Beijing day of an instant begins. */
export const dayStart = (instant: Date): Date => new Date(midnightBefore(instant.getTime()));

/** Work of the Beijing day that begins at `midnightMs`; undefined on a day off. */
function workOf(midnightMs: number, { isWorkday, fromHour, toHour }: WorkingHours) {
  if (!isWorkday(dayAt(new Date(midnightMs)))) return undefined;
  return { openMs: midnightMs + fromHour * HOUR_MS, closeMs: midnightMs + toHour * HOUR_MS };
}

const midnightBefore = (ms: number): number => Math.floor((ms + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;

/**
 * The instant at which so much working time has passed since `from`. What arrives in the evening begins to count in the
 * morning.
 *
 * @throws RangeError when the calendar has no working days.
 */
export function afterWorkingTime(from: Date, ms: number, hours: WorkingHours): Date {
  let midnightMs = midnightBefore(from.getTime());
  let leftMs = ms;
  for (let days = 0; days < MOST_DAYS; days += 1, midnightMs += DAY_MS) {
    const work = workOf(midnightMs, hours);
    if (!work) continue;
    const startMs = Math.max(work.openMs, from.getTime());
    const freeMs = work.closeMs - startMs;
    if (freeMs <= 0) continue;
    if (leftMs <= freeMs) return new Date(startMs + leftMs);
    leftMs -= freeMs;
  }
  throw new RangeError('working time: the calendar has no working days');
}

/** Working time between two instants in milliseconds; 0 when the second is not after the first. */
export function workingTimeBetween(from: Date, to: Date, hours: WorkingHours): number {
  let sumMs = 0;
  for (let midnightMs = midnightBefore(from.getTime()); midnightMs < to.getTime(); midnightMs += DAY_MS) {
    const work = workOf(midnightMs, hours);
    if (work) sumMs += Math.max(0, Math.min(work.closeMs, to.getTime()) - Math.max(work.openMs, from.getTime()));
  }
  return sumMs;
}
