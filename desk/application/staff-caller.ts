import type { StaffCaller } from '../../contracts/desk/staff-caller.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { OpenStaffSessions } from '../ports/staff-sessions.ts';

/**
 * The cookie of a session at the desk. By its prefix a browser takes it only with Secure, for this one host and every path
 * (RFC 6265bis, section 4.1.3.2).
 */
export const STAFF_COOKIE = '__Host-desk-session';
/** In which the page sends the secret that it has made: no other site knows it, and it stands in no reply. */
export const PAGE_KEY_HEADER = 'x-desk-key';

/** A `Set-Cookie` that no script can read, that goes with no request from another site, and that only this host gets. */
export const cookie = (name: `__Host-${string}`, value: string, maxAgeSeconds: number): string =>
  `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}`;

/** Makes the browser forget a cookie. */
export const noCookie = (name: `__Host-${string}`): string => cookie(name, '', 0);

type Headers = Readonly<Record<string, string>>;

/** The cookies of a request, by their names. */
export const cookiesOf = ({ cookie = '' }: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    cookie.split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
    }),
  );

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
