import type * as z from 'zod';
import { Failed, type FailureKind } from '../../ports/failed.ts';

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

/**
 * One HTTP exchange of text, whatever status comes back. Never retries.
 *
 * @throws Failed(port, …) when no whole answer of at most `maxBytes` came in time.
 */
export async function exchange(
  url: string,
  request: RequestInit,
  { port, timeoutSeconds, maxBytes }: ExchangeLimits,
): Promise<Exchanged> {
  try {
    const response = await fetch(url, { ...request, signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    const text = await boundedText(response, maxBytes);
    if (text === undefined) throw new Failed(port, 'broken', 'AnswerTooLarge');
    return {
      status: response.status,
      text,
      retryAfterSeconds: retryAfterOf(response.headers.get('retry-after'), response.headers.get('date')),
    };
  } catch (error) {
    if (error instanceof Failed) throw error;
    const late = error instanceof Error && error.name === 'TimeoutError';
    throw new Failed(port, late ? 'timeout' : 'broken', undefined, { cause: error });
  }
}

/** The body as UTF-8; undefined, and no more is read, when it is longer than `maxBytes`. */
async function boundedText({ body }: Response, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * `Retry-After` in seconds (RFC 9110, 10.2.3). One that names an instant is measured from the answer's own `Date`, so that it doesn't
 * matter whose clock is wrong.
 */
export function retryAfterOf(
  retryAfter: string | null | undefined,
  date: string | null | undefined,
): number | undefined {
  const text = retryAfter?.trim() ?? '';
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
export function parseJson<T>(port: string, text: string, schema: z.ZodType<T>): T {
  const answer = schema.safeParse(jsonOrUndefined(text));
  if (!answer.success) throw new Failed(port, 'broken', 'UnexpectedAnswer');
  return answer.data;
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
