import { may } from '../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../contracts/desk/staff-caller.ts';
import type { Operation } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { cookiesOf } from '../../platform/edge/cookies.ts';
import type { OpenStaffSessions } from '../ports/staff-sessions.ts';

/**
 * The cookie of a session at the desk. By its prefix a browser takes it only with Secure, for this one host and every path
 * (RFC 6265bis, section 4.1.3.2).
 */
export const STAFF_COOKIE = '__Host-desk-session';
/** In which the page sends the secret that it has made: no other site knows it, and it stands in no reply. */
export const PAGE_KEY_HEADER = 'x-desk-key';

type Headers = Readonly<Record<string, string>>;

/**
 * Refuses what a page of another host makes a browser send. A neighbouring host is the same site for SameSite, so only the
 * host counts. Browsers send Origin with each changing request, and Sec-Fetch-Site with all.
 *
 * @param ownOrigin `https://<host>` of the desk.
 * @throws Refused('staff-session.cross-site')
 */
export function requireOwnPage(method: string, headers: Headers, ownOrigin: string): void {
  const { origin, 'sec-fetch-site': site } = headers;
  const isOwn = origin === undefined ? method === 'GET' : origin === ownOrigin;
  const isFetchedByOwn = site === undefined || site === 'same-origin' || (method === 'GET' && site === 'none');
  if (!isOwn || !isFetchedByOwn) throw new Refused('staff-session.cross-site');
}

/**
 * Who of the staff calls: by the cookie of the session and the secret that the page keeps beside it.
 *
 * @throws Refused('session.missing') without one of them; Refused('session.invalid' | 'staff-session.elsewhere' |
 * 'staff-session.unconfirmed') when there is no such session, or it is not in force.
 */
export async function staffCaller(headers: Headers, sessions: OpenStaffSessions): Promise<StaffCaller> {
  const { [STAFF_COOKIE]: token } = cookiesOf(headers);
  const { [PAGE_KEY_HEADER]: pageKey } = headers;
  if (!token || !pageKey) throw new Refused('session.missing');
  const caller = await sessions.callerOf({ token, pageKey });
  if (typeof caller !== 'string') return caller;
  throw new Refused(caller === 'over' ? 'session.invalid' : `staff-session.${caller}`);
}

/** By what staff are identified. */
interface StaffChecks {
  readonly sessions: OpenStaffSessions;
  /** `https://<host>` of the desk. */
  readonly ownOrigin: string;
}

/**
 * Identifies who of the staff calls an operation, and whether they may.
 *
 * @throws Refused as `requireOwnPage` and `staffCaller`; Refused('staff.no-right').
 */
export const identifyStaff =
  ({ sessions, ownOrigin }: StaffChecks) =>
  async ({ operation, headers }: { readonly operation: Operation; readonly headers: Headers }) => {
    requireOwnPage(operation.method, headers, ownOrigin);
    if (operation.caller !== 'staff') return { input: {} };
    const staff = await staffCaller(headers, sessions);
    if (!operation.right || !may(staff.roles, operation.right)) throw new Refused('staff.no-right');
    return { input: { staff }, accountId: staff.staffId, person: [staff.staffId] };
  };
