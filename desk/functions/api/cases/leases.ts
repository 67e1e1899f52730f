import { may } from '../../../../contracts/desk/rights.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { isHeldBy, leaseFrom } from '../../../domain/lease.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';
import { ownLease, workAt } from './held-case.ts';
import { rowView } from './work-row.ts';

/**
 * Pulls the next case, of one list or of all.
 *
 * @throws Refused('staff.no-right') for the second view by somebody who may not have it.
 */
export async function takeNext(
  { staff, body: { queue } }: Input<typeof contract.takeNext>,
  { workList, clock, workTimes }: Ports,
): Promise<Output<typeof contract.takeNext>> {
  const { settings, hours } = await workTimes.current();
  if (queue === 'second-view' && !may(staff.roles, 'view-second')) throw new Refused('staff.no-right');
  const wanted = queue === 'mine' ? undefined : queue;
  const row = await workList.takeNext(staff.staffId, settings.leaseMinutes, wanted);
  return row ? { case: rowView(row, { staffId: staff.staffId, now: clock.now(), hours }) } : {};
}

/**
 * Takes one certain case: cases are pulled, not picked, so only what is kept for the caller, or any by a lead.
 *
 * @throws Refused('case.unknown' | 'case.decided' | 'case.taken' | 'second-view.own' | 'staff.no-right')
 */
export const takeCase = (
  { staff, caseId }: Input<typeof contract.takeCase>,
  { auditLog, clock, decisions, openCases, transactions, workTimes }: Ports,
): Promise<Output<typeof contract.takeCase>> =>
  transactions.inTransaction(async () => {
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
    const lease = leaseFrom(staffId, now, settings.leaseMinutes);
    await openCases.setLease(caseId, lease);
    await auditLog.append({ caseId, at: now, actor: staffId, action: 'taken', facts: {} });
    return ownLease(lease);
  });

export const renewLease = (
  input: Input<typeof contract.renewLease>,
  ports: Ports,
): Promise<Output<typeof contract.renewLease>> => workAt(input, ports, async ({ lease }) => ownLease(lease));

/** Gives a case back to its list. What was concluded stays. */
export const releaseLease = (
  input: Input<typeof contract.releaseLease>,
  ports: Ports,
): Promise<Output<typeof contract.releaseLease>> =>
  workAt(input, ports, async ({ now }) => {
    const { caseId, staff } = input;
    await ports.openCases.setLease(caseId, undefined);
    await ports.auditLog.append({ caseId, at: now, actor: staff.staffId, action: 'given-back', facts: {} });
    return { released: true };
  });
