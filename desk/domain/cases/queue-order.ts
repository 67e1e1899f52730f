import { endOfDay } from '../staff/working-time.ts';

/**
 * The groups of every queue, in the order in which they are worked; in each the riskier first, then what waits longest. A paused case is
 * in none.
 */
export const QUEUE_GROUPS = ['overdue', 'due-today', 'later'] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

/** From when until when cases of a group are due; undefined for no bound. */
export interface DueBetween {
  readonly after: Date | undefined;
  readonly upTo: Date | undefined;
}

/** What is due at this very instant is overdue; what is due before midnight in Beijing is due today. */
export function dueBetween(group: QueueGroup, now: Date): DueBetween {
  if (group === 'overdue') return { after: undefined, upTo: now };
  const lastToday = new Date(endOfDay(now).getTime() - 1);
  return group === 'due-today' ? { after: now, upTo: lastToday } : { after: lastToday, upTo: undefined };
}
