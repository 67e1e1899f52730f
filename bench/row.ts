/** One measurement. A row with a limit fails when its value exceeds it. */
export interface Row {
  readonly metric: string;
  readonly value: number;
  readonly unit:
    | 'ms CPU'
    | 'µs CPU'
    | 'ms'
    | 's'
    | 'MB'
    | 'KiB'
    | '%'
    | 'per second'
    | 'ratio'
    | 'runs'
    | 'pictures'
    | 'values'
    | 'score';
  readonly limit?: number;
  readonly ok: boolean;
}

/** A row with a limit. */
export const within = (limit: number, row: Omit<Row, 'limit' | 'ok'>): Row => ({
  ...row,
  limit,
  ok: row.value <= limit,
});

/** A row without a limit. */
export const measured = (row: Omit<Row, 'limit' | 'ok'>): Row => ({ ...row, ok: true });
