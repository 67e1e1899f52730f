import { createHash } from 'node:crypto';
import middy from '@middy/core';
import type * as z from 'zod/mini';
import type { Contract, Operation, Origin } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import type { CallerLimits } from '../ports/caller-limits.ts';
import type { Replies, StoredReply } from '../ports/replies.ts';
import type { Transactions } from '../ports/transactions.ts';
import type { Caller, Identify } from './caller.ts';
import { cookiesOf } from './cookies.ts';
import { answerErrors } from './http-errors.ts';
import { jsonReply } from './http-reply.ts';
import { decodeHttp, type HttpRequest, headerOf } from './http-request.ts';
import { amongOthers, keepLimits } from './limits.ts';
import { networkOf } from './network-of.ts';
import { type OnceRequest, once } from './once.ts';
import { type PortsOf, type Providers, resolvePorts } from './ports.ts';
import { problemsOf, sentence, unstorableFields } from './problems.ts';
import { routesOf } from './routes.ts';
import { type HttpReply, type ScfContext, scfHandler } from './scf.ts';
import { type MessageChecks, signedCaller } from './signed-caller.ts';
import { stepsOf, type UseCases } from './use-case.ts';

/** The ports that the edge itself needs; each is created when an operation needs it. */
export interface EdgePorts {
  readonly identify: () => Promise<Identify>;
  readonly messageChecks: () => Promise<MessageChecks>;
  readonly callerLimits: () => Promise<CallerLimits>;
  readonly replies: () => Promise<Replies>;
  readonly transactions: () => Promise<Transactions>;
}

/** The operations that need each port. */
interface NeededFor {
  readonly identify: { readonly caller: 'session' | 'optional-session' | 'staff' } | { readonly cookies: true };
  readonly messageChecks: { readonly caller: 'desk' };
  readonly callerLimits: { readonly limits: readonly unknown[] } | { readonly atOnce: object };
  readonly replies: { readonly idempotent: true };
  readonly transactions: { readonly idempotent: true };
}

/** The ports that a contract needs. A room that needs none passes none, so that its bundle has no adapters. */
export type EdgePortsFor<C extends Contract> = {
  readonly [N in keyof EdgePorts as [Extract<C[keyof C], NeededFor[N]>] extends [never] ? never : N]: EdgePorts[N];
};

/** A room behind HTTP: its contract, the ports it names, and its use cases. */
export interface HttpRoom<C extends Contract, P extends Providers> {
  readonly contract: C;
  readonly ports: P;
  readonly useCases: UseCases<C, PortsOf<NoInfer<P>>>;
}

/** Keeps the literal types of a room. */
export const httpRoom = <const C extends Contract, const P extends Providers>(room: HttpRoom<C, P>): HttpRoom<C, P> =>
  room;

/** A reply is sent this long before the platform ends the instance. */
const TIMEOUT_EARLY_MS = 300;

/**
 * An SCF handler for a room. Order: decode → route → caller → limits → parse → (at once) → (once) → use case → check
 * the reply.
 * Every error becomes a reply: refusals by their code, vendor failures as 503, anything else as a generic 500.
 */
export function httpFunction<const C extends Contract, const P extends Providers>(
  room: HttpRoom<C, P>,
  edgePorts: EdgePortsFor<C>,
) {
  const find = routesOf(room.contract);
  const handler = middy<unknown, HttpReply, Error, ScfContext, Record<string, unknown>>({
    timeoutEarlyInMillis: TIMEOUT_EARLY_MS,
    timeoutEarlyResponse: () => {
      throw new Refused('vendor.unavailable');
    },
  })
    .use(answerErrors())
    .use(decodeHttp(find))
    .handler((event, context) => dispatch(room, edgePorts as unknown as EdgePorts, event as HttpRequest, context));
  return scfHandler<HttpReply>(handler, (event) => headerOf(event, 'traceparent'));
}

async function dispatch<C extends Contract, P extends Providers>(
  room: HttpRoom<C, P>,
  edge: EdgePorts,
  request: HttpRequest,
  context: ScfContext,
): Promise<HttpReply> {
  const { operation, name, requestId } = request;
  const route = `${operation.method} ${operation.path}`;
  const { input: ofCaller, sessionId, accountId, person = [] } = await callerOf(request, edge);
  request.account = accountId;
  const call = { route, person, address: request.address };
  if (!('unlimited' in operation.limits)) await keepLimits(operation.limits, call, await edge.callerLimits());
  const asked: Record<string, unknown> = { ...parse(operation, request), ...partsOf(operation, request, sessionId) };
  const input: Record<string, unknown> = { ...asked, ...ofCaller };
  const ports = await resolvePorts(room.ports);
  const steps = stepsOf(room.useCases, name as keyof C);
  const work: Work = {
    prepare: () => steps.prepare(input, ports),
    commit: async (prepared) => steps.commit(input, prepared, ports),
  };
  const timeoutSeconds = Math.ceil(context.time_limit_in_ms / 1000);
  const answer = async () => {
    if (!operation.idempotent || !accountId) {
      const result = await work.commit(await work.prepare());
      return operation.cookies ? withCookie(operation, result as WithCookie, requestId) : plain(result, request);
    }
    // A retry may come from another session of the same person.
    const command = { applicantId: accountId, route, command: asked, lockSeconds: timeoutSeconds };
    return answerOnce(command, request, edge, work);
  };
  if (!operation.atOnce) return answer();
  return amongOthers(operation.atOnce, call, input, timeoutSeconds, await edge.callerLimits(), answer);
}

/** The two steps of a use case with their input. */
interface Work {
  readonly prepare: () => Promise<unknown>;
  readonly commit: (prepared: unknown) => Promise<unknown>;
}

/** The result of a use case whose operation sets a cookie. */
interface WithCookie {
  readonly reply: unknown;
  readonly setCookie: string;
}

const withCookie = (operation: Operation, { reply, setCookie }: WithCookie, requestId: string): HttpReply =>
  jsonReply(replyOf(operation, reply), requestId, { 'set-cookie': setCookie });

function plain(result: unknown, { operation, headers, requestId }: HttpRequest): HttpReply {
  const reply = replyOf(operation, result);
  if (operation.cacheSeconds === undefined)
    return jsonReply(reply, requestId, operation.ifMatch ? { etag: etagOf(reply) } : {});
  const etag = `"${createHash('sha256').update(reply.body).digest('base64url')}"`;
  const isKnown = headers['if-none-match']?.includes(etag) === true;
  const kept = { etag, 'cache-control': `public, max-age=${operation.cacheSeconds}` };
  return jsonReply(isKnown ? { status: 304, body: '' } : reply, requestId, kept);
}

/** @throws Refused when the caller is not who the operation is for. */
async function callerOf(request: HttpRequest, edge: EdgePorts): Promise<Caller> {
  const { caller, cookies } = request.operation;
  if (caller === 'desk') return { input: { messageId: await signedCaller(request, await edge.messageChecks()) } };
  if (caller === 'anonymous' && !cookies) return { input: {} };
  return (await edge.identify())(request);
}

async function answerOnce(
  command: Pick<OnceRequest, 'applicantId' | 'route' | 'command' | 'lockSeconds'>,
  { headers, requestId, operation }: HttpRequest,
  edge: EdgePorts,
  work: Work,
): Promise<HttpReply> {
  const { reply, replayed } = await once(
    { ...command, key: headers['idempotency-key'], requestId },
    { replies: await edge.replies(), transactions: await edge.transactions() },
    { prepare: work.prepare, commit: async (prepared) => replyOf(operation, await work.commit(prepared)) },
  );
  return jsonReply(reply, requestId, replayed ? { 'idempotent-replayed': 'true' } : {});
}

/** The result of a use case, checked against the contract. */
const replyOf = (operation: Operation, answer: unknown): StoredReply => ({
  status: operation.status ?? 200,
  body: JSON.stringify(operation.reply.parse(answer)),
});

/** The version in `If-Match`; 0 without the header. @throws Refused('request.malformed') */
function seenVersion(header: string | undefined): number {
  if (header === undefined) return 0;
  const version = /^"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) throw new Refused('request.malformed');
  return Number(version);
}

const etagOf = ({ body }: StoredReply): string => `"${(JSON.parse(body) as { readonly version: number }).version}"`;

const originOf = ({ address, headers }: HttpRequest): Origin => ({
  address,
  network: networkOf(address),
  userAgent: headers['user-agent'] ?? '',
});

/** What only some use cases see of a request. */
const partsOf = (operation: Operation, request: HttpRequest, sessionId: string | undefined) => ({
  ...(operation.caller === 'desk' && { rawBody: request.rawBody }),
  ...(operation.cookies && { cookies: cookiesOf(request.headers) }),
  ...(operation.origin && { origin: originOf(request) }),
  ...(operation.ifMatch && { seenVersion: seenVersion(request.headers['if-match']) }),
  ...(operation.seesDevice && { sessionId, userAgent: request.headers['user-agent'] ?? '' }),
});

/** Parses path, query and body by the contract, whose strict objects refuse unknown fields. */
function parse(operation: Operation, request: HttpRequest): Record<string, unknown> {
  const params = operation.params?.safeParse(request.params);
  // An id of the wrong form makes the path unknown.
  if (params && !params.success) throw new Refused('route.unknown');
  const query = operation.query && accepted(operation.query, request.query);
  if (!operation.body) return { ...params?.data, ...query };
  return { ...params?.data, ...query, body: accepted(operation.body, json(request.rawBody)) };
}

/** A part of a request by its schema, without text that can't be stored. @throws Refused('request.invalid') */
function accepted<T>(schema: z.ZodMiniType<T>, given: unknown): T {
  const parsed = schema.safeParse(given, { error: sentence });
  if (!parsed.success) throw new Refused('request.invalid', { fields: problemsOf(parsed.error) });
  const fields = unstorableFields(parsed.data);
  if (fields.length > 0) throw new Refused('request.invalid', { fields });
  return parsed.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('request.malformed');
  }
}
