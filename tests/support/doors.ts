import { join } from 'node:path';
import type { Contract } from '../../contracts/kit/contract.ts';
import { roomFolder } from '../../deploy/manifest/room-folder.ts';
import { ROOT } from '../../deploy/root.ts';
import { httpRoutes } from '../../local/http-routes.ts';
import type { Laptop } from '../../local/laptop.ts';
import { errorReply } from '../../platform/edge/http-errors.ts';
import type { HttpRoom } from '../../platform/edge/http-function.ts';
import { type Providers, resolvePorts } from '../../platform/edge/ports.ts';
import { routesOf } from '../../platform/edge/routes.ts';
import { stepsOf } from '../../platform/edge/use-case.ts';
import { sessionCaller } from '../../shared/application/session-caller.ts';
import { sessionTokens } from '../../shared/compose/session-tokens.ts';
import { type ApiRequest, overHttp, type Send } from '../../tools/walk/send.ts';
import { sessions } from './service-ports.ts';

/** The two ways to the same API. Journeys run through both, and every reply must be the same. */
export const DOORS = {
  'in process': inProcessDoor,
  socket: ({ addresses }: Laptop): Send => overHttp(addresses.gateway),
} as const satisfies Record<string, (laptop: Laptop) => Send>;

const queryOf = (path: string) => Object.fromEntries(new URL(path, 'http://door').searchParams);
const pathOf = (path: string) => new URL(path, 'http://door').pathname;

function functionOf(laptop: Laptop, request: ApiRequest): string {
  const route = httpRoutes(laptop.service)(pathOf(request.path));
  if (!route) throw new Error(`no function has the path ${request.path}`);
  return route.functionName;
}

/** Directly to the use case: the function's contract parses the request; there is no event and no handler. */
function inProcessDoor(laptop: Laptop): Send {
  return async (request) => {
    const { room } = (await import(join(ROOT, roomFolder(functionOf(laptop, request)), 'index.ts'))) as {
      room: HttpRoom<Contract, Providers>;
    };
    try {
      return await runUseCase(room, request);
    } catch (error) {
      const { statusCode, body } = errorReply(error, 'in-process');
      return { status: statusCode, body: JSON.parse(body) };
    }
  };
}

async function runUseCase(room: HttpRoom<Contract, Providers>, request: ApiRequest) {
  const found = routesOf(room.contract)(request.method, pathOf(request.path));
  if (!found) throw new Error(`no operation ${request.method} ${request.path}`);
  const { operation, name, params } = found;
  const ports = await resolvePorts(room.ports);
  const headers = request.token === undefined ? {} : { authorization: `Bearer ${request.token}` };
  const session = await sessionCaller(headers, await sessionTokens(), await sessions());
  const input = {
    ...operation.params?.parse(params),
    ...operation.query?.parse(queryOf(request.path)),
    ...(operation.body ? { body: operation.body.parse(request.body) } : {}),
    ...(operation.caller === 'anonymous' ? {} : { applicantId: session?.accountId }),
    ...(operation.origin && { origin: { address: '', network: undefined, userAgent: '' } }),
    ...(operation.ifMatch && { seenVersion: request.seenVersion ?? 0 }),
    ...(operation.freshSignIn && { authenticatedAt: session?.authenticatedAt }),
    ...(operation.seesDevice && { sessionId: session?.sessionId, userAgent: '' }),
  };
  const { prepare, commit } = stepsOf(room.useCases, name);
  const reply = operation.reply.parse(await commit(input, await prepare(input, ports), ports));
  return { status: operation.status ?? 200, body: JSON.parse(JSON.stringify(reply)) as unknown };
}
