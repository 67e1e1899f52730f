import { QUEUES } from '../../../domain/cases/queue.ts';
import { dayStart } from '../../../domain/staff/working-time.ts';
import type { WorkList, WorkRow } from '../../../ports/work-list.ts';
import type { UseCase } from '../use-case.ts';
import { rowView } from './work-row.ts';

const PAGE = 50;

/** What somebody has in hand, and after it what waits for them alone: they see at once what a lead has given them. */
const ownOf = async (staffId: string, workList: Pick<WorkList, 'mine' | 'kept'>): Promise<readonly WorkRow[]> => [
  ...(await workList.mine(staffId)),
  ...(await workList.kept(staffId)),
];

/** How many cases each list has. Beyond a thousand it doesn't matter. */
export const listQueues: UseCase<'listQueues'> = async ({ staff }, { workList, clock, workTimes }) => {
  const { hours } = await workTimes.current();
  const [mine, counts] = await Promise.all([ownOf(staff.staffId, workList), workList.counts()]);
  const eyes = { staffId: staff.staffId, now: clock.now(), hours };
  const standings = mine.map((row) => rowView(row, eyes).clock.standing);
  const ofTeam = QUEUES.map((queue) => {
    const own = counts.filter((queueCount) => queueCount.queue === queue);
    const inGroup = (group: string) => own.find((queueCount) => queueCount.group === group)?.count ?? 0;
    const count = own.reduce((sum, queueCount) => sum + queueCount.count, 0);
    return { queue, count, overdue: inGroup('overdue'), dueToday: inGroup('due-today') };
  });
  const overdue = standings.filter((standing) => standing === 'overdue').length;
  const dueToday = standings.filter((standing) => standing === 'due-today').length;
  return { queues: [{ queue: 'mine', count: mine.length, overdue, dueToday }, ...ofTeam] };
};

/** A page of a list; beside one's own, what one has decided since midnight in Beijing. */
export const listQueue: UseCase<'listQueue'> = async ({ staff, queue, after }, { workList, clock, workTimes }) => {
  const { hours } = await workTimes.current();
  const eyes = { staffId: staff.staffId, now: clock.now(), hours };
  if (queue === 'mine') {
    const midnight = dayStart(eyes.now);
    const decided = await workList.decidedBy(staff.staffId, midnight);
    return {
      rows: (await ownOf(staff.staffId, workList)).map((row) => rowView(row, eyes)),
      decidedToday: decided.map(({ row, ...decision }) => ({
        caseId: row.caseId,
        domains: [...row.summary.domains],
        ...decision,
      })),
    };
  }
  const { rows, next } = await workList.page(queue, PAGE, after);
  return { rows: rows.map((row) => rowView(row, eyes)), ...(next !== undefined && { next }) };
};
