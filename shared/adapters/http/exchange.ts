import type { IncomingMessage } from 'node:http';
import type * as z from 'zod/mini';
import { Failed, type FailureKind } from '../../ports/failed.ts';
import { bodyOf, Deadline, type OutgoingRequest, send } from './send.ts';

export interface ExchangeLimits {
  /** Name of the port that asks, for `Failed`. */
  readonly port: string;
  /** From connecting to the last byte of the answer. */
  readonly timeoutSeconds: number;
  readonly maxBytes: number;
}

export interface Exchanged {
  readonly status: number;
  readonly text: string;
  /** How long the other side wants to be left alone, when it says so. */
  readonly retryAfterSeconds: number | undefined;
}

const MAX_REDIRECTIONS = 5;

/**
 * One HTTP exchange of text, whatever status comes back. A GET follows redirections; what is posted is for one address only. Never retries.
 *
 * @throws Failed(port, …) when no whole answer of at most `maxBytes` came in time.
 */
export async function exchange(url: string, request: OutgoingRequest, limits: ExchangeLimits): Promise<Exchanged> {
  const { answer, body } = await exchangeBytes(url, request, limits, sendOn);
  if (body === undefined) throw new Failed(limits.port, 'broken', 'AnswerTooLarge');
  const { 'retry-after': retryAfter, date } = answer.headers;
  return {
    status: answer.statusCode ?? 0,
    text: body.toString('utf8'),
    retryAfterSeconds: retryAfterOf(retryAfter, date),
  };
}

/**
 * One HTTP exchange of anything: the answer's head, and its body, which is undefined when it is longer than `maxBytes`. Never retries.
 *
 * @param sendBy follows redirections or doesn't; left out, none is followed.
 * @throws Failed(port, …) when no whole answer came in time.
 */
export async function exchangeBytes(
  url: string,
  request: OutgoingRequest,
  { port, timeoutSeconds, maxBytes }: ExchangeLimits,
  sendBy: typeof send = send,
): Promise<{ readonly answer: IncomingMessage; readonly body: Buffer | undefined }> {
  const deadline = new Deadline(timeoutSeconds);
  try {
    const answer = await sendBy(url, request, deadline);
    return { answer, body: await bodyOf(answer, maxBytes) };
  } catch (error) {
    throw new Failed(port, deadline.isOver ? 'timeout' : 'broken', undefined, { cause: error });
  } finally {
    deadline.lift();
  }
}

async function sendOn(
  url: string,
  request: OutgoingRequest,
  deadline: Deadline,
  redirections = 0,
): Promise<IncomingMessage> {
  const answer = await send(url, request, deadline);
  const { statusCode = 0, headers } = answer;
  const isMoved = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined;
  if (!isMoved || request.method === 'POST') return answer;
  answer.resume();
  if (redirections === MAX_REDIRECTIONS) throw new Error('too many redirections');
  return sendOn(new URL(headers.location ?? '', url).href, request, deadline, redirections + 1);
}

/**
 * `Retry-After` in seconds (RFC 9110, 10.2.3). One that names an instant is measured from the answer's own `Date`, so that it doesn't
 * matter whose clock is wrong.
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

/** What an HTTP status that is no success says of the other side. */
export function failureOf(status: number): FailureKind {
  if (status === 408 || status === 504) return 'timeout';
  if (status === 429) return 'throttled';
  return status >= 400 && status < 500 ? 'refused' : 'broken';
}

/**
 * A JSON answer by its schema. A schema error may repeat the other side's text, so it is not kept as the cause.
 *
 * @throws Failed(port, 'broken', 'UnexpectedAnswer')
 */
export function parseJson<T>(port: string, text: string, schema: z.ZodMiniType<T>): T {
  const answer = schema.safeParse(jsonOrUndefined(text));
  if (!answer.success) throw new Failed(port, 'broken', 'UnexpectedAnswer');
  return answer.data;
}

/** What a text is as JSON; undefined when it is none. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
