import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError } from '../../contracts/client/api-error.ts';
import { type HttpRequest, type HttpResponse, patiently } from '../../contracts/client/http-client.ts';
import type { ApiReply, ApiRequest, Send } from '../../tools/walk/send.ts';

/** What the clients of a campaign got. */
export interface Tally {
  readonly latenciesMs: number[];
  /** Answers by their status. */
  readonly statuses: Map<number, number>;
  /** How many of those with 429 waited for news of a document. */
  busyWaits: number;
  /** Calls that failed (5xx), with the trace id by which the functions' log tells why. */
  readonly failures: FailedCall[];
}

/** A call that was answered with a 5xx. */
export interface FailedCall {
  readonly call: string;
  readonly status: number;
  readonly answer: string;
  readonly traceId: string;
}

export const newTally = (): Tally => ({ latenciesMs: [], statuses: new Map(), busyWaits: 0, failures: [] });

/** A person presses again this many times in a row, when the client says that the service is busy. */
const MOST_TRIES = 10;
const LEAST_PAUSE_MS = 5_000;
const MOST_PAUSE_MS = 60_000;
const WAITS_FOR_NEWS = /\?wait=/;

/**
 * A client of its own address, as every person has: 127.0.0.0/8 is all loopback. It waits and comes again as the page
 * and the mini program do, with the same key; whoever is told to come again later than that presses again then.
 */
export function clientFrom(place: number, gateway: string, tally: Tally): Send {
  const localAddress = `127.1.${place >> 8}.${place & 255}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 6, localAddress });
  return async (request) => {
    for (let tries = 1; ; tries += 1) {
      const { reply, error } = await sendPatiently(gateway, request, agent, tally);
      if (reply.status !== 429 || tries === MOST_TRIES) return reply;
      const seconds = error?.facts.retryAfterSeconds;
      const pauseMs = Math.max(typeof seconds === 'number' ? seconds * 1000 : 0, LEAST_PAUSE_MS);
      if (pauseMs > MOST_PAUSE_MS) return reply;
      await sleep(pauseMs * (1 + Math.random() / 2));
    }
  };
}

/** One press of a button: what the client does before it shows an error. */
async function sendPatiently(gateway: string, request: ApiRequest, agent: Agent, tally: Tally) {
  let last: HttpResponse | undefined;
  const send = async (one: HttpRequest) => {
    last = undefined;
    const startedMs = performance.now();
    last = await call(one, agent, tally);
    if (!WAITS_FOR_NEWS.test(request.path)) tally.latenciesMs.push(performance.now() - startedMs);
    return last;
  };
  const client = { send, sleep: (ms: number) => sleep(ms * (0.9 + Math.random() / 5)), onSessionEnd: () => {} };
  const error = await patiently(client, httpRequestOf(gateway, request)).then(
    () => undefined,
    (thrown: unknown) => {
      if (!(thrown instanceof ApiError) || !last) throw thrown;
      return thrown;
    },
  );
  return { reply: last as ApiReply, error };
}

const httpRequestOf = (
  gateway: string,
  { method, path, token, idempotencyKey, seenVersion, body }: ApiRequest,
): HttpRequest => ({
  method,
  url: `${gateway}${path}`,
  headers: {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(seenVersion === undefined ? {} : { 'if-match': `"${seenVersion}"` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  },
  ...(body === undefined ? {} : { body: JSON.stringify(body) }),
});

async function call({ method, url, headers, body }: HttpRequest, agent: Agent, tally: Tally): Promise<HttpResponse> {
  const { status, text, requestId } = await new Promise<{ status: number; text: string; requestId: string }>(
    (resolve, reject) => {
      const sent = httpRequest(url, { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
            requestId: String(response.headers['x-request-id'] ?? ''),
          }),
        );
      });
      sent.once('error', reject);
      sent.end(body);
    },
  );
  tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1);
  if (status === 429 && WAITS_FOR_NEWS.test(url)) tally.busyWaits += 1;
  if (status >= 500) {
    const path = new URL(url).pathname;
    tally.failures.push({
      call: `${method} ${path}`,
      status,
      answer: text.slice(0, 300),
      traceId: requestId.replaceAll('-', ''),
    });
  }
  return { status, body: jsonIn(text) };
}

/** A 5xx of the platform need not be JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
