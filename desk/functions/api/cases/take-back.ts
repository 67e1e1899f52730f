import { may } from '../../../../contracts/desk/rights.ts';
import type { Input, Output } from '../../../../contracts/kit/contract.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { leaseFrom } from '../../../domain/lease.ts';
import type { contract } from '../contract.ts';
import type { Ports } from '../ports.ts';

/**
 * Takes a decision back that has not left the desk: the own one, or anybody's by a lead. The case is in their hands again.
 *
 * @throws Refused('decision.final') when it has left, or is somebody else's; Refused('case.tied') for somebody else's about
 * what the lead has declared.
 */
export async function takeBack(
  { staff, caseId }: Input<typeof contract.takeBack>,
  { clock, decisions, declaredTies, workTimes }: Ports,
): Promise<Output<typeof contract.takeBack>> {
  const { settings } = await workTimes.current();
  const [{ staffId }, at] = [staff, clock.now()];
  const decision = await decisions.latestOf(caseId);
  if (decision && decision.decidedBy !== staffId && (await declaredTies.isTied(staffId, caseId)))
    throw new Refused('case.tied');
  const isTaken =
    decision !== undefined &&
    (await decisions.takeBack({
      decisionId: decision.id,
      by: staffId,
      ofAnybody: may(staff.roles, 'assign-case'),
      at,
      leaseUntil: leaseFrom(staffId, at, settings.leaseMinutes).until,
    }));
  if (!isTaken) throw new Refused('decision.final');
  return { takenBack: true };
}
