import type { Agent, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { requestFor } from '../http/request-for.ts';
import { bodyOf } from '../http/send.ts';

/** What the official SDK asks of its HTTP layer, and no more. */
export interface SdkRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
  /** Milliseconds until the head of the answer, and once more until its end. */
  readonly timeout: number;
  readonly agent?: Agent;
}

/** What the SDK looks at of an answer. */
export interface SdkResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: { get(name: string): string | null };
  readonly body: Readable;
  json(): Promise<unknown>;
}

/**
 * Takes the place of the SDK's `common/http/fetch` in bundles: one request by Node's own client. What the SDK brings for it (node-fetch,
 * whatwg-url, a proxy agent) is 450 KB, four fifths of which are tables for host names in all scripts.
 *
 * Errors have the words of node-fetch 2, which our own code reads: the SDK keeps nothing else of them. Unlike it, this one asks for
 * no compression and follows no redirection, neither of which the Cloud API uses, and obeys no variable `http_proxy`.
 */
export function sdkFetch(url: string, { method, headers, body, timeout, agent }: SdkRequest): Promise<SdkResponse> {
  return new Promise((resolve, reject) => {
    const sent = requestFor(url)(url, { method, headers: { ...headers, Accept: '*/*' }, ...(agent && { agent }) });
    const late = setTimeout(() => sent.destroy(new Error(`network timeout at: ${url}`)), timeout);
    sent.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(late);
      const timedOut = error.message.startsWith('network timeout');
      reject(timedOut ? error : new Error(`request to ${url} failed, reason: ${error.message}`, { cause: error }));
    });
    sent.on('response', (answer) => {
      clearTimeout(late);
      const single = (value: string | readonly string[] | undefined) => (value === undefined ? null : String(value));
      resolve({
        status: answer.statusCode ?? 0,
        statusText: answer.statusMessage ?? '',
        headers: { get: (name) => single(answer.headers[name.toLowerCase()]) },
        body: answer,
        json: async () => JSON.parse(await textOf(answer, url, timeout)),
      });
    });
    sent.end(body);
  });
}

async function textOf(answer: IncomingMessage, url: string, timeout: number): Promise<string> {
  const late = setTimeout(
    () => answer.destroy(new Error(`Response timeout while trying to fetch ${url} (over ${timeout}ms)`)),
    timeout,
  );
  try {
    return String(await bodyOf(answer, Number.POSITIVE_INFINITY));
  } finally {
    clearTimeout(late);
  }
}
