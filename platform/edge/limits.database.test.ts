import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { createSessionTokens } from '../../shared/adapters/jsonwebtoken/session-tokens.ts';
import { identifyApplicant } from '../../shared/application/session-caller.ts';
import { testClock } from '../../tests/support/clock.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { sessionsInMemory } from '../../tests/support/desk/open-sessions.ts';
import { collectLog, httpEventOf, scfContext } from '../../tests/support/scf.ts';
import { httpFunction } from './http-function.ts';

const clock = testClock('2026-11-24T02:00:00Z');
const log = collectLog();
const { test, instance } = await testInstance(clock);
afterAll(log.stop);

const done = z.literal('done');
const contract = defineContract({
  knock: {
    method: 'POST',
    path: '/v1/knocks',
    summary: '敲门',
    caller: 'anonymous',
    limits: [{ per: 'address', times: 2, seconds: 60 }],
    body: z.strictObject({ loud: z.boolean() }),
    reply: done,
  },
  ring: {
    method: 'POST',
    path: '/v1/rings',
    summary: '按门铃',
    caller: 'session',
    limits: [{ per: 'account', times: 2, seconds: 60 }],
    reply: done,
  },
  look: {
    method: 'GET',
    path: '/v1/doors',
    summary: '等人开门',
    caller: 'session',
    limits: [{ per: 'account', times: 100, seconds: 60 }],
    atOnce: { per: 'account', most: 2 },
    query: z.strictObject({ wait: z._default(z.coerce.number(), 0) }),
    reply: done,
  },
});
/** Ends the calls of `look` that wait. */
let endWaiting = () => {};
const look = async ({ wait }: { readonly wait: number }) => {
  if (wait > 0)
    await new Promise<void>((resolve) => {
      const before = endWaiting;
      endWaiting = () => {
        before();
        resolve();
      };
    });
  return 'done' as const;
};
const sessionTokens = createSessionTokens({
  key: Buffer.alloc(32, 1),
  issuer: 'icp-filing',
  audience: 'icp-filing',
  lifetimeSeconds: 3600,
  clock,
});
const handler = httpFunction(
  { contract, ports: {}, useCases: { knock: async () => 'done' as const, ring: async () => 'done' as const, look } },
  {
    identify: async () => identifyApplicant({ tokens: sessionTokens, sessions: sessionsInMemory(), clock }),
    callerLimits: async () => instance.callerLimits,
  },
);

const call = (...event: Parameters<typeof httpEventOf>) => handler(httpEventOf(...event), scfContext());
const knock = (address: string, body: unknown = { loud: true }) =>
  call('POST /v1/knocks', { headers: { 'x-scf-remote-addr': address }, body });
async function ring(accountId: string, address: string) {
  const { token } = await sessionTokens.issue({ accountId, sessionId: accountId });
  return call('POST /v1/rings', { headers: { authorization: `Bearer ${token}`, 'x-scf-remote-addr': address } });
}
const statuses = async (replies: readonly Promise<{ statusCode: number }>[]) =>
  (await Promise.all(replies)).map(({ statusCode }) => statusCode);

describe('a limited operation', () => {
  it('is refused beyond its limit, with the time to wait in the header and in the facts', async () => {
    const first = await statuses([knock('203.0.113.1'), knock('203.0.113.1')]);

    const { statusCode, headers, body } = await knock('203.0.113.1');

    expect(first).toEqual([200, 200]);
    expect([statusCode, headers['retry-after']]).toEqual([429, '60']);
    expect(JSON.parse(body).error).toEqual({
      code: 'request.too-many',
      message: '操作过于频繁，请稍后再试。',
      facts: { retryAfterSeconds: 60 },
    });
  });

  it('counts an address whatever port the platform appended', async () => {
    const replies = [await knock('203.0.113.2:1024'), await knock('203.0.113.2:1025'), await knock('203.0.113.2')];

    expect(await statuses(replies.map(async (reply) => reply))).toEqual([200, 200, 429]);
  });

  it('counts an IPv6 address without its port too', async () => {
    const replies = [await knock('[2001:db8::1]:80'), await knock('[2001:db8::1]:81'), await knock('2001:db8::1')];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  });

  it('[A5] counts the addresses of one IPv6 network as one, and those of another network as others', async () => {
    const replies = [
      await knock('2001:db8:0:7::1'),
      await knock('2001:db8:0:7::2'),
      await knock('2001:db8:0:7:a:b:c:d'),
      await knock('2001:db8:0:8::1'),
    ];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429, 200]);
  });

  it('counts an IPv4 address once, however it is written', async () => {
    const replies = [await knock('203.0.113.9'), await knock('::ffff:203.0.113.9'), await knock('::ffff:cb00:7109')];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  });

  it('does not count callers whose address the platform does not report, who would all share one limit', async () => {
    const replies = [await knock(''), await knock(''), await knock(''), await knock('unknown')];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  });

  it('counts calls whose content is refused', async () => {
    await statuses([knock('203.0.113.3', { quiet: true }), knock('203.0.113.3', { quiet: true })]);

    const { statusCode } = await knock('203.0.113.3');

    expect(statusCode).toBe(429);
  });

  it('counts a person across addresses, and separately from other people', async () => {
    await statuses([ring('account-1', '203.0.113.4'), ring('account-1', '203.0.113.5')]);

    const replies = [await ring('account-1', '203.0.113.6'), await ring('account-2', '203.0.113.4')];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([429, 200]);
  });

  it('[A5] ignores a header in which a caller names another address', async () => {
    const headers = { 'x-scf-remote-addr': '203.0.113.7' };
    const from = (address: string) =>
      call('POST /v1/knocks', { headers: { ...headers, 'x-forwarded-for': address }, body: { loud: true } });

    const replies = [await from('192.0.2.1'), await from('192.0.2.2'), await from('192.0.2.3')];

    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200, 429]);
  });
});

describe('an operation that waits', () => {
  async function looking(accountId: string, wait: number) {
    const { token } = await sessionTokens.issue({ accountId, sessionId: accountId });
    return call('GET /v1/doors', {
      headers: { authorization: `Bearer ${token}` },
      queryString: { wait: String(wait) },
    });
  }

  it('[A4] is refused while the account waits as often as it may; a call without a wait is not, nor are others', async () => {
    const waiting = [looking('account-3', 20), looking('account-3', 20)];
    await expect.poll(() => runningCalls()).toBe(4);

    const third = await looking('account-3', 20);
    const withoutWait = await looking('account-3', 0);
    const other = looking('account-4', 20);
    await expect.poll(() => runningCalls()).toBe(6);
    endWaiting();

    expect([third.statusCode, third.headers['retry-after']]).toEqual([429, '2']);
    expect(withoutWait.statusCode).toBe(200);
    expect(await statuses([...waiting, other])).toEqual([200, 200, 200]);
    expect(await runningCalls()).toBe(0);
  });
});

/** Places that are taken: by accounts, and by all of them together. */
async function runningCalls(): Promise<number> {
  const rows = await test.query<{ places: number }>('select cardinality(end_times) as places from running_call');
  return rows.reduce((sum, { places }) => sum + places, 0);
}
