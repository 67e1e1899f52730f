import type { NoticeResult, NoticeState } from '../../../contracts/desk/authority-notices.ts';
import { dueBetween, QUEUE_GROUPS, type QueueGroup } from '../cases/queue-order.ts';

/** What the authority has sent and somebody of the desk is to do. These are not pulled: whoever opens one does it. */
export const TASK_QUEUES = ['authority-returned', 'rectification', 'lists'] as const;
export type TaskQueue = (typeof TASK_QUEUES)[number];

/** The group of a task with a date; one without is for later. */
export const groupOfTask = (dueAt: Date | undefined, now: Date): QueueGroup =>
  (dueAt &&
    QUEUE_GROUPS.find((group) => {
      const { after, upTo } = dueBetween(group, now);
      return (after === undefined || dueAt > after) && (upTo === undefined || dueAt <= upTo);
    })) ??
  'later';

/** So many tasks of a queue are counted at most: beyond it the number doesn't matter. */
export const MOST_COUNTED = 1_000;

/** How many tasks a queue has, and of these how many are late or due today. */
export interface TaskCounts {
  readonly count: number;
  readonly overdue: number;
  readonly dueToday: number;
}

export const countsOf = (standings: readonly QueueGroup[]): TaskCounts => ({
  count: standings.length,
  overdue: standings.filter((standing) => standing === 'overdue').length,
  dueToday: standings.filter((standing) => standing === 'due-today').length,
});

/** The part of a task that decides when it is done. */
export interface QueuedTask {
  readonly taskId: string;
  readonly standing: QueueGroup;
  readonly risk: number;
  readonly since: Date | undefined;
}

/** The order of every list: overdue, due today, later; in each the riskier first, then what waits longest. */
export const inOrderOfTasks = (a: QueuedTask, b: QueuedTask): number =>
  QUEUE_GROUPS.indexOf(a.standing) - QUEUE_GROUPS.indexOf(b.standing) ||
  b.risk - a.risk ||
  (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0) ||
  (a.taskId < b.taskId ? -1 : 1);

const REASONS: Readonly<Record<NoticeState, string>> = {
  told: '等主办者整改',
  open: '等主办者整改',
  answered: '主办者已答复，待复查',
  closed: '已结束，待上报结果',
};

/** Why a notice stands in its list. */
export const reasonOfNotice = (state: NoticeState, reported: NoticeResult | undefined): string =>
  reported === 'not-rectified' ? `已上报未整改，${REASONS[state]}` : REASONS[state];
