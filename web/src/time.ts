const DAY = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'long' });
const MINUTE = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' });

/** `2026-11-25T…` → `2026年11月25日`, in Beijing time. */
export const dayOf = (instant: string): string => DAY.format(new Date(instant));

/** `2026年11月25日 10:09`, in Beijing time. */
export const minuteOf = (instant: string): string => MINUTE.format(new Date(instant));
