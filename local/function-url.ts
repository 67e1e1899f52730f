import type { IncomingMessage } from 'node:http';

/** The event of a function URL. Source: SCF documentation, function URL (2025-08-12). */
export interface FunctionUrlEvent {
  readonly httpMethod: string;
  /** As sent: percent-encoding stays. */
  readonly path: string;
  /** Names in lower case; repeated ones are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first value of a repeated key. */
  readonly queryString: Readonly<Record<string, string>>;
  /** Absent when the request has none. There is no `isBase64Encoded`: a body is text. */
  readonly body?: string;
}

/** Builds the event. A client's own `x-scf-remote-addr` is overwritten. */
export function functionUrlEvent(request: IncomingMessage, body: Buffer): FunctionUrlEvent {
  const url = request.url ?? '/';
  const question = url.indexOf('?');
  return {
    httpMethod: request.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    headers: headersOf(request),
    queryString: question < 0 ? {} : firstValues(new URLSearchParams(url.slice(question + 1))),
    ...(body.length > 0 && { body: body.toString('utf8') }),
  };
}

function headersOf({ headers, socket }: IncomingMessage): Record<string, string> {
  const event: Record<string, string> = {};
  for (const name in headers) event[name] = String(headers[name]);
  event['x-scf-remote-addr'] = socket.remoteAddress ?? '';
  return event;
}

function firstValues(query: URLSearchParams): Record<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of query) if (!values.has(name)) values.set(name, value);
  return Object.fromEntries(values);
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/**
 * Reads a handler's return value as the platform does: with a `statusCode` it is an integration response, without one
 * it is the body of a 200 response. Returns undefined for an integration response of a wrong shape.
 *
 * Source: SCF documentation, function URL; for the integration response, API Gateway trigger.
 */
export function httpAnswer(value: unknown): HttpAnswer | undefined {
  if (typeof value === 'string') return { status: 200, headers: { 'content-type': 'text/plain' }, body: value };
  if (value === null || typeof value !== 'object' || !('statusCode' in value))
    return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
  const { statusCode, headers = {}, body = '', isBase64Encoded = false } = value as Record<string, unknown>;
  if (!Number.isInteger(statusCode) || Number(statusCode) < 200 || Number(statusCode) > 599) return undefined;
  if (typeof body !== 'string' || typeof isBase64Encoded !== 'boolean' || !areHeaders(headers)) return undefined;
  return { status: Number(statusCode), headers, body: isBase64Encoded ? Buffer.from(body, 'base64') : body };
}

const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

function areHeaders(headers: unknown): headers is Record<string, string | string[]> {
  if (headers === null || typeof headers !== 'object') return false;
  return Object.entries(headers).every(
    ([name, value]) =>
      HEADER_NAME.test(name) &&
      (Array.isArray(value) ? value : [value]).every((text) => typeof text === 'string' && HEADER_VALUE.test(text)),
  );
}
