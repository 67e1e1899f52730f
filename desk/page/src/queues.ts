import { computed, ref, shallowRef } from 'vue';
import { sentenceOf } from '../../../contracts/client/api-error.ts';
import { call } from './api.ts';
import type { QueueCount, QueueName, Reply, WorkRow } from './operations.ts';
import { caseHref, goTo } from './route.ts';
import { may } from './session.ts';

/** How many cases each queue has. */
export const counts = shallowRef<readonly QueueCount[]>([]);
/** Those that somebody could pull now. */
export const waiting = computed(() =>
  counts.value.filter(({ queue }) => queue !== 'mine' && queue !== 'held').reduce((sum, { count }) => sum + count, 0),
);

/** How many tasks of the authority there are, of those that this person may do. */
export const taskCounts = shallowRef<Reply<'listTaskQueues'>['queues']>([]);

async function loadCaseCounts(): Promise<void> {
  if (may('work-case')) counts.value = (await call('listQueues', {})).queues;
}
async function loadTaskCounts(): Promise<void> {
  if (may('match-return')) taskCounts.value = (await call('listTaskQueues', {})).queues;
}

/** Whether the counts could not be asked for the last time, so that older ones stand there, or none. */
export const countsAreOld = ref(false);

/** Asks for both, as far as this person may see them. The list beside them matters more: it never waits for a retry. */
export async function loadCounts(): Promise<void> {
  const replies = await Promise.allSettled([loadCaseCounts(), loadTaskCounts()]);
  countsAreOld.value = replies.some(({ status }) => status === 'rejected');
}

/** A group of a list, in the order in which it is worked. */
export const GROUPS = [
  { standing: 'overdue', title: '逾期', note: '' },
  { standing: 'due-today', title: '今天到期', note: '' },
  { standing: 'later', title: '稍后', note: '' },
  { standing: 'paused', title: '已停表', note: '等申请人或管局时不计时' },
] as const;

/** The rows of one queue; more are loaded when asked for. */
export function useQueue(queue: QueueName) {
  const rows = shallowRef<readonly WorkRow[]>([]);
  const next = ref<string>();
  /** Only of one's own queue: what one has decided today. */
  const decidedToday = shallowRef<NonNullable<Reply<'listQueue'>['decidedToday']>>([]);
  const error = ref<string>();
  const isLoaded = ref(false);

  async function load(after?: string): Promise<void> {
    try {
      const reply = await call('listQueue', { params: { queue }, query: { after } });
      rows.value = after === undefined ? reply.rows : [...rows.value, ...reply.rows];
      next.value = reply.next;
      decidedToday.value = reply.decidedToday ?? [];
      error.value = undefined;
      isLoaded.value = true;
    } catch (caught) {
      error.value = sentenceOf(caught);
    }
  }
  const groups = computed(() =>
    GROUPS.map((group) => ({
      ...group,
      rows: rows.value.filter(({ clock }) => clock.standing === group.standing),
    })).filter((group) => group.rows.length > 0),
  );
  return { rows, groups, next, decidedToday, error, isLoaded, load };
}

/** Pulls the next case, of one queue or of all, and opens it. @returns false when there is none. @throws ApiError */
export async function takeNext(queue: QueueName = 'mine'): Promise<boolean> {
  const { case: taken } = await call('takeNext', { body: queue === 'mine' ? {} : { queue } });
  if (!taken) return false;
  goTo(caseHref(taken.caseId));
  return true;
}
