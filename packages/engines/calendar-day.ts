const midnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Whether a text is an existing day, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-(\d{2})$/.exec(text)?.[1];
  // JavaScript reads a day past the end of its month as one of the next month.
  return day !== undefined && midnight(text).getUTCDate() === Number(day);
}

/**
 * The same day of the month some months later, or the last day of a shorter month: 2020-02-29 and 12 give 2021-02-28.
 */
export function addMonths(day: string, months: number): string {
  const date = midnight(day);
  const lastOfMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0));
  lastOfMonth.setUTCDate(Math.min(date.getUTCDate(), lastOfMonth.getUTCDate()));
  return lastOfMonth.toISOString().slice(0, 10);
}
