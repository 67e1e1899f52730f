import { Agent, type ClientRequestArgs } from 'node:http';
import type { Duplex } from 'node:stream';
import * as z from 'zod/mini';
import { storable } from '../../../contracts/kit/storable.ts';
import { Failed, type FailureKind } from '../../ports/failed.ts';

/** Temporary credentials of the execution role. They change while an instance is warm: read them for each call. */
export interface RoleCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  readonly token: string;
}

export interface CloudApiSettings {
  readonly credentials: () => RoleCredentials;
  readonly region: string;
  /** `http://host:port` of a stand-in for the Cloud API; undefined means the real one. */
  readonly endpoint: string | undefined;
  /** Timeout of one call. Less than the function's own timeout. */
  readonly timeoutSeconds: number;
  /** W3C traceparent of the calling event; undefined where there is none. */
  readonly traceparent?: () => string | undefined;
}

/** Keeps the official host name in the request and signature, but connects to the stand-in. */
class DialingAgent extends Agent {
  readonly #to: { host: string; port: number };
  constructor(endpoint: string) {
    super();
    const { hostname, port } = new URL(endpoint);
    this.#to = { host: hostname, port: Number(port) };
  }
  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    return super.createConnection({ ...options, ...this.#to }, callback);
  }
}

/** The constructor argument that every client of the official SDK takes. */
export function clientConfig({ credentials, region, endpoint, timeoutSeconds, traceparent }: CloudApiSettings) {
  return {
    // The SDK's own environment provider reads other variable names than SCF sets, so the credentials are passed here.
    credential: {
      getCredential: async () => {
        const { secretId, secretKey, token } = credentials();
        return { secretId, secretKey, token };
      },
    },
    region,
    profile: {
      httpProfile: {
        reqTimeout: timeoutSeconds,
        // The SDK reads this at every call; without one it generates its own.
        headers: {
          get 'X-TC-TraceId'() {
            return traceparent?.()?.split('-')[1] ?? '';
          },
        },
        ...(endpoint ? { protocol: 'http://', agent: new DialingAgent(endpoint) } : {}),
      },
    },
  };
}

/** An error reply of the Cloud API, reduced to its code. */
export class VendorCode extends Error {
  override readonly name = 'VendorCode';
  constructor(readonly code: string) {
    super(code);
  }
}

const THROTTLED = /^(RequestLimitExceeded|LimitExceeded\.Frequency)/;
const REFUSED = /^(AuthFailure|UnauthorizedOperation|ResourceUnavailable|ResourceInsufficient)/;
const BROKEN = /^InternalError/;

/**
 * Runs one call of the official SDK and parses its reply.
 *
 * @throws VendorCode for the product's own error codes, which the caller maps; Failed(port, …) for everything that says
 * nothing about the picture or the person: transport, timeout, throttling, credentials, a reply that doesn't fit the
 * schema. Texts in the reply are made storable.
 */
export async function callCloudApi<T>(
  port: string,
  schema: z.ZodMiniType<T>,
  call: () => Promise<unknown>,
): Promise<T> {
  let answer: unknown;
  try {
    answer = storable(await call());
  } catch (error) {
    throw vendorError(port, error);
  }
  const parsed = schema.safeParse(answer);
  // A schema error contains the vendor's values, so it is not kept as the cause.
  if (!parsed.success) throw new Failed(port, 'broken', 'UnexpectedAnswer');
  return parsed.data;
}

/** The SDK keeps only the HTTP layer's message of a timeout: while waiting for the headers, or for the body. */
const TIMED_OUT = /^(network timeout at|Response timeout while trying to fetch)/;
/** The SDK's message for a connection that could not be opened: `…, reason: connect ECONNREFUSED 127.0.0.1:443`. */
const NOT_CONNECTED = /reason: (?:connect|getaddrinfo) (E[A-Z_]+)/;
const sdkError = z.object({ code: z.optional(z.string()), message: z.optional(z.string()) });

function vendorError(port: string, error: unknown): Error {
  const { code: ownCode, message = '' } = sdkError.safeParse(error).data ?? {};
  const code = ownCode ?? NOT_CONNECTED.exec(message)?.[1];
  const failed = (kind: FailureKind) => new Failed(port, kind, code, { cause: error });
  if (code === 'ETIMEDOUT' || (!code && TIMED_OUT.test(message))) return failed('timeout');
  if (!code || /^E[A-Z_]+$/.test(code)) return failed('broken');
  if (THROTTLED.test(code)) return failed('throttled');
  if (REFUSED.test(code)) return failed('refused');
  if (BROKEN.test(code)) return failed('broken');
  return new VendorCode(code);
}
