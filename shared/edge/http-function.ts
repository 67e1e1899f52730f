import middy from '@middy/core';
import { Refused } from '../domain/refusal.ts';
import type { CallerLimits } from '../ports/caller-limits.ts';
import type { Replies, StoredReply } from '../ports/replies.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';
import type { Transactions } from '../ports/transactions.ts';
import {
  type Contract,
  type Operation,
  type PortsOf,
  type Providers,
  resolvePorts,
  type UseCases,
} from './contract.ts';
import { answerErrors } from './http-errors.ts';
import { jsonReply } from './http-reply.ts';
import { decodeHttp, type HttpRequest, headerOf } from './http-request.ts';
import { keepLimits } from './limits.ts';
import { once } from './once.ts';
import { problemsOf, sentence } from './problems.ts';
import { routesOf } from './routes.ts';
import { type HttpReply, type ScfContext, scfHandler } from './scf.ts';
import { sessionCaller } from './session-caller.ts';

type SessionNeeds<C extends Contract> = [Extract<C[keyof C]['caller'], 'session' | 'anyone'>] extends [never]
  ? unknown
  : { readonly sessionTokens: () => Promise<SessionTokens> };

type OnceNeeds<C extends Contract> = [Extract<C[keyof C], { once: true }>] extends [never]
  ? unknown
  : { readonly replies: () => Promise<Replies>; readonly transactions: () => Promise<Transactions> };

type LimitNeeds<C extends Contract> = [Extract<C[keyof C], { limits: readonly unknown[] }>] extends [never]
  ? unknown
  : { readonly callerLimits: () => Promise<CallerLimits> };

/** What the edge itself asks of a room, read off the room's contract. */
export type EdgeNeeds<C extends Contract> = SessionNeeds<C> & OnceNeeds<C> & LimitNeeds<C>;

/** A room behind HTTP: what it promises, the ports it needs, and its use cases. */
export interface HttpRoom<C extends Contract, P extends Providers> {
  readonly contract: C;
  readonly needs: P & EdgeNeeds<C>;
  readonly useCases: UseCases<C, PortsOf<P>>;
}

/** Keeps the literal types of a room. */
export const httpRoom = <const C extends Contract, const P extends Providers>(room: HttpRoom<C, P>): HttpRoom<C, P> =>
  room;

/** An answer is due this long before the platform kills the instance. */
const TIMEOUT_EARLY_MS = 300;

/**
 * An SCF handler for a room. Order: decode → route → caller → (limits) → parse → (once) → use case → check the reply. Every error becomes a
 * reply: refusals by their code, vendors' failures as 503, anything else as a bland 500.
 */
export function httpFunction<const C extends Contract, const P extends Providers>(room: HttpRoom<C, P>) {
  const find = routesOf(room.contract);
  const handler = middy<unknown, HttpReply, Error, ScfContext, Record<string, unknown>>({
    timeoutEarlyInMillis: TIMEOUT_EARLY_MS,
    timeoutEarlyResponse: () => {
      throw new Refused('vendor.unavailable');
    },
  })
    .use(answerErrors())
    .use(decodeHttp(find))
    .handler(async (event, context) => {
      const request = event as HttpRequest;
      const ports = await resolvePorts(room.needs);
      return dispatch(room, ports, request, context);
    });
  return scfHandler<HttpReply>(handler, (event) => headerOf(event, 'traceparent'));
}

interface EdgePorts {
  readonly sessionTokens: SessionTokens;
  readonly callerLimits: CallerLimits;
  readonly replies: Replies;
  readonly transactions: Transactions;
}

async function dispatch<C extends Contract, P extends Providers>(
  room: HttpRoom<C, P>,
  ports: PortsOf<P>,
  request: HttpRequest,
  context: ScfContext,
): Promise<HttpReply> {
  const { operation, name, requestId } = request;
  const edge = ports as unknown as EdgePorts;
  const route = `${operation.method} ${operation.path}`;
  const asksWho = operation.caller === 'session' || operation.caller === 'anyone';
  const applicantId = asksWho ? await sessionCaller(request.headers, edge.sessionTokens) : undefined;
  if (operation.caller === 'session' && !applicantId) throw new Refused('session.missing');
  await keepLimits(
    operation.limits ?? [],
    { route, accountId: applicantId, address: request.address },
    edge.callerLimits,
  );
  const input = { ...parse(operation, request), ...(asksWho ? { applicantId } : {}), ...deskParts(operation, request) };
  const useCase = room.useCases[name as keyof C] as (input: unknown, ports: PortsOf<P>) => Promise<unknown>;
  const prepare = stepsOf(operation, () => useCase(input, ports));
  if (!operation.once || !applicantId) return jsonReply(await (await prepare())(), requestId);
  const { reply, replayed } = await once(
    {
      applicantId,
      route,
      key: request.headers['idempotency-key'],
      requestId,
      command: input,
      lockSeconds: Math.ceil(context.time_limit_in_ms / 1000),
    },
    edge,
    prepare,
  );
  return jsonReply(reply, requestId, replayed ? { 'idempotent-replayed': 'true' } : {});
}

/** A use case in two steps, as `once` takes them: what comes before its writing, and that. */
function stepsOf(operation: Operation, work: () => Promise<unknown>): () => Promise<() => Promise<StoredReply>> {
  const reply = (answer: unknown) => ({
    status: operation.status ?? 200,
    body: JSON.stringify(operation.reply.parse(answer)),
  });
  return async () => {
    if (!operation.asksFirst) return async () => reply(await work());
    const write = (await work()) as () => Promise<unknown>;
    return async () => reply(await write());
  };
}

const deskParts = (operation: Operation, { headers, rawBody }: HttpRequest) =>
  operation.caller === 'desk' ? { headers, rawBody } : {};

/** Parses path, query and body by the contract. Unknown fields are refused by its strict objects. */
function parse(operation: Operation, request: HttpRequest): Record<string, unknown> {
  const params = operation.params?.safeParse(request.params);
  // A path whose id can't be one is a path that does not exist.
  if (params && !params.success) throw new Refused('route.unknown');
  const query = operation.query?.safeParse(request.query, { error: sentence });
  if (query && !query.success) throw new Refused('request.invalid', { fields: problemsOf(query.error) });
  if (!operation.body) return { ...params?.data, ...query?.data };
  const body = operation.body.safeParse(json(request.rawBody), { error: sentence });
  if (!body.success) throw new Refused('request.invalid', { fields: problemsOf(body.error) });
  return { ...params?.data, ...query?.data, body: body.data };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('request.malformed');
  }
}
