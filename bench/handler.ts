import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import * as z from 'zod/mini';
import { defineContract } from '../contracts/kit/contract.ts';
import { WRITE_LIMITS } from '../contracts/kit/default-limits.ts';
import { id, line } from '../contracts/kit/words.ts';
import { createFunctionHost } from '../local/function-host.ts';
import { startGateway } from '../local/gateway.ts';
import { systemClock } from '../platform/adapters/system/clock.ts';
import { httpFunction, httpRoom } from '../platform/edge/http-function.ts';
import type { CallerLimits } from '../platform/ports/caller-limits.ts';
import { createSessionTokens } from '../shared/adapters/jsonwebtoken/session-tokens.ts';
import { identifyApplicant } from '../shared/application/session-caller.ts';
import { inTemporaryDir } from '../tools/temporary-laptop.ts';
import { alternating, compareCpu, median } from './measuring.ts';
import { outputOf } from './program.ts';
import { measured, type Row, within } from './row.ts';
import { openSessionRead } from './session-read.ts';

/** Machines differ by two and more; checking the token's signature takes each about a tenth of a call. */
const MAX_CALL_RATIO = 14;
/** Building the statement, and taking and returning a connection, cost about as much again as the driver. */
const MAX_READ_RATIO = 3;

const ROUNDS = 15;
const CALLS = { rounds: ROUNDS, runs: 400, warmUpRuns: 4_000 };

/**
 * CPU of the edge for a warm call, of the read of a session, and of the laptop's gateway per request, beside a bare
 * server in the same run.
 */
export async function measure(): Promise<readonly Row[]> {
  return [...(await edge()), ...(await inTemporaryDir(sessionRead)), ...(await inTemporaryDir(gateway))];
}

const contract = defineContract({
  save: {
    method: 'PUT',
    path: '/v1/notes/{noteId}',
    summary: '保存便签',
    caller: 'session',
    limits: WRITE_LIMITS,
    params: z.strictObject({ noteId: id }),
    body: z.strictObject({
      title: line(50),
      kind: z.enum(['private', 'shared']),
      tags: z.array(line(20)).check(z.maxLength(5)),
    }),
    reply: z.strictObject({ noteId: id, title: line(50), kind: z.enum(['private', 'shared']) }),
  },
});

const REQUEST_ID = '4c3f8a52-9d0e-4a57-8b1c-2f6e7d1a9b30';
const NOTE_ID = '0d6a8a26-0f55-4a3e-8d0b-4f3f0a3f1b01';

/** Counts every call and refuses none: the statement of the real one is the database's cost, not the edge's. */
const inMemory: CallerLimits = { countCall: async () => 0, beginCall: async () => async () => {} };

/** A call with all inputs of the edge (event, route, session, parameters, body) and a use case that does nothing. */
async function edge(): Promise<readonly Row[]> {
  const settings = { issuer: 'bench', audience: 'bench', lifetimeSeconds: 3600, clock: systemClock };
  const tokens = createSessionTokens({ ...settings, key: randomBytes(32) });
  const session = { accountId: NOTE_ID, sessionId: NOTE_ID };
  const { token: issued } = await tokens.issue(session);
  const standingOf = async () => ({ person: ['somebody'], authenticatedAt: new Date() });
  const handler = httpFunction(
    httpRoom({
      contract,
      ports: {},
      useCases: { save: async ({ noteId, body: { title, kind } }) => ({ noteId, title, kind }) },
    }),
    {
      // The read of the session has its own rows below.
      identify: async () => identifyApplicant({ tokens, sessions: { standingOf }, clock: systemClock }),
      callerLimits: async () => inMemory,
    },
  );
  const body = JSON.stringify({ title: '备案材料清单', kind: 'private', tags: ['备案', '材料'] });
  const headers = { authorization: `Bearer ${issued}`, 'content-type': 'application/json', host: 'bench' };
  const event = { httpMethod: 'PUT', path: `/v1/notes/${NOTE_ID}`, queryString: {}, headers, body };
  const call = async () => {
    const context = { request_id: REQUEST_ID, function_name: 'bench', memory_limit_in_mb: 128, time_limit_in_ms: 3000 };
    const { statusCode } = await handler(event, context);
    if (statusCode !== 200) throw new Error(`the edge answered ${statusCode}`);
  };
  const verify = async () => void (await tokens.verify(issued));
  const [whole = Number.NaN, token = Number.NaN] = await silently(() => microsecondsOf([call, verify]));
  return [
    measured({ metric: 'the edge, a warm call', value: whole, unit: 'µs CPU' }),
    measured({ metric: '  of it the token', value: token, unit: 'µs CPU' }),
    within(MAX_CALL_RATIO, { metric: '  to the token alone', value: whole / token, unit: 'ratio' }),
  ];
}

/** What every call of a signed-in person adds: one read of their session, by its key. */
async function sessionRead(dir: string): Promise<readonly Row[]> {
  const { read, bare, stop } = await openSessionRead(dir);
  try {
    const [ours = Number.NaN, theirs = Number.NaN] = await microsecondsOf([read, bare]);
    return [
      measured({ metric: 'the session, read by the driver alone', value: theirs, unit: 'µs CPU' }),
      measured({ metric: 'the session, read by the edge', value: ours, unit: 'µs CPU' }),
      within(MAX_READ_RATIO, { metric: '  to the driver alone', value: ours / theirs, unit: 'ratio' }),
    ];
  } finally {
    await stop();
  }
}

/** Median CPU of each work, alternating, for the whole process with its threads. */
const microsecondsOf = async (works: readonly (() => Promise<void>)[]): Promise<readonly number[]> =>
  (await compareCpu(works, CALLS)).map((ms) => 1000 * ms);

/** The edge writes a line per request to standard output; this bench drops them. */
async function silently<T>(work: () => Promise<T>): Promise<T> {
  const { write } = process.stdout;
  process.stdout.write = () => true;
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}

const ANSWER = { statusCode: 200, headers: { 'content-type': 'application/json' }, body: '{"state":"draft"}' };

/** Requests per second through gateway and worker, and of a bare server, alternating. */
async function gateway(dir: string): Promise<readonly Row[]> {
  const file = join(dir, 'index.js');
  // As the edge does: the next event may come although a connection keeps the event loop alive.
  const handled = `{ context.callbackWaitsForEmptyEventLoop = false; return ${JSON.stringify(ANSWER)}; }`;
  writeFileSync(file, `exports.main_handler = async (_, context) => ${handled};`);
  const host = createFunctionHost({
    functions: { bench: { name: 'bench', handler: 'index.main_handler', memoryMb: 128, timeoutSeconds: 3 } },
    files: { bench: file },
    environment: () => ({}),
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    log: () => {},
  });
  const route = { functionName: 'bench', paths: ['/*'], cors: { enable: false } };
  const behind = await startGateway({ port: 0, routeOf: () => route as never, host, log: () => {} });
  const bare = await listen(0, async (_request, response) => {
    response.writeHead(ANSWER.statusCode, ANSWER.headers).end(ANSWER.body);
  });
  try {
    const [bareRate = Number.NaN, gatewayRate = Number.NaN] = await ratesOf([bare, behind]);
    return [
      measured({ metric: 'bare server', value: bareRate, unit: 'per second' }),
      measured({ metric: 'gateway', value: gatewayRate, unit: 'per second' }),
      measured({ metric: 'bare server to gateway', value: bareRate / gatewayRate, unit: 'ratio' }),
    ];
  } finally {
    await Promise.all([behind.stop(), bare.stop(), host.stop()]);
  }
}

/** Median rates of the servers, alternating. The client is a separate process. */
async function ratesOf(servers: readonly Running[]): Promise<readonly number[]> {
  const client = new URL('./handler-client.mjs', import.meta.url);
  const rateOf = ({ url }: Running) => outputOf(client, [`${url}/v1/notes`]).then(Number);
  const works = servers.map((server) => () => rateOf(server));
  return (await alternating(ROUNDS, works)).map(median);
}
