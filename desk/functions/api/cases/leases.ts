import { may } from '../../../../contracts/desk/rights.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { isHeldBy, leaseFrom } from '../../../domain/cases/lease.ts';
import type { DeskSettings } from '../../../domain/oversight/settings.ts';
import type { Ports } from '../ports.ts';
import type { UseCase } from '../use-case.ts';
import { ownLease, workAt } from './held-case.ts';
import { rowView } from './work-row.ts';

/**
 * Pulls the next case, of one list or of all.
 *
 * @throws Refused('staff.no-right') for the second view by somebody who may not have it; Refused('case.too-many')
 */
export const takeNext: UseCase<'takeNext'> = ({ staff, body: { queue } }, ports) =>
  ports.transactions.inTransaction(async () => {
    const { workList, clock, workTimes } = ports;
    const { settings, hours } = await workTimes.current();
    if (queue === 'second-view' && !may(staff.roles, 'view-second')) throw new Refused('staff.no-right');
    await refuseMore(staff.staffId, settings, ports);
    const wanted = queue === 'mine' ? undefined : queue;
    const row = await workList.takeNext(staff.staffId, settings.leaseMinutes, wanted);
    return row ? { case: rowView(row, { staffId: staff.staffId, now: clock.now(), hours }) } : {};
  });

/** Nobody takes more cases than they work at. @throws Refused('case.too-many') */
async function refuseMore(staffId: string, { casesInHand }: DeskSettings, { workList }: Pick<Ports, 'workList'>) {
  await workList.holdHand(staffId);
  if ((await workList.mine(staffId)).length >= casesInHand) throw new Refused('case.too-many', { most: casesInHand });
}

/**
 * Takes one certain case: cases are pulled, not picked, so only what is kept for the caller, or any by a lead.
 *
 * @throws Refused('case.unknown' | 'case.decided' | 'case.taken' | 'case.too-many' | 'second-view.own' | 'staff.no-right')
 */
export const takeCase: UseCase<'takeCase'> = ({ staff, caseId }, ports) =>
  ports.transactions.inTransaction(async () => {
    const { auditLog, clock, decisions, openCases, workTimes } = ports;
    const { settings } = await workTimes.current();
    const row = await openCases.lock(caseId);
    const [now, { staffId }] = [clock.now(), staff];
    if (!row) throw new Refused('case.unknown');
    if (row.queue === undefined) throw new Refused('case.decided');
    if (row.lease && row.lease.until > now && !isHeldBy(row.lease, staffId, now)) throw new Refused('case.taken');
    const isSecond = row.queue === 'second-view';
    if (isSecond && (await decisions.latestOf(caseId))?.decidedBy === staffId) throw new Refused('second-view.own');
    const isKept = row.keptFor === staffId || isHeldBy(row.lease, staffId, now);
    if (!isKept && !may(staff.roles, isSecond ? 'view-second' : 'assign-case')) throw new Refused('staff.no-right');
    if (!isHeldBy(row.lease, staffId, now)) await refuseMore(staffId, settings, ports);
    const lease = leaseFrom(staffId, now, settings.leaseMinutes);
    await openCases.setLease(caseId, lease);
    await auditLog.append({ caseId, at: now, actor: staffId, action: 'taken', facts: {} });
    return ownLease(lease);
  });

export const renewLease: UseCase<'renewLease'> = (input, ports) =>
  workAt(input, ports, async ({ lease }) => ownLease(lease));

/** Gives a case back to its list. What was concluded stays. */
export const releaseLease: UseCase<'releaseLease'> = (input, ports) =>
  workAt(input, ports, async ({ now }) => {
    const { caseId, staff } = input;
    await ports.openCases.setLease(caseId, undefined);
    await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'given-back', facts: {} });
    return { released: true };
  });
