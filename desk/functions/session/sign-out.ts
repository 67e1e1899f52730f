import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';
import { noCookie } from '../../../platform/edge/cookies.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import { STAFF_COOKIE } from '../../application/staff-caller.ts';
import type { Ports } from './ports.ts';

/** Ends the session here. @returns where the person can sign out at the identity provider too, if it has such a page. */
export async function signOut(
  { staff }: { readonly staff: StaffCaller },
  { identityProvider, staffSessions }: Pick<Ports, 'identityProvider' | 'staffSessions'>,
): Promise<{ readonly reply: { readonly url?: string }; readonly setCookie: string }> {
  await staffSessions.end(staff.sessionId, 'signed-out');
  const url = await identityProvider.signOutUrl().catch((error: unknown) => {
    // Out of order is no reason to keep somebody signed in.
    if (error instanceof Failed) return undefined;
    throw error;
  });
  return { reply: url === undefined ? {} : { url }, setCookie: noCookie(STAFF_COOKIE) };
}
