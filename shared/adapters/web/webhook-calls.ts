import { lookup } from 'node:dns/promises';
import { type RequestOptions, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { retryAfterOf } from '../../../platform/adapters/http/exchange.ts';
import { Failed } from '../../../platform/ports/failed.ts';
import type { AddressProblem, WebhookAnswer, WebhookCalls } from '../../ports/messages/webhook-calls.ts';
import { isPublicAddress } from './public-address.ts';

const PORT = 'webhook';
/** Those of https servers; the URL has none for 443. Others would let a stranger knock at any service. */
const PORTS = ['', '8443'];
/** D2. */
const TIMEOUT_SECONDS = 15;

export interface WebhookCallSettings {
  /** On a laptop: allows http, any port, and receivers on the same machine. */
  readonly allowsLocal: boolean;
  /** Set by tests. */
  readonly addressesOf?: (host: string) => Promise<readonly string[]>;
  readonly isAllowed?: (address: string) => boolean;
  readonly timeoutSeconds?: number;
}

/** HTTP to integrators. A name is resolved once, all its addresses are checked, and only those are connected to. */
export function createWebhookCalls(settings: WebhookCallSettings): WebhookCalls {
  const { allowsLocal, addressesOf = systemAddresses, timeoutSeconds = TIMEOUT_SECONDS } = settings;
  const isAllowed = settings.isAllowed ?? ((address) => allowsLocal || isPublicAddress(address));

  async function checked(url: URL, signal: AbortSignal): Promise<readonly string[] | AddressProblem> {
    if (url.protocol !== 'https:' && !(allowsLocal && url.protocol === 'http:')) return 'insecure';
    if (url.username !== '' || url.password !== '') return 'insecure';
    if (!allowsLocal && !PORTS.includes(url.port)) return 'port';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) ? [host] : await within(signal, addressesOf(host));
    if (addresses.length === 0) return 'unknown-host';
    return addresses.every(isAllowed) ? addresses : 'not-public';
  }

  return {
    async problemWith(url) {
      const found = await checked(new URL(url), AbortSignal.timeout(timeoutSeconds * 1000));
      return typeof found === 'string' ? found : undefined;
    },

    async post(url, headers, body) {
      const target = new URL(url);
      const signal = AbortSignal.timeout(timeoutSeconds * 1000);
      const addresses = await checked(target, signal);
      if (typeof addresses === 'string') throw new Failed(PORT, 'refused', addresses);
      return post(target, { headers, lookup: only(addresses), signal }, body);
    },
  };
}

/** Addresses of a name by the system's resolver; none when the name does not exist. */
async function systemAddresses(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTFOUND' || code === 'ENODATA') return [];
    throw new Failed(PORT, 'broken', code, { cause: error });
  }
}

/** Gives up on a name server that does not answer. */
const within = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(new Failed(PORT, 'timeout')), { once: true });
    }),
  ]);

/** Resolves to the checked addresses instead of querying again: the name may point elsewhere by now. */
const only =
  (addresses: readonly string[]): LookupFunction =>
  (_host, { all }, done) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (all) done(null, found);
    else done(null, found[0]?.address ?? '', found[0]?.family);
  };

type PostOptions = Pick<RequestOptions, 'lookup'> & {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** Opens a new connection each time: an idle one might belong to an address that the name no longer points to. */
const post = (url: URL, { headers, ...options }: PostOptions, body: string): Promise<WebhookAnswer> =>
  new Promise((resolve, reject) => {
    const length = String(Buffer.byteLength(body));
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const asking = request(url, {
      ...options,
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': length },
    });
    asking.once('response', (response) => {
      response.destroy();
      const retryAfterSeconds = retryAfterOf(response.headers['retry-after'], response.headers.date);
      resolve({ status: response.statusCode ?? 0, retryAfterSeconds });
    });
    asking.once('error', (error: NodeJS.ErrnoException) => {
      const timedOut = options.signal.aborted;
      reject(new Failed(PORT, timedOut ? 'timeout' : 'broken', timedOut ? undefined : error.code, { cause: error }));
    });
    asking.end(body);
  });
