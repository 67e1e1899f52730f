import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { QUEUES } from '../../../domain/queue.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { rowView } from './work-row.ts';

const PAGE = 50;

/** How many cases each list has. Beyond a thousand it doesn't matter. */
export async function listQueues(
  { staff }: Input<typeof contract.listQueues>,
  { workList, clock, workTimes }: Ports,
): Promise<Output<typeof contract.listQueues>> {
  const { hours } = await workTimes.current();
  const [mine, counts] = await Promise.all([workList.mine(staff.staffId), workList.counts()]);
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
}

/** A page of a list. */
export async function listQueue(
  { staff, queue, after }: Input<typeof contract.listQueue>,
  { workList, clock, workTimes }: Ports,
): Promise<Output<typeof contract.listQueue>> {
  const { hours } = await workTimes.current();
  const eyes = { staffId: staff.staffId, now: clock.now(), hours };
  if (queue === 'mine') return { rows: (await workList.mine(staff.staffId)).map((row) => rowView(row, eyes)) };
  const { rows, next } = await workList.page(queue, PAGE, after);
  return { rows: rows.map((row) => rowView(row, eyes)), ...(next !== undefined && { next }) };
}
