import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiReply, ApiRequest, Send } from '../../tools/walk/send.ts';

/** What the clients of a campaign got. */
export interface Tally {
  readonly latenciesMs: number[];
  /** Answers by their status. */
  readonly statuses: Map<number, number>;
}

/** A client gives up after this many refusals in a row. */
const MOST_TRIES = 40;
const LEAST_PAUSE_MS = 1_000;
const MOST_PAUSE_MS = 10_000;
const WAITS_FOR_NEWS = /\?wait=/;

/**
 * A client of its own address, as every person has: 127.0.0.0/8 is all loopback. It comes again when it is told that the
 * service is busy (429, 503), with the same key.
 */
export function clientFrom(place: number, gateway: string, tally: Tally): Send {
  const localAddress = `127.1.${place >> 8}.${place & 255}`;
  const agent = new Agent({ keepAlive: true, maxSockets: 6, localAddress });
  return async (request) => {
    for (let tries = 1; ; tries += 1) {
      const startedMs = performance.now();
      const { reply, retryAfterSeconds } = await call(`${gateway}${request.path}`, request, agent);
      tally.statuses.set(reply.status, (tally.statuses.get(reply.status) ?? 0) + 1);
      if (!WAITS_FOR_NEWS.test(request.path)) tally.latenciesMs.push(performance.now() - startedMs);
      if (![429, 503].includes(reply.status) || tries === MOST_TRIES) return reply;
      await sleep(Math.min(Math.max(retryAfterSeconds * 1000, LEAST_PAUSE_MS), MOST_PAUSE_MS) * (0.5 + Math.random()));
    }
  };
}

function call(url: string, { method, token, idempotencyKey, seenVersion, body }: ApiRequest, agent: Agent) {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(seenVersion === undefined ? {} : { 'if-match': `"${seenVersion}"` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise<{ reply: ApiReply; retryAfterSeconds: number }>((resolve, reject) => {
    const sent = httpRequest(url, { method, headers, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const reply = { status: response.statusCode ?? 0, body: jsonIn(Buffer.concat(chunks).toString('utf8')) };
        resolve({ reply, retryAfterSeconds: Number(response.headers['retry-after'] ?? 0) });
      });
    });
    sent.once('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** A 5xx of the platform need not be JSON. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { error: { code: 'no-json', message: text.slice(0, 200), facts: {} } };
  }
}
