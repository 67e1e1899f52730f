import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '../../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';
import { PAGE_KEY_HEADER, STAFF_COOKIE } from '../../../desk/application/staff-caller.ts';
import type { StaffSessions } from '../../../desk/ports/staff-sessions.ts';

/** The page's host in tests. */
export const DESK_ORIGIN = 'https://desk.example';

/** A member of staff who is signed in, with the headers of a request by their page. */
export interface SignedInStaff extends StaffCaller {
  readonly headers: Readonly<Record<string, string>>;
}

const ISSUER = 'https://login.example';

/**
 * Signs a fictional member of staff in without an identity provider.
 *
 * @param name also their id at the provider: the same name again is the same person, whose session before it ends.
 */
export async function signInStaff(
  sessions: StaffSessions,
  name: string,
  roles: readonly Role[],
  origin = DESK_ORIGIN,
): Promise<SignedInStaff> {
  const pageKey = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(pageKey).digest('base64url');
  const identity = { issuer: ISSUER, subject: name, displayName: name, roles, refreshToken: `refresh-${name}` };
  const { token, caller } = await sessions.open(identity, hash);
  return {
    ...caller,
    headers: {
      cookie: `${STAFF_COOKIE}=${token}`,
      [PAGE_KEY_HEADER]: pageKey,
      origin,
      'sec-fetch-site': 'same-origin',
    },
  };
}
