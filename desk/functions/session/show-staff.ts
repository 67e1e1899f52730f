import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { UseCase } from './use-case.ts';

/** Who is signed in, for the page's head and for what it offers. */
export async function showStaff({
  staff: { staffId, displayName, roles },
}: {
  readonly staff: StaffCaller;
}): Promise<{ readonly staff: Omit<StaffCaller, 'sessionId'> }> {
  return { staff: { staffId, displayName, roles } };
}

/** The name of a colleague whom somebody has chosen: lists and figures have ids. @throws Refused('staff.unknown') */
export const showColleague: UseCase<'showColleague', 'colleagues'> = async ({ staffId }, { colleagues }) => {
  const found = await colleagues.find(staffId);
  if (!found) throw new Refused('staff.unknown');
  const { displayName, roles } = found;
  return { staff: { staffId, displayName, roles: [...roles] } };
};
