import { createHash, randomBytes } from 'node:crypto';
import {
  type RunningIdentityProvider,
  startIdentityProvider,
  TWO_FACTORS,
} from 'identity-provider-stand-in/identity-provider.ts';
import {
  createIdentityProvider,
  type IdentityProviderSettings,
} from '../../../desk/adapters/openid-client/identity-provider.ts';
import { identifyStaff, PAGE_KEY_HEADER } from '../../../desk/application/staff-caller.ts';
import { roleMap, secondFactorRule } from '../../../desk/domain/staff/sign-in.ts';
import { contract } from '../../../desk/functions/session/contract.ts';
import { room as deployed } from '../../../desk/functions/session/index.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { httpFunction, httpRoom } from '../../../platform/edge/http-function.ts';
import { type TestClock, testClock } from '../clock.ts';
import { httpEventOf, scfContext, seen } from '../scf.ts';
import { deskTables } from './desk-tables.ts';
import { DESK_ORIGIN } from './staff.ts';

type Headers = Readonly<Record<string, string>>;

const RETURN_URL = `${DESK_ORIGIN}/signed-in`;
const CLIENT = { id: 'desk', secret: 'secret-of-the-desk' };

/** The provider that the desk of a test knows. People there wait for the next code, as each is good once. */
export async function startTestProvider(): Promise<RunningIdentityProvider> {
  const phone = testClock('2026-11-26T02:00:00Z');
  const provider = await startIdentityProvider({
    port: 0,
    client: { ...CLIENT, returnUrls: [RETURN_URL], signedOutUrls: [`${DESK_ORIGIN}/`] },
    now: phone.now,
  });
  const codeOf = (id: string): string => {
    phone.forward(30);
    return provider.codeOf(id);
  };
  return { ...provider, codeOf };
}

export const settingsFor = (issuerUrl: string): IdentityProviderSettings => ({
  issuerUrl,
  clientId: CLIENT.id,
  clientSecret: CLIENT.secret,
  scope: 'openid profile',
  rolesClaim: 'roles',
  roles: roleMap(undefined),
  acrValues: [TWO_FACTORS],
  returnUrl: RETURN_URL,
  signedOutUrl: `${DESK_ORIGIN}/`,
});

/** The desk's sign-in on real tables, with a provider that speaks OpenID Connect. */
export async function deskSignIn(clock: TestClock, settings: IdentityProviderSettings) {
  const tables = await deskTables(clock);
  const identityProvider = createIdentityProvider(settings);
  const { colleagues, declaredTies, staffSessions, signInTries, callerLimits } = tables;
  const room = httpRoom({
    contract,
    ports: {
      callerLimits: async () => callerLimits,
      colleagues: async () => colleagues,
      declaredTies: async () => declaredTies,
      ids: async () => cryptoIds,
      identityProvider: async () => identityProvider,
      secondFactor: async () => secondFactorRule('amr=mfa'),
      signInTries: async () => signInTries,
      staffSessions: async () => staffSessions,
    },
    useCases: deployed.useCases,
  });
  const handler = httpFunction(room, {
    identify: async () => identifyStaff({ sessions: staffSessions, ownOrigin: DESK_ORIGIN }),
    callerLimits: async () => callerLimits,
  });
  const own = { origin: DESK_ORIGIN, 'sec-fetch-site': 'same-origin' };

  async function call(route: `${string} /${string}`, headers: Headers, body?: unknown) {
    const reply = await handler(httpEventOf(route, { headers: { ...own, ...headers }, body }), scfContext());
    const { status, body: answer } = seen(reply);
    return {
      status,
      answer: answer as Readonly<Record<string, unknown>>,
      code: (answer as { error?: { code: string } }).error?.code,
      setCookie: reply.headers['set-cookie'] ?? '',
    };
  }

  /** A try: the provider's address, and the cookie with which it is finished. */
  async function begin() {
    const { answer, setCookie } = await call('POST /v1/staff-session/tries', {});
    return { url: String(answer.url), cookie: setCookie.split(';')[0] ?? '', setCookie };
  }

  /** Finishes a try with what the provider has answered. */
  async function finish(cookie: string, answer: string, from: Headers = {}) {
    const pageKey = randomBytes(32).toString('base64url');
    const pageKeyHash = createHash('sha256').update(pageKey).digest('base64url');
    const result = await call('POST /v1/staff-session', { ...from, cookie }, { answer, pageKeyHash });
    return { ...result, headers: { cookie: result.setCookie.split(';')[0] ?? '', [PAGE_KEY_HEADER]: pageKey } };
  }

  return { ...tables, identityProvider, begin, finish, call };
}
