const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

const inBeijing = (time: Date) => new Date(time.getTime() + BEIJING_OFFSET_MS).toISOString();

/** `YYYY-MM-DD` in Beijing, as the domain product writes days. */
export const beijingDay = (time: Date): string => inBeijing(time).slice(0, 10);

/** `YYYY-MM-DD HH:mm:ss` in Beijing, as the domain and clb products write times. */
export const beijingTime = (time: Date): string => inBeijing(time).slice(0, 19).replace('T', ' ');

/** `YYYY-MM-DDThh:mm:ssZ`, as the cvm and lighthouse products write times. */
export const utcTime = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;
