import { DESK_RETENTION, type DeskRetentionClass, deskKeptSince } from '../../domain/oversight/retention.ts';
import { forEach } from './for-each.ts';
import type { Ports } from './ports.ts';

/** The most rows of a class in one run: the timer comes every minute. */
const ROWS = 1_000;

const CLASSES = Object.keys(DESK_RETENTION) as DeskRetentionClass[];

/**
 * Deletes what is kept no longer, one batch of each class.
 *
 * @returns how many rows. @throws the first failure, when all other classes are done.
 */
export async function deleteExpired({ clock, expiredRows }: Pick<Ports, 'clock' | 'expiredRows'>): Promise<number> {
  const now = clock.now();
  let deleted = 0;
  await forEach(CLASSES, async (name) => {
    deleted += await expiredRows.delete(name, deskKeptSince(name, now), ROWS);
  });
  return deleted;
}
