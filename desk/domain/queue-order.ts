import { endOfDay } from './working-time.ts';

/** The groups of every queue, in the order in which they are worked. A paused case is in none. */
export const QUEUE_GROUPS = ['overdue', 'due-today', 'later'] as const;
export type QueueGroup = (typeof QUEUE_GROUPS)[number];

/** The part of a case that decides when it is worked. */
export interface Queued {
  readonly id: string;
  readonly dueAt: Date;
  readonly risk: number;
  readonly receivedAt: Date;
}

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

const groupAt = ({ dueAt }: Queued, now: Date): number =>
  QUEUE_GROUPS.findIndex((group) => {
    const { after, upTo } = dueBetween(group, now);
    return (after === undefined || dueAt > after) && (upTo === undefined || dueAt <= upTo);
  });

/**
 * The order that every list and every pull keeps; the adapter's query is compared with it. Overdue, due today, later; in each the
 * riskier first, then what waits longest; the id makes it one order for all.
 */
export const inOrder =
  (now: Date) =>
  (a: Queued, b: Queued): number =>
    groupAt(a, now) - groupAt(b, now) ||
    b.risk - a.risk ||
    a.receivedAt.getTime() - b.receivedAt.getTime() ||
    (a.id < b.id ? -1 : 1);
