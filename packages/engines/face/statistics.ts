/** @returns NaN for no values. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The value below which `share` (0 to 1) of the values lie. @returns NaN for no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** @returns undefined for no values. */
export function leastBy<T>(values: readonly T[], measure: (value: T) => number): T | undefined {
  let least: T | undefined;
  for (const value of values) if (least === undefined || measure(value) < measure(least)) least = value;
  return least;
}
