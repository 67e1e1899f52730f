import { may } from '../../../../contracts/desk/rights.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { QUEUES } from '../../../domain/cases/queue.ts';
import type { Figures } from '../../../ports/figures.ts';
import { rowView } from '../cases/work-row.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';

const MOST_SHOWN = 200;
/** What is due within so long is due soon. Source: initial-review, section 4. */
const SOON_MS = 2 * 60 * 60 * 1000;
/** Whoever has not signed in for so long has left. */
const AWAY_MS = 30 * 24 * 60 * 60 * 1000;

/** Load now, and quality and lateness in a period. @throws Refused('request.invalid') for a period that ends before it begins. */
export const showFigures: UseCase<'showFigures'> = async ({ staff, from, to }, ports) => {
  const period = periodOf(from, to);
  const { figures, workList } = ports;
  const [counts, found, dueSoon] = await Promise.all([
    workList.counts(),
    figures.of(period),
    ports.figureCases.count({ figure: 'due-soon', period, soon: soonFrom(ports) }),
  ]);
  const { decisions, byStaff, medianSpentSeconds, medianDaysToApproval, ...rest } = found;
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
    dueSoon,
    decisions: { ...sent, takenBack },
    ...rest,
    byStaff: await withLoad(byStaff, may(staff.roles, 'assign-case'), ports),
    ...(medianSpentSeconds !== undefined && { medianSpentSeconds }),
    ...(medianDaysToApproval !== undefined && { medianDaysToApproval }),
  };
};

/** The cases that a figure counts, without those that are tied to the caller. @throws Refused('request.invalid') as `showFigures` */
export const listFigureCases: UseCase<'listFigureCases'> = async (
  { staff, figure, from, to, staffId, reasonId },
  ports,
) => {
  const asked = { figure, period: periodOf(from, to), soon: soonFrom(ports), staffId, reasonId };
  const rows = await ports.figureCases.of(asked, staff.staffId, MOST_SHOWN);
  const { hours } = await ports.workTimes.current();
  const eyes = { staffId: staff.staffId, now: ports.clock.now(), hours };
  return { rows: rows.map((row) => rowView(row, eyes)) };
};

const soonFrom = ({ clock }: Pick<Ports, 'clock'>): Date => new Date(clock.now().getTime() + SOON_MS);

function periodOf(from: string, to: string) {
  if (to >= from) return { from, to };
  throw new Refused('request.invalid', { fields: [{ field: 'to', message: '结束日期不能早于开始日期。' }] });
}

/** What each has decided beside what they have in hand now; with names for whoever may give cases to others, and sees all of them there. */
async function withLoad(byStaff: Figures['byStaff'], seesNames: boolean, { clock, colleagues }: Ports) {
  const known = await colleagues.confirmedSince(new Date(clock.now().getTime() - AWAY_MS));
  const loaded = known.filter(({ inHand, staffId }) => inHand > 0 && !byStaff.some((row) => row.staffId === staffId));
  const none = { decided: 0, returned: 0, late: 0, sampled: 0, wrong: 0 };
  return [...byStaff, ...loaded.map(({ staffId }) => ({ staffId, ...none }))].map((row) => {
    const person = known.find(({ staffId }) => staffId === row.staffId);
    return { ...row, inHand: person?.inHand ?? 0, ...(seesNames && person && { displayName: person.displayName }) };
  });
}
