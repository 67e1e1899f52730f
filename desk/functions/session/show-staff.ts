import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';
import type { Input, Output } from '../../../contracts/kit/contract.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import type { contract } from './contract.ts';
import type { Ports } from './ports.ts';

/** Who is signed in, for the page's head and for what it offers. */
export async function showStaff({
  staff: { staffId, displayName, roles },
}: {
  readonly staff: StaffCaller;
}): Promise<{ readonly staff: Omit<StaffCaller, 'sessionId'> }> {
  return { staff: { staffId, displayName, roles } };
}

/** The name of a colleague whom somebody has chosen: lists and figures have ids. @throws Refused('staff.unknown') */
export async function showColleague(
  { staffId }: Input<typeof contract.showColleague>,
  { colleagues }: Pick<Ports, 'colleagues'>,
): Promise<Output<typeof contract.showColleague>> {
  const found = await colleagues.find(staffId);
  if (!found) throw new Refused('staff.unknown');
  const { displayName, roles } = found;
  return { staff: { staffId, displayName, roles: [...roles] } };
}
