import type { MiddlewareObj } from '@middy/core';
import * as z from 'zod/mini';
import type { Operation } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { ScfContext } from './scf.ts';

const string = z.string();
const strings = z.record(string, string);

/** A function-URL event. An API Gateway event has the same fields and more, which are ignored. */
const httpEvent = z.object({
  httpMethod: string,
  path: string,
  headers: z._default(strings, {}),
  queryString: z.optional(z.record(string, z.union([string, z.array(string)]))),
  queryStringParameters: z.optional(strings),
  body: z.nullish(string),
  isBase64Encoded: z.optional(z.boolean()),
  /** Only in API Gateway events; a function URL has the address in `x-scf-remote-addr`, which callers can't set. */
  requestContext: z.optional(z.object({ sourceIp: z.optional(string) })),
});
type HttpEvent = z.infer<typeof httpEvent>;

/** The longest JSON body, in bytes. Files are uploaded to COS directly. */
export const MAX_BODY_BYTES = 256 * 1024;

/** A decoded request with its route: header names in lower case, one value each. */
export interface HttpRequest {
  readonly requestId: string;
  readonly name: string;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The path, and the query as it is read. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: string;
  /** Network address of the caller as the platform reports it. */
  readonly address: string;
  /** Set once the caller is known, for the log line of the reply. */
  account?: string | undefined;
}

type FindRoute = (
  method: string,
  path: string,
) =>
  | { readonly name: string; readonly operation: Operation; readonly params: Readonly<Record<string, string>> }
  | undefined;

/**
 * middy middleware: replaces the platform's event by the decoded request.
 *
 * @throws Refused('request.malformed') for an unreadable event or body, Refused('request.too-large'),
 * Refused('route.unknown').
 */
export function decodeHttp(find: FindRoute): MiddlewareObj<unknown, unknown, Error, ScfContext> {
  return {
    before: (request) => {
      const event = httpEvent.safeParse(request.event);
      if (!event.success) throw new Refused('request.malformed');
      const found = find(event.data.httpMethod.toUpperCase(), event.data.path);
      if (!found) throw new Refused('route.unknown');
      const headers = Object.fromEntries(
        Object.entries(event.data.headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const query = queryOf(event.data);
      const search = String(new URLSearchParams(query));
      request.event = {
        ...found,
        requestId: request.context.request_id,
        query,
        target: search === '' ? event.data.path : `${event.data.path}?${search}`,
        headers,
        rawBody: bodyOf(event.data, found.operation.maxBodyBytes),
        address: withoutPort(event.data.requestContext?.sourceIp ?? headers['x-scf-remote-addr'] ?? ''),
      } satisfies HttpRequest;
    },
  };
}

/** A header of an event that was not parsed yet; `wanted` in lower case. */
export function headerOf(event: unknown, wanted: string): string | undefined {
  const { headers } = (event ?? {}) as { readonly headers?: Readonly<Record<string, unknown>> | null };
  const value = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === wanted)?.[1];
  return typeof value === 'string' ? value : undefined;
}

/** The platform sometimes adds the port: `a.b.c.d:port` and `[v6]:port`. */
const withoutPort = (address: string): string =>
  /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;

function queryOf({ queryString, queryStringParameters }: HttpEvent): Record<string, string> {
  const entries = Object.entries(queryString ?? queryStringParameters ?? {});
  // The first value of a repeated key counts.
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? '') : value]));
}

function bodyOf({ body, isBase64Encoded }: HttpEvent, maxBytes = MAX_BODY_BYTES): string {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  if (Buffer.byteLength(text) > maxBytes) throw new Refused('request.too-large', { maxBytes });
  return text;
}
