import { beijingDay, beijingMinute } from '../../../contracts/kit/beijing-time.ts';
import type { ClockView } from './operations.ts';

const MINUTE_MS = 60_000;
const DAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];
const DAY_MS = 24 * 60 * MINUTE_MS;
const OFFSET_MS = 8 * 60 * MINUTE_MS;

/** `3 小时 42 分`, `12 分`, `不到 1 分`. @param ms working time or age. */
export function durationOf(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return '不到 1 分';
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} 小时`, (rest > 0 || hours === 0) && `${rest} 分`].filter(Boolean).join(' ');
}

/** How long somebody waits: `1 天 2 小时`, `5 小时 18 分`. */
export function ageOf(instant: string, now: number): string {
  const ms = Math.max(0, now - Date.parse(instant));
  if (ms < DAY_MS) return durationOf(ms);
  const hours = Math.floor((ms % DAY_MS) / (60 * MINUTE_MS));
  return `${Math.floor(ms / DAY_MS)} 天${hours > 0 ? ` ${hours} 小时` : ''}`;
}

/** `02:14` of seconds. */
export const minutesAndSeconds = (seconds: number): string =>
  `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

/** `14:05` in Beijing. */
export const timeOf = (instant: string): string => beijingMinute(new Date(instant)).slice(-5);

/** `今天 17:30`, `周一 12:36` within a week, `12月3日 09:00` else; in Beijing. */
export function momentOf(instant: string, now: number): string {
  const at = new Date(instant);
  if (beijingDay(at) === beijingDay(new Date(now))) return `今天 ${timeOf(instant)}`;
  const weekday = DAYS[new Date(at.getTime() + OFFSET_MS).getUTCDay()];
  if (Math.abs(at.getTime() - now) < 6 * DAY_MS) return `${weekday} ${timeOf(instant)}`;
  return beijingMinute(at).replace(/^\d+年/, '');
}

const PAUSES: Readonly<Record<NonNullable<ClockView['pausedFor']>, string>> = {
  'call-missed': '电话未接',
  'call-connected': '通话中',
  held: '已挂起',
  'authority-closed': '管局系统维护',
};

/** The clock of a case in a few words. Working time only, as the server counted it. */
export function clockWords({ standing, limitMs, usedMs, dueAt, pausedFor, goesOnAt }: ClockView, now: number): string {
  if (standing === 'overdue') return `逾期 ${durationOf(usedMs - limitMs)}`;
  if (standing === 'due-today') return `剩 ${durationOf(limitMs - usedMs)}`;
  if (standing === 'later') return dueAt === undefined ? '' : `${momentOf(dueAt, now)} 前`;
  if (goesOnAt !== undefined) return `${momentOf(goesOnAt, now)} 再打`;
  return pausedFor === undefined ? '已停表' : PAUSES[pausedFor];
}
