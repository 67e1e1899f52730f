import { may } from '../../../../contracts/desk/rights.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { isHeldBy } from '../../../domain/cases/lease.ts';
import { keptUntil } from '../../../domain/staff/time-limits.ts';
import type { Colleague } from '../../../ports/colleagues.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { rowView } from './work-row.ts';

/** Whoever has not signed in for so long has left. */
const AWAY_MS = 30 * 24 * 60 * 60 * 1000;

/** Whom a lead may give a case: the one place where they see all names. @throws Refused('case.unknown' | 'case.decided') */
export const listColleagues: UseCase<'listColleagues'> = async ({ caseId }, ports) => {
  const able = await ableTo(toAssign(await ports.openCases.find(caseId)), ports);
  return {
    colleagues: able.map(({ staffId, displayName, isHere, inHand }) => ({ staffId, displayName, isHere, inHand })),
  };
};

/**
 * Gives a case to a colleague: a lease that somebody else has is over, and until half of its time is, nobody else gets it.
 *
 * @throws Refused('case.unknown' | 'case.decided'); Refused('assign.unable') for whoever may not work at it
 */
export const assignCase: UseCase<'assignCase'> = ({ staff, caseId, body }, ports) =>
  ports.transactions.inTransaction(async () => {
    const { openCases, auditLog, clock, workTimes } = ports;
    const { hours } = await workTimes.current();
    const row = toAssign(await openCases.lock(caseId));
    const [now, { staffId }] = [clock.now(), body];
    if (!(await ableTo(row, ports)).some((colleague) => colleague.staffId === staffId))
      throw new Refused('assign.unable');
    if (!isHeldBy(row.lease, staffId, now)) await openCases.setLease(caseId, undefined);
    await openCases.keepFor(caseId, staffId, keptUntil(now, row.clock.limitMs, hours));
    await auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'assigned', facts: { to: staffId } });
    return rowView((await openCases.find(caseId)) ?? row, { staffId: staff.staffId, now, hours });
  });

function toAssign(row: WorkRow | undefined): WorkRow {
  if (!row) throw new Refused('case.unknown');
  if (row.queue === undefined) throw new Refused('case.decided');
  return row;
}

/** Those with the right for the list of the case, whose own case or decision it is not. */
async function ableTo(row: WorkRow, ports: Ports): Promise<readonly Colleague[]> {
  const { clock, colleagues, declaredTies, decisions } = ports;
  const isSecond = row.queue === 'second-view';
  const decidedBy = isSecond ? (await decisions.latestOf(row.caseId))?.decidedBy : undefined;
  const known = await colleagues.confirmedSince(new Date(clock.now().getTime() - AWAY_MS));
  const able = known.filter(
    ({ staffId, roles }) => staffId !== decidedBy && may(roles, isSecond ? 'view-second' : 'work-case'),
  );
  const tied = await Promise.all(able.map(({ staffId }) => declaredTies.isTied(staffId, row.caseId)));
  return able.filter((_, place) => !tied[place]);
}
