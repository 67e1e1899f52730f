import { DESK_RETENTION, type DeskRetentionClass, deskKeptSince } from '../../shared/desk/domain/retention.ts';
import type { Ports } from './ports.ts';

/** Of a class in one run: the timer comes every minute. */
const ROWS = 1_000;

const CLASSES = Object.keys(DESK_RETENTION) as DeskRetentionClass[];

/** Deletes what is kept no longer, one batch of each class. @returns how many rows. */
export async function deleteExpired({ clock, expiredRows }: Pick<Ports, 'clock' | 'expiredRows'>): Promise<number> {
  const now = clock.now();
  let deleted = 0;
  for (const of of CLASSES) deleted += await expiredRows.delete(of, deskKeptSince(of, now), ROWS);
  return deleted;
}
