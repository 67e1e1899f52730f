import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { defineContract } from '../contracts/kit/contract.ts';
import { WRITE_LIMITS } from '../contracts/kit/default-limits.ts';
import { id, line } from '../contracts/kit/words.ts';
import { systemClock } from '../platform/adapters/system/clock.ts';
import { httpFunction, httpRoom } from '../platform/edge/http-function.ts';
import type { CallerLimits } from '../platform/ports/caller-limits.ts';
import { createSessionTokens } from '../shared/adapters/jsonwebtoken/session-tokens.ts';
import { identifyApplicant } from '../shared/application/session-caller.ts';
import { compareCpu } from './measuring.ts';
import { measured, type Row, within } from './row.ts';

/** Machines differ by two and more; checking the token's signature takes each about a tenth of a call. */
const MAX_CALL_RATIO = 14;

const CALLS = { rounds: 15, runs: 400, warmUpRuns: 4_000 };

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

/** CPU of a warm call with all inputs of the edge (event, route, session, parameters, body) and a use case that does nothing. */
export async function measure(): Promise<readonly Row[]> {
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
