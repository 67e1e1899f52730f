import middy from '@middy/core';
import type * as z from 'zod/mini';
import { may } from '../../contracts/desk/rights.ts';
import type { StaffCaller } from '../../contracts/desk/staff-caller.ts';
import type { Contract, Operation, Origin } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { cookiesOf, requireOwnPage, staffCaller } from '../../desk/application/staff-caller.ts';
import type { OpenStaffSessions } from '../../desk/ports/staff-sessions.ts';
import { sessionCaller } from '../../shared/application/session-caller.ts';
import type { SessionTokens } from '../../shared/ports/session-tokens.ts';
import type { CallerSession, OpenSessions, Session } from '../../shared/ports/sessions.ts';
import type { CallerLimits } from '../ports/caller-limits.ts';
import type { Replies, StoredReply } from '../ports/replies.ts';
import type { Transactions } from '../ports/transactions.ts';
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
  readonly sessionTokens: () => Promise<SessionTokens>;
  readonly sessions: () => Promise<OpenSessions>;
  readonly staffSessions: () => Promise<OpenStaffSessions>;
  readonly messageChecks: () => Promise<MessageChecks>;
  /** `https://<host>` of the page whose requests are the desk's own. */
  readonly ownOrigin: () => Promise<string>;
  readonly callerLimits: () => Promise<CallerLimits>;
  readonly replies: () => Promise<Replies>;
  readonly transactions: () => Promise<Transactions>;
}

/** The operations that need each port. */
interface NeededFor {
  readonly sessionTokens: { readonly caller: 'session' | 'anyone' };
  readonly sessions: { readonly caller: 'session' | 'anyone' };
  readonly staffSessions: { readonly caller: 'staff' };
  readonly messageChecks: { readonly caller: 'desk' };
  readonly ownOrigin: { readonly caller: 'staff' } | { readonly cookies: true };
  readonly callerLimits: { readonly limits: readonly unknown[] } | { readonly atOnce: object };
  readonly replies: { readonly once: true };
  readonly transactions: { readonly once: true };
}

/** The ports that a contract needs. A room that needs none passes none, so that its bundle has no adapters. */
export type EdgePortsFor<C extends Contract> = {
  readonly [N in keyof EdgePorts as [Extract<C[keyof C], NeededFor[N]>] extends [never] ? never : N]: EdgePorts[N];
};

/** A room behind HTTP: its contract, the ports it names, and its use cases. */
export interface HttpRoom<C extends Contract, P extends Providers> {
  readonly contract: C;
  readonly ports: P;
  readonly useCases: UseCases<C, PortsOf<P>>;
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
  const { caller, session, accountId, person = [] } = await callerOf(request, edge);
  request.account = accountId;
  const call = { route, person, address: request.address };
  if (!('unlimited' in operation.limits)) await keepLimits(operation.limits, call, await edge.callerLimits());
  const input: Record<string, unknown> = {
    ...parse(operation, request),
    ...caller,
    ...partsOf(operation, request, session),
  };
  const ports = await resolvePorts(room.ports);
  const steps = stepsOf(room.useCases, name as keyof C);
  const work: Work = {
    prepare: () => steps.prepare(input, ports),
    commit: async (prepared) => steps.commit(input, prepared, ports),
  };
  const timeoutSeconds = Math.ceil(context.time_limit_in_ms / 1000);
  const answer = async () => {
    if (!operation.once || !accountId) {
      const result = await work.commit(await work.prepare());
      return operation.cookies
        ? withCookie(operation, result as WithCookie, requestId)
        : plain(operation, result, requestId);
    }
    // Of staff only who it is: a retry may come from another session of theirs.
    const same = 'staff' in caller ? { ...input, staff: accountId } : input;
    const command = { applicantId: accountId, route, command: same, lockSeconds: timeoutSeconds };
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

function plain(operation: Operation, result: unknown, requestId: string): HttpReply {
  const reply = replyOf(operation, result);
  return jsonReply(reply, requestId, operation.ifMatch ? { etag: etagOf(reply) } : {});
}

/** Who calls: what the use case gets of it, the session of an applicant, whose commands and whose limits these are. */
interface Caller {
  readonly caller:
    | { readonly applicantId?: string | undefined }
    | { readonly staff: StaffCaller }
    | { readonly messageId: string };
  readonly session?: CallerSession | undefined;
  readonly accountId?: string | undefined;
  readonly person?: readonly string[] | undefined;
}

/** @throws Refused when the caller is not who the operation is for. */
async function callerOf(request: HttpRequest, edge: EdgePorts): Promise<Caller> {
  const { operation, headers } = request;
  const { caller, right, cookies, method } = operation;
  if (caller === 'staff' || cookies) requireOwnPage(method, headers, await edge.ownOrigin());
  if (caller === 'staff') {
    const staff = await staffCaller(headers, await edge.staffSessions());
    if (!right || !may(staff.roles, right)) throw new Refused('staff.no-right');
    return { caller: { staff }, accountId: staff.staffId, person: [staff.staffId] };
  }
  if (caller === 'desk') return { caller: { messageId: await signedCaller(request, await edge.messageChecks()) } };
  if (caller !== 'session' && caller !== 'anyone') return { caller: {} };
  const session = await sessionOf(request, edge);
  if (caller === 'session' && !session) throw new Refused('session.missing');
  return {
    caller: { applicantId: session?.accountId },
    session,
    accountId: session?.accountId,
    person: session?.person,
  };
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

const sessionOf = async ({ headers }: HttpRequest, { sessionTokens, sessions }: EdgePorts) =>
  headers.authorization === undefined ? undefined : sessionCaller(headers, await sessionTokens(), await sessions());

/** What only some use cases see of a request. */
const partsOf = (operation: Operation, request: HttpRequest, session: Session | undefined) => ({
  ...(operation.caller === 'desk' && { rawBody: request.rawBody }),
  ...(operation.cookies && { cookies: cookiesOf(request.headers) }),
  ...(operation.origin && { origin: originOf(request) }),
  ...(operation.ifMatch && { seenVersion: seenVersion(request.headers['if-match']) }),
  ...(operation.seesDevice && { sessionId: session?.sessionId, userAgent: request.headers['user-agent'] ?? '' }),
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
