import { may } from '../../../../contracts/desk/rights.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { leaseFrom } from '../../../domain/cases/lease.ts';
import type { UseCase } from '../use-case.ts';

/**
 * Takes a decision back that has not left the desk: the own one, or anybody's by a lead. The case is in their hands again.
 *
 * @throws Refused('decision.final') when it has left, or is somebody else's; Refused('case.tied') for somebody else's about
 * what the lead has declared.
 */
export const takeBack: UseCase<'takeBack'> = async (
  { staff, caseId },
  { clock, decisions, declaredTies, workTimes },
) => {
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
};
