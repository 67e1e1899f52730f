import type { IncomingHttpHeaders, IncomingMessage, RequestOptions } from 'node:http';
import type * as z from 'zod/mini';
import { storable } from '../../../contracts/kit/storable.ts';
import { Failed, type FailureKind } from '../../ports/failed.ts';

export interface OutgoingRequest {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ExchangeLimits {
  /** Name of the calling port, for `Failed`. */
  readonly port: string;
  /** From connecting to the last byte of the reply. */
  readonly timeoutSeconds: number;
  readonly maxBytes: number;
}

export interface Exchanged {
  readonly status: number;
  readonly text: string;
  /** From `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;
}

const MAX_REDIRECTS = 5;

/**
 * One HTTP exchange of text, whatever the status of the reply. A GET follows up to 5 redirects; a POST none. Never retries.
 *
 * @throws Failed(port, …) when no complete reply of at most `maxBytes` arrives in time.
 */
export async function exchange(
  url: string,
  request: OutgoingRequest,
  limits: ExchangeLimits,
  redirects: 'returned' | 'followed' = request.method === 'POST' ? 'returned' : 'followed',
): Promise<Exchanged> {
  const { status, headers, body } = await exchangeBytes(url, request, limits, redirects);
  if (body === undefined) throw new Failed(limits.port, 'broken', 'AnswerTooLarge');
  return {
    status,
    text: body.toString('utf8'),
    retryAfterSeconds: retryAfterOf(headers['retry-after'], headers.date),
  };
}

/**
 * Like `exchange`, for bytes and without redirects. The body is undefined when it is longer than `maxBytes`.
 *
 * @throws Failed(port, …) when no complete reply arrives in time.
 */
export async function exchangeBytes(
  url: string,
  { method = 'GET', headers, body }: OutgoingRequest,
  { port, timeoutSeconds, maxBytes }: ExchangeLimits,
  redirects: 'returned' | 'followed' = 'returned',
): Promise<{ readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer | undefined }> {
  const signal = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    // The other side may have closed an idle connection while the instance was frozen: each request has its own.
    const options: RequestOptions = { method, headers: { ...headers }, agent: false, signal };
    const answer = await (redirects === 'followed' ? sendFollowing(url, options, body) : send(url, options, body));
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: await bodyOf(answer, maxBytes) };
  } catch (error) {
    throw new Failed(port, signal.aborted ? 'timeout' : 'broken', undefined, { cause: error });
  }
}

/**
 * One request by Node's own client: the first `fetch` of a process takes 40 ms of CPU, a fifth of a first reply
 * (docs/decisions/bundles.md). Resolves when the head of the reply has arrived.
 */
async function send(url: string, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  const { request } = await (url.startsWith('https:') ? import('node:https') : import('node:http'));
  return new Promise((resolve, reject) => {
    request(url, options, resolve).on('error', reject).end(body);
  });
}

/** @throws Error after too many redirects, and for one that leaves https. */
async function sendFollowing(
  url: string,
  options: RequestOptions,
  body: string | undefined,
  redirectsLeft = MAX_REDIRECTS,
): Promise<IncomingMessage> {
  const answer = await send(url, options, body);
  const { location } = answer.headers;
  if (![301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) || location === undefined) return answer;
  answer.destroy();
  if (redirectsLeft === 0) throw new Error('too many redirects');
  return sendFollowing(redirectTarget(location, url), options, body, redirectsLeft - 1);
}

/** Where a redirect leads. @throws Error when it would go on without TLS what began with it. */
export function redirectTarget(location: string, from: string): string {
  const target = new URL(location, from);
  if (from.startsWith('https:') && target.protocol !== 'https:') throw new Error('a redirect leaves https');
  return target.href;
}

/** The whole body; undefined when it is longer than `maxBytes`, and then the rest is not read. */
async function bodyOf(answer: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * `Retry-After` in seconds (RFC 9110, 10.2.3). A date is compared with the reply's own `Date`, so that clock skew does
 * not matter.
 */
export function retryAfterOf(
  retryAfter: string | null | undefined,
  date: string | null | undefined,
): number | undefined {
  const text = retryAfter?.trim();
  if (!text) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  const seconds = (Date.parse(text) - Date.parse(date ?? '')) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** The failure for an unsuccessful HTTP status. */
export function failureOf(status: number): FailureKind {
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'throttled';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

/**
 * Parses a JSON reply by its schema. A schema error may contain the other side's text, so it is not kept as the cause.
 *
 * @throws Failed(port, 'broken', 'UnexpectedAnswer')
 */
export function parseJson<T>(port: string, text: string, schema: z.ZodMiniType<T>): T {
  const answer = schema.safeParse(jsonOrUndefined(text));
  if (!answer.success) throw new Failed(port, 'broken', 'UnexpectedAnswer');
  return answer.data;
}

/** The value of a JSON text, whose texts are made storable; undefined when it is not JSON, or is nested too deeply. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return storable(JSON.parse(text));
  } catch {
    return undefined;
  }
}
