import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { REFUSALS } from '../contracts/kit/refusal.ts';
import type { Cors } from '../deploy/manifest/serverless-yml.ts';
import { type FunctionHost, type InvokeResult, MAX_EVENT_BYTES } from './function-host.ts';
import { functionUrlEvent, type HttpAnswer, httpAnswer } from './function-url.ts';
import type { HttpRoute, RouteOf } from './http-routes.ts';

export interface GatewayOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly routeOf: RouteOf;
  readonly host: Pick<FunctionHost, 'invoke'>;
  /** One line per request: method, path without query, status, time, request id. */
  readonly log: (line: string) => void;
  /** Gets each request whose path belongs to no function; false means that the gateway refuses it. */
  readonly fallback?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
}

/** A failed call in the platform's words, with the gateway's HTTP status. Codes: SCF, function status codes. */
const FAILURES = {
  error: { http: 500, statusCode: 430, errorMessage: 'user code exception caught' },
  timeout: { http: 504, statusCode: 433, errorMessage: 'Invoking task timed out' },
  memory: { http: 500, statusCode: 434, errorMessage: 'Memory limit reached' },
  'reply-size': { http: 502, statusCode: 437, errorMessage: 'Response body is too large' },
} as const;

/** How long the rest of a refused body is read. Closing at once would reset the connection and lose the response. */
const LINGER_MS = 1000;

/**
 * The custom domain with its path mapping and the function URLs behind it: turns HTTP requests into function URL events
 * and replies into responses.
 *
 * @throws the socket's own error when the port is taken.
 */
export function startGateway({ port, routeOf, host, log, fallback }: GatewayOptions): Promise<Running> {
  return listen(port, async (request, response) => {
    const startedMs = performance.now();
    const requestId = randomUUID();
    const [path = '/'] = (request.url ?? '/').split('?', 1);
    const route = routeOf(path, (request.headers.host ?? '').replace(/:\d+$/, ''));
    if (!route && (await fallback?.(request, response))) return;
    const answer = await answerOf(route, request, requestId, host, goneSignal(response));
    send(response, answer, { ...corsHeaders(route?.cors, request), 'x-request-id': requestId });
    if (!request.complete) lingerOver(request);
    log(`${request.method} ${path} ${answer.status} ${(performance.now() - startedMs).toFixed(0)} ms ${requestId}`);
  });
}

/** Aborted when the client has gone before its answer was sent. */
function goneSignal(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

async function answerOf(
  route: HttpRoute | undefined,
  request: IncomingMessage,
  requestId: string,
  host: Pick<FunctionHost, 'invoke'>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  if (!route) return refusal(404, 'route.unknown', requestId);
  if (route.cors.enable && isPreflight(request))
    return { status: 204, headers: preflightHeaders(route.cors), body: '' };
  const body = await readText(request);
  if (!body && request.errored) return json(400, { error: 'the client went away' });
  if (!body) return refusal(413, 'request.too-large', requestId);
  const result = await host.invoke(route.functionName, functionUrlEvent(request, body), { requestId, signal });
  return result.ok
    ? (httpAnswer(result.value) ?? json(502, { errno: 403, error: 'Invalid scf response format', requestId }))
    : failure(result, requestId);
}

function failure({ kind }: Extract<InvokeResult, { ok: false }>, requestId: string): HttpAnswer {
  if (kind === 'event-size') return refusal(413, 'request.too-large', requestId);
  const { http, statusCode, errorMessage } = FAILURES[kind];
  return json(http, { errorCode: -1, errorMessage, requestId, statusCode });
}

const refusal = (status: number, code: 'route.unknown' | 'request.too-large', requestId: string): HttpAnswer =>
  json(status, { error: { code, message: REFUSALS[code], facts: {} }, requestId });

const json = (status: number, value: unknown): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(value),
});

/** Connection headers, which the server sets itself. */
const CONNECTION_HEADERS = new Set(['connection', 'content-length', 'keep-alive', 'transfer-encoding', 'upgrade']);

function send(response: ServerResponse, answer: HttpAnswer, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(answer.headers))
    if (!CONNECTION_HEADERS.has(name.toLowerCase())) response.setHeader(name, value);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = answer.status;
  response.end(answer.body);
}

/** The whole body; undefined once it is known to be longer than an event may be, or when the connection breaks. */
function readText(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    if (Number(request.headers['content-length'] ?? 0) > MAX_EVENT_BYTES) return resolve(undefined);
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_EVENT_BYTES) resolve(undefined);
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
  });
}

function lingerOver(request: IncomingMessage): void {
  const timer = setTimeout(() => request.destroy(), LINGER_MS);
  request.once('close', () => clearTimeout(timer)).resume();
}

const isPreflight = ({ method, headers }: IncomingMessage) =>
  method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

/** The headers that a function URL with this CorsConfig adds to every response. */
function corsHeaders(cors: Cors | undefined, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  if (!cors?.enable || origin === undefined) return {};
  const any = cors.origins.includes('*');
  if (!any && !cors.origins.includes(origin)) return {};
  return {
    'access-control-allow-origin': any && !cors.credentials ? '*' : origin,
    ...(any && !cors.credentials ? {} : { vary: 'Origin' }),
    ...(cors.credentials && { 'access-control-allow-credentials': 'true' }),
    ...(cors.exposeHeaders.length > 0 && { 'access-control-expose-headers': cors.exposeHeaders.join(', ') }),
  };
}

const preflightHeaders = ({ methods, headers, maxAge }: Cors) => ({
  'access-control-allow-methods': methods.join(', '),
  'access-control-allow-headers': headers.join(', '),
  'access-control-max-age': String(maxAge),
});
