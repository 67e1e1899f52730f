import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { QUEUES } from '../../../domain/queue.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

/** Load now, and quality and lateness in a period. @throws Refused('request.invalid') for a period that ends before it begins. */
export async function showFigures(
  { from, to }: Input<typeof contract.showFigures>,
  { figures, workList }: Ports,
): Promise<Output<typeof contract.showFigures>> {
  const fields = [{ field: 'to', message: '结束日期不能早于开始日期。' }];
  if (to < from) throw new Refused('request.invalid', { fields });
  const [counts, found] = await Promise.all([workList.counts(), figures.of({ from, to })]);
  const { decisions, medianSpentSeconds, medianDaysToApproval, ...rest } = found;
  const { 'taken-back': takenBack, ...sent } = decisions;
  return {
    queues: QUEUES.map((queue) => {
      const inGroup = (group: string) =>
        counts.find((count) => count.queue === queue && count.group === group)?.count ?? 0;
      return {
        queue,
        overdue: inGroup('overdue'),
        dueToday: inGroup('due-today'),
        later: inGroup('later'),
        paused: inGroup('paused'),
      };
    }),
    decisions: { ...sent, takenBack },
    ...rest,
    ...(medianSpentSeconds !== undefined && { medianSpentSeconds }),
    ...(medianDaysToApproval !== undefined && { medianDaysToApproval }),
  };
}
