import { createHash, randomBytes } from 'node:crypto';
import { signInAt } from 'identity-provider-stand-in/browser.ts';
import type { RunningIdentityProvider } from 'identity-provider-stand-in/identity-provider.ts';

/** Where a member of staff works. */
export interface StaffPlace {
  /** `http://desk.localhost:<port>`, whose page the desk takes calls from. */
  readonly url: string;
  /** The same host by an address that needs no name. */
  readonly apiUrl: string;
  readonly identityProvider: Pick<RunningIdentityProvider, 'codeOf' | 'url'>;
}

/** One call of the desk's API as somebody. @throws Declined for every status of 400 or more. */
export type StaffCall = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** A reply that refuses something. */
export class Declined extends Error {
  override readonly name = 'Declined';
  constructor(
    readonly status: number,
    /** The code of the refusal, such as `case.taken`. */
    readonly code: string,
  ) {
    super(`${status} ${code}`);
  }
}

/**
 * Somebody of the staff with a client of their own, which knows paths only: they sign in by the identity
 * provider, and again when their session is over.
 *
 * @param person their id at the identity provider.
 */
export function staffCalls(place: StaffPlace, person: string): StaffCall {
  let signedIn: Promise<Headers> | undefined;

  async function headersOfSession(): Promise<Headers> {
    signedIn ??= signIn(place, person);
    return signedIn.catch((error: unknown) => {
      signedIn = undefined;
      throw error;
    });
  }

  return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const attempt = async () =>
      (await send<T>(place, { method, path, body, headers: await headersOfSession() })).content;
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Declined && error.status === 401)) throw error;
      signedIn = undefined;
      return attempt();
    }
  };
}

type Headers = Readonly<Record<string, string>>;

/** Signs somebody in. @returns the headers by which the desk knows them */
export async function signIn(place: StaffPlace, person: string): Promise<Headers> {
  const path = '/v1/staff-session';
  const begun = await send<{ url: string }>(place, { method: 'POST', path: `${path}/tries`, headers: {} });
  const answer = await signInAt(place.identityProvider, begun.content.url, person);
  const pageKey = randomBytes(32).toString('base64url');
  const pageKeyHash = createHash('sha256').update(pageKey).digest('base64url');
  const headers = { cookie: begun.cookie };
  const { cookie } = await send(place, { method: 'POST', path, body: { answer, pageKeyHash }, headers });
  return { cookie, 'x-desk-key': pageKey };
}

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Headers;
}

/** Longer than any function of the desk runs: whoever waits longer would wait for nothing, and their cases with them. */
export const MOST_CALL_MS = 30_000;

async function send<T>({ url, apiUrl }: StaffPlace, { method, path, body, headers }: Sent) {
  const response = await fetch(`${apiUrl}${path}`, {
    method,
    headers: {
      ...headers,
      origin: url,
      'sec-fetch-site': 'same-origin',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(MOST_CALL_MS),
  });
  const content: unknown = await response.json();
  if (!response.ok) throw new Declined(response.status, (content as { error?: { code?: string } }).error?.code ?? '');
  const [cookie = ''] = (response.headers.getSetCookie()[0] ?? '').split(';');
  return { content: content as T, cookie };
}
