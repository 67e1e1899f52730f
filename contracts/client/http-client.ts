import { ApiError, networkLost, refusalIn } from './api-error.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpResponse {
  readonly status: number;
  /** The parsed JSON; undefined when the body is not JSON. */
  readonly body: unknown;
}

/** How a front end sends. */
export interface Transport {
  /** Sends one request: `fetch`, or `wx.request`. Throws only when no reply came. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Called when the API no longer accepts the token. */
  readonly onSessionEnd: () => void;
}

/**
 * Pauses between attempts in milliseconds. Every operation may be retried: reads and saves are idempotent, commands
 * have a key. After the last attempt the error is thrown.
 */
const PAUSES_MS = [400, 1200, 3000];
/** A refusal for a moment is waited for, this many times; one for minutes is shown to the person. */
const MOMENT_SECONDS = 5;
const MOST_BUSY = 30;
/** Codes that are retried. */
const TRANSIENT = new Set(['network.lost', 'reply.unreadable', 'vendor.unavailable', 'idempotency.running']);

/**
 * Sends a request, and again after what may pass: a lost connection, a vendor's trouble, a refusal for a moment.
 *
 * @returns the reply's body. @throws ApiError with a Chinese message.
 */
export async function patiently(client: Transport, request: HttpRequest): Promise<unknown> {
  const pauses = PAUSES_MS.values();
  for (let busy = 0; ; ) {
    const outcome = await attempt(client, request);
    if (!(outcome instanceof ApiError)) return outcome.body;
    const momentMs = busyMs(outcome);
    if (momentMs !== undefined) busy += 1;
    const pauseMs = momentMs ?? (TRANSIENT.has(outcome.code) ? pauses.next().value : undefined);
    if (pauseMs === undefined || busy > MOST_BUSY) throw outcome;
    await client.sleep(pauseMs);
  }
}

/** How long to wait when other calls of this person run already; undefined when this is no such refusal. */
function busyMs({ code, facts: { retryAfterSeconds } }: ApiError): number | undefined {
  const isMoment = typeof retryAfterSeconds === 'number' && retryAfterSeconds <= MOMENT_SECONDS;
  return code === 'request.too-many' && isMoment ? retryAfterSeconds * 1000 : undefined;
}

/** One attempt: the reply, or the error. */
async function attempt(
  client: Pick<Transport, 'send' | 'onSessionEnd'>,
  request: HttpRequest,
): Promise<HttpResponse | ApiError> {
  let response: HttpResponse;
  try {
    response = await client.send(request);
  } catch (error) {
    return networkLost(error);
  }
  if (response.status < 400 && response.body !== undefined) return response;
  const error = refusalIn(response.body);
  if (error.code === 'session.invalid' || error.code === 'session.missing') client.onSessionEnd();
  return error;
}
