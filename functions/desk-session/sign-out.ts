import type { StaffCaller } from '../../shared/desk/domain/staff-session.ts';
import { noCookie, STAFF_COOKIE } from '../../shared/edge/staff-caller.ts';
import type { Ports } from './ports.ts';

/** Ends the session here. */
export async function signOut(
  { staff }: { readonly staff: StaffCaller },
  { staffSessions }: Pick<Ports, 'staffSessions'>,
): Promise<{ readonly reply: { readonly signedOut: true }; readonly setCookie: string }> {
  await staffSessions.end(staff.sessionId, 'signed-out');
  return { reply: { signedOut: true }, setCookie: noCookie(STAFF_COOKIE) };
}
