import type { StaffCaller } from '../../shared/desk/domain/staff-session.ts';

/** Who is signed in, for the page's head and for what it offers. */
export async function showStaff({
  staff: { staffId, displayName, roles },
}: {
  readonly staff: StaffCaller;
}): Promise<{ readonly staff: Omit<StaffCaller, 'sessionId'> }> {
  return { staff: { staffId, displayName, roles } };
}
