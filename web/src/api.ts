import { type Call, createApiClient } from '../../client/calls/api-client.ts';
import { ApiError, networkLost } from '../../contracts/client/api-error.ts';
import type { HttpRequest, HttpResponse } from '../../contracts/client/http-client.ts';
import { sleep } from '../../ui/sleep.ts';
import { config } from './config.ts';
import { type DeviceSecret, newDeviceSecret, thisDevice } from './device-secret.ts';
import { heard } from './network.ts';
import { stayAtField } from './route.ts';
import { beginSession, endSession, readSession, type Session, session, storeSession } from './session.ts';
import { askToSignInAgain } from './sign-in-again.ts';

/** A token that expires sooner is renewed first. */
const RENEW_BEFORE_MS = 60_000;

async function send({ method, url, headers, body }: HttpRequest): Promise<HttpResponse> {
  const response = await heard(fetch(url, { method, headers, ...(body !== undefined && { body }) }));
  return { status: response.status, body: await response.json().catch(() => undefined) };
}

const clientWith = (token: () => Promise<string | undefined>, onSessionEnd: () => void): Promise<Call> =>
  config.then(({ api }) =>
    createApiClient({
      baseUrl: api,
      send,
      token,
      newKey: randomId,
      sleep,
      onSessionEnd,
    }),
  );

const client = clientWith(ownToken, () => {
  stayAtField();
  endSession(true);
});

/**
 * Calls one operation of the API: `await call('showFiling', { params: { filingId } })`. Where the sign-in is too old for it, the
 * person is asked to sign in again. @throws ApiError
 */
export const call: Call = async (name, input, options) => {
  try {
    return await (await client)(name, input, options);
  } catch (caught) {
    const isOld = caught instanceof ApiError && caught.code === 'session.old-sign-in';
    if (!isOld || !(await askToSignInAgain())) throw caught;
    return (await client)(name, input, options);
  }
};

/** Calls one operation with another person's token. @throws ApiError */
export const callAs =
  (token: string): Call =>
  async (name, input, options) =>
    (
      await clientWith(
        async () => token,
        () => {},
      )
    )(name, input, options);

let renewal: Promise<void> | undefined;

const expiresSoon = ({ expiresAt }: Session): boolean => Date.parse(expiresAt) - Date.now() < RENEW_BEFORE_MS;

async function ownToken(): Promise<string | undefined> {
  const { value } = session;
  if (value?.secret !== undefined && expiresSoon(value)) {
    // Concurrent calls wait for one renewal, because a secret can be used once.
    renewal ??= alone(renewOwn).finally(() => {
      renewal = undefined;
    });
    await renewal;
  }
  return session.value?.token;
}

/** Tabs may share a session: one of them renews at a time. Browsers have locks wherever they have digests. */
const alone = (work: () => Promise<void>): Promise<void> =>
  navigator.locks ? navigator.locks.request('icp-filing.renewal', work) : work();

/** Renews this device's session, unless another tab has done so meanwhile. */
async function renewOwn(): Promise<void> {
  const current = readSession();
  if (current?.secret === undefined || !expiresSoon(current)) return;
  const next = current.next ?? (await newDeviceSecret());
  if (!next) return;
  // Before it is sent, so that the same renewal is sent again.
  storeSession({ ...current, next });
  storeSession(await renewed(current.secret, next));
}

/** Gets the first token for the secret of a sign-in. @param stays whether the session outlives the tab. @throws ApiError */
export async function beginSessionBy(secret: string, stays: boolean): Promise<void> {
  const next = await newDeviceSecret();
  if (next) beginSession(await renewed(secret, next), stays);
}

const renewed = async (secret: string, next: DeviceSecret): Promise<Session> => ({
  ...(await call('renew', { body: { secret, next: next.challenge, device: thisDevice() } })),
  secret: next.secret,
});

/** Gets a token for the account that this session belongs to now. @throws ApiError */
export async function renewNow(): Promise<void> {
  const { value } = session;
  if (value) storeSession({ ...value, expiresAt: new Date(0).toISOString() });
  await ownToken();
}

/** 32 random hexadecimal digits; `crypto.randomUUID` is missing over plain http from another machine. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches what a link of five minutes leads to. @throws ApiError; whoever asks the API again gets a new link. */
export async function fetchLink(url: string): Promise<Response> {
  const response = await fetch(url, { cache: 'no-store' }).catch((error) => {
    throw networkLost(error);
  });
  if (!response.ok) throw networkLost(`the link answered ${response.status}`);
  return response;
}

/** Fetches the contents of a view: JSON with values in clear. @throws ApiError */
export const readView = async <T>({ url }: { readonly url: string }): Promise<T> =>
  (await (await fetchLink(url)).json()) as T;
