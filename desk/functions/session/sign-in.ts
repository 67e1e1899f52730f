import type { StaffCaller } from '../../../contracts/desk/staff-caller.ts';
import type { Origin } from '../../../contracts/kit/contract.ts';
import { Refused } from '../../../contracts/kit/refusal.ts';
import { cookie } from '../../../platform/edge/cookies.ts';
import { alarm, warn } from '../../../platform/edge/log.ts';
import { STAFF_COOKIE } from '../../application/staff-caller.ts';
import { hasSecondFactor, REFUSED_SIGN_INS } from '../../domain/staff/sign-in.ts';
import { LONGEST_MS } from '../../domain/staff/staff-session.ts';
import type { StaffIdentity } from '../../ports/staff-sessions.ts';
import type { Ports } from './ports.ts';
import { secretsOf, TRY_COOKIE } from './sign-in-try.ts';

interface Answer {
  readonly cookies: Readonly<Record<string, string>>;
  readonly origin: Origin;
  readonly body: { readonly answer: string; readonly pageKeyHash: string };
}

/**
 * Opens a session for whoever the identity provider has proven by two factors and given a role, and ends the one that they
 * had. The session is a new one whatever cookie came: nobody can give somebody else theirs.
 */
export async function signIn(
  { cookies, origin, body: { answer, pageKeyHash } }: Answer,
  ports: Ports,
): Promise<{ readonly reply: { readonly staff: Omit<StaffCaller, 'sessionId'> }; readonly setCookie: string }> {
  const { [TRY_COOKIE]: secret } = cookies;
  if (!secret || !(await ports.signInTries.use(secret))) throw new Refused('staff-sign-in.over');
  const { token, caller } = await ports.staffSessions.open(await proven(answer, secret, origin, ports), pageKeyHash);
  const { staffId, displayName, roles } = caller;
  return {
    reply: { staff: { staffId, displayName, roles } },
    setCookie: cookie(STAFF_COOKIE, token, LONGEST_MS / 1000),
  };
}

async function proven(
  answer: string,
  secret: string,
  origin: Origin,
  { callerLimits, identityProvider, secondFactor }: Ports,
): Promise<StaffIdentity> {
  const person = await identityProvider.identify(answer, secretsOf(secret));
  if ('because' in person) {
    warn({ port: 'identity-provider', failure: 'sign-in-refused', vendorCode: person.because });
    throw new Refused('staff-sign-in.refused');
  }
  const refusal = !hasSecondFactor(person, secondFactor)
    ? 'staff-sign-in.second-factor'
    : person.roles.length === 0 && 'staff-sign-in.no-role';
  const subjects = [`${person.issuer} ${person.subject}\n${origin.network}`];
  const counted = { name: 'refused sign-ins', subjects, weight: refusal ? 1 : 0, ...REFUSED_SIGN_INS };
  const retryAfterSeconds = await callerLimits.countCall(counted);
  if (retryAfterSeconds > 0) throw new Refused('request.too-many', { retryAfterSeconds });
  if (refusal) throw new Refused(refusal);
  const { refreshToken } = person;
  if (refreshToken === undefined) {
    alarm({ port: 'identity-provider', failure: 'no-refresh-token' });
    throw new Refused('staff-sign-in.not-set-up');
  }
  return { ...person, refreshToken };
}
