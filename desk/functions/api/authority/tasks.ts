import { may } from '../../../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../../../contracts/desk/staff-caller.ts';
import type { Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { ANSWER_LABELS } from '../../../domain/authority/authority.ts';
import {
  countsOf,
  groupOfTask,
  inOrderOfTasks,
  MOST_COUNTED,
  reasonOfNotice,
  TASK_QUEUES,
  type TaskCounts,
  type TaskQueue,
} from '../../../domain/authority/task-queue.ts';
import { dueAt as dueOf, startClock, usedAt } from '../../../domain/cases/case-clock.ts';
import { masked } from '../../../domain/cases/masked.ts';
import type { QueueGroup } from '../../../domain/cases/queue-order.ts';
import { reviewLimitMs } from '../../../domain/staff/time-limits.ts';
import type { ListedTask } from '../../../ports/authority-lists.ts';
import { organizerView } from '../cases/work-row.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { rectificationRows } from './rectification.ts';

const MOST_SHOWN = 200;

type Row = Output<typeof contract.listTasks>['rows'][number];
type Rows = (ports: Ports, now: Date) => Promise<readonly Row[]>;
type Counts = (ports: Ports, now: Date) => Promise<TaskCounts>;

/** Returns are for whoever reviews; the rest is for those who work at lists. */
const mayWork = ({ roles }: StaffCaller, queue: TaskQueue): boolean =>
  queue === 'authority-returned' || may(roles, 'work-lists');

/** How many tasks of the authority there are. Rows are not read for it. */
export const listTaskQueues: UseCase<'listTaskQueues'> = async ({ staff }, ports) => {
  const counted = TASK_QUEUES.filter((queue) => mayWork(staff, queue)).map(async (queue) => ({
    queue,
    ...(await COUNTS[queue](ports, ports.clock.now())),
  }));
  return { queues: await Promise.all(counted) };
};

/** One of these lists. @throws Refused('staff.no-right') */
export const listTasks: UseCase<'listTasks'> = async ({ staff, queue }, ports) => {
  if (!mayWork(staff, queue)) throw new Refused('staff.no-right');
  const rows = await ROWS[queue](ports, ports.clock.now());
  return { rows: rows.toSorted((a, b) => inOrderOfTasks(placeOf(a), placeOf(b))) };
};

const placeOf = ({ taskId, risk, since, clock: { standing } }: Row) => ({
  taskId,
  risk,
  since,
  standing: standing === 'paused' ? ('later' as const) : standing,
});

/** Somebody has as long to match a return as for an initial review: its filer waits for it. */
async function clockOfReturns({ workTimes }: Pick<Ports, 'workTimes'>, now: Date) {
  const { settings, hours } = await workTimes.current();
  return (receivedAt: Date): Row['clock'] & { readonly standing: QueueGroup } => {
    const clock = startClock(receivedAt, reviewLimitMs(settings, hours));
    const dueAt = dueOf(clock, hours);
    const usedMs = Math.round(usedAt(clock, now, hours));
    return { standing: groupOfTask(dueAt, now), limitMs: clock.limitMs, usedMs, ...(dueAt && { dueAt }) };
  };
}

const returned: Rows = async ({ authorityAnswers, openCases, workTimes }, now) => {
  const clockFrom = await clockOfReturns({ workTimes }, now);
  const open = await authorityAnswers.toMatch(MOST_SHOWN);
  const cases = await openCases.findAll(open.map(({ caseId }) => caseId));
  return open.flatMap(({ caseId, kind, receivedAt }) => {
    const row = cases.get(caseId);
    if (!row) return [];
    const [domain = '没有网站', ...more] = row.summary.domains;
    return {
      taskId: caseId,
      subject: domain,
      more: more.length,
      about: organizerView(row),
      kind: row.filingType,
      reason: `管局：${ANSWER_LABELS[kind]}，待对应原因`,
      risk: row.risk,
      since: receivedAt,
      clock: clockFrom(receivedAt),
    };
  });
};

const countReturned: Counts = async ({ authorityAnswers, workTimes }, now) => {
  const clockFrom = await clockOfReturns({ workTimes }, now);
  const open = await authorityAnswers.toMatch(MOST_COUNTED);
  return countsOf(open.map(({ receivedAt }) => clockFrom(receivedAt).standing));
};

const rectification: Rows = async (ports, now) =>
  (await rectificationRows(ports, now)).map(({ row, since }) => {
    const { authority, dueAt, domains, notice, number, recordId, state } = row;
    const [domain, ...more] = domains;
    return {
      taskId: authority?.noticeId ?? `${recordId}-${notice}`,
      subject: domain ?? number,
      more: more.length,
      about: number,
      kind: (authority?.kind ?? (dueAt ? 'inspection' : 'notice')) === 'notice' ? '整改通知' : '检查',
      reason: reasonOfNotice(state, authority?.reported),
      risk: 0,
      ...(since && { since }),
      clock: clockTo(dueAt, since, now),
    };
  });

const lists: Rows = async ({ authorityLists }, now) =>
  (await authorityLists.tasks(undefined, MOST_SHOWN)).tasks.map((task) => ({
    taskId: task.entryId,
    subject: task.kind === 'domain' ? task.value : masked(task.value, 'number'),
    more: 0,
    about: task.records.map(({ number }) => number).join('、'),
    kind: task.list === 'black' ? '黑名单' : '未备案网站',
    reason: reasonOfListed(task),
    risk: 0,
    since: task.since,
    clock: clockTo(task.dueAt, task.since, now),
  }));

const ROWS: Readonly<Record<TaskQueue, Rows>> = { 'authority-returned': returned, rectification, lists };
const COUNTS: Readonly<Record<TaskQueue, Counts>> = {
  'authority-returned': countReturned,
  rectification: ({ authorityNotices }, now) => authorityNotices.countOpen(now),
  lists: ({ authorityLists }, now) => authorityLists.countTasks(now),
};

function reasonOfListed({ records, cases }: ListedTask): string {
  const parts = [records.length > 0 && `${records.length} 份备案`, cases.length > 0 && `${cases.length} 个案件`].filter(
    Boolean,
  );
  return parts.length > 0 ? `涉及 ${parts.join('、')}，待处理` : '待处理';
}

/** A date of the authority counts by the calendar, not in working time. */
function clockTo(dueAt: Date | undefined, since: Date | undefined, now: Date): Row['clock'] {
  const from = since ?? now;
  return {
    standing: groupOfTask(dueAt, now),
    limitMs: Math.max(0, (dueAt ?? from).getTime() - from.getTime()),
    usedMs: Math.max(0, now.getTime() - from.getTime()),
    ...(dueAt && { dueAt }),
  };
}
