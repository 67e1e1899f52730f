import { join } from 'node:path';
import type { HttpRequest } from '../../../contracts/client/http-client.ts';
import type { Contract } from '../../../contracts/kit/contract.ts';
import { roomFolder } from '../../../deploy/manifest/room-folder.ts';
import { ROOT } from '../../../deploy/root.ts';
import { httpRoutes } from '../../../local/http-routes.ts';
import type { Laptop } from '../../../local/laptop.ts';
import { errorReply } from '../../../platform/edge/http-errors.ts';
import type { HttpRoom } from '../../../platform/edge/http-function.ts';
import { type Providers, resolvePorts } from '../../../platform/edge/ports.ts';
import { routesOf } from '../../../platform/edge/routes.ts';
import { stepsOf } from '../../../platform/edge/use-case.ts';
import { sessionCaller } from '../../../shared/application/session-caller.ts';
import { sessionTokens } from '../../../shared/compose/session-tokens.ts';
import { Filer, type Send } from '../../../tools/walk/filer.ts';
import { sessions } from '../database/service-ports.ts';

/** Somebody who files, by each of the two ways to the same API. Journeys run through both, and every reply must be the same. */
export const DOORS = {
  'in process': (laptop) => new Filer('http://door', inProcessDoor(laptop)),
  socket: ({ addresses }) => new Filer(addresses.gateway),
} as const satisfies Record<string, (laptop: Laptop) => Filer>;

const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);
const pathOf = (url: string) => new URL(url).pathname;

function functionOf(laptop: Laptop, { url }: HttpRequest): string {
  const route = httpRoutes(laptop.service)(pathOf(url));
  if (!route) throw new Error(`no function has the path ${url}`);
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

async function runUseCase(room: HttpRoom<Contract, Providers>, { method, url, headers, body }: HttpRequest) {
  const found = routesOf(room.contract)(method, pathOf(url));
  if (!found) throw new Error(`no operation ${method} ${url}`);
  const { operation, name, params } = found;
  const ports = await resolvePorts(room.ports);
  const session = await sessionCaller(headers, await sessionTokens(), await sessions());
  const input = {
    ...operation.params?.parse(params),
    ...operation.query?.parse(queryOf(url)),
    ...(operation.body ? { body: operation.body.parse(JSON.parse(body ?? 'null')) } : {}),
    ...(operation.caller === 'anonymous' ? {} : { applicantId: session?.accountId }),
    ...(operation.origin && { origin: { address: '', network: undefined, userAgent: '' } }),
    ...(operation.ifMatch && { seenVersion: Number(headers['if-match']?.replaceAll('"', '')) }),
    ...(operation.freshSignIn && { authenticatedAt: session?.authenticatedAt }),
    ...(operation.seesDevice && { sessionId: session?.sessionId, userAgent: '' }),
  };
  const { prepare, commit } = stepsOf(room.useCases, name);
  const reply = operation.reply.parse(await commit(input, await prepare(input, ports), ports));
  return { status: operation.status ?? 200, body: JSON.parse(JSON.stringify(reply)) as unknown };
}
