import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Identify } from '../../platform/edge/caller.ts';
import { httpFunction, httpRoom } from '../../platform/edge/http-function.ts';
import { STATUS } from '../../platform/edge/refusal-to-http.ts';
import type { CallerLimits } from '../../platform/ports/caller-limits.ts';
import type { Replies } from '../../platform/ports/replies.ts';
import type { Transactions } from '../../platform/ports/transactions.ts';
import { UNLIMITED } from '../../tests/support/unlimited.ts';
import { defineContract, type Input } from './contract.ts';
import type { Refusal } from './refusal.ts';

// Lines that must not compile are marked; `tsc` fails when they do. Nothing here is called.

const identify = async (): Promise<Identify> => Promise.reject(new Error('not called'));
const replies = async (): Promise<Replies> => Promise.reject(new Error('not called'));
const transactions = async (): Promise<Transactions> => Promise.reject(new Error('not called'));
const callerLimits = async (): Promise<CallerLimits> => Promise.reject(new Error('not called'));
const numbers = async () => ({ next: async () => 1 });

const read = defineContract({
  read: {
    method: 'GET',
    path: '/v1/things/{thingId}',
    summary: '查看',
    caller: 'session',
    limits: UNLIMITED,
    params: z.strictObject({ thingId: z.uuid() }),
    reply: z.strictObject({ number: z.int() }),
  },
});
const make = defineContract({
  make: { ...read.read, method: 'POST', idempotent: true, body: z.strictObject({ count: z.coerce.number() }) },
});
const open = defineContract({
  ping: {
    method: 'GET',
    path: '/v1/ping',
    summary: '在',
    caller: 'anonymous',
    limits: UNLIMITED,
    reply: z.literal('在'),
  },
});

const answersOne = { make: async () => ({ number: 1 }) };

describe('a contract', () => {
  const { limits: _, ...rest } = read.read;

  it('[A4] does not compile with an operation without a limit, unless it says why it needs none', () => {
    const item = defineContract({ read: { ...rest, limits: [{ per: 'account', times: 1, seconds: 1 }] } });
    const because = defineContract({ read: { ...rest, limits: { unlimited: 'it costs nothing' } } });
    // @ts-expect-error: limits are missing
    const without = defineContract({ read: rest });
    // @ts-expect-error: none is no limit
    const none = defineContract({ read: { ...rest, limits: [] } });
    // @ts-expect-error: no reason
    const silent = defineContract({ read: { ...rest, limits: {} } });

    expect([item, because, without, none, silent]).toHaveLength(5);
  });

  it('[A4] does not compile with an operation that waits, unless it says how many may wait at once', () => {
    const query = z.strictObject({ wait: z._default(z.coerce.number(), 0) });
    const bounded = defineContract({ read: { ...read.read, query, atOnce: { per: 'account', most: 3 } } });
    // @ts-expect-error: atOnce is missing
    const unbounded = defineContract({ read: { ...read.read, query } });

    expect([bounded, unbounded]).toHaveLength(2);
  });
});

describe('a room', () => {
  it('compiles with the ports that its use cases need', () => {
    const room = httpRoom({
      contract: make,
      ports: { numbers },
      useCases: { make: async (_input, ports) => ({ number: await ports.numbers.next() }) },
    });

    expect(Object.keys(room.ports)).toEqual(['numbers']);
  });

  it('compiles with a command in two steps, but only where the contract says `idempotent`', () => {
    const steps = {
      prepare: async () => 1,
      commit: async (_input: unknown, number: number) => ({ number }),
    };
    const room = httpRoom({ contract: make, ports: {}, useCases: { make: steps } });
    // @ts-expect-error: read is no command
    const other = httpRoom({ contract: read, ports: {}, useCases: { read: steps } });

    expect([room.contract, other.contract]).toEqual([make, read]);
  });

  it('does not compile with a use case that needs a port which the room does not name', () => {
    const room = httpRoom({
      contract: open,
      ports: {},
      // @ts-expect-error: the room does not name numbers
      useCases: { ping: async (_input: unknown, _ports: { numbers: object }) => '在' as const },
    });

    expect(room.contract).toBe(open);
  });

  it('does not compile without a use case for every operation, nor with one that returns something else', () => {
    const room = httpRoom({
      contract: open,
      ports: {},
      // @ts-expect-error: ping is missing
      useCases: {},
    });
    const other = httpRoom({
      contract: open,
      ports: {},
      // @ts-expect-error: not what the contract promises
      useCases: { ping: async () => '不在' },
    });

    expect([room.contract, other.contract]).toEqual([open, open]);
  });
});

describe('the edge ports of a room', () => {
  const all = { identify, callerLimits, replies, transactions };

  it('are none where callers are not identified', () => {
    const room = httpRoom({ contract: open, ports: {}, useCases: { ping: async () => '在' as const } });

    expect(httpFunction(room, {})).toBeTypeOf('function');
  });

  it('[A2] do not compile without the port that identifies callers', () => {
    const room = httpRoom({ contract: read, ports: {}, useCases: { read: async () => ({ number: 1 }) } });

    // @ts-expect-error: identify is missing
    const anonymous = httpFunction(room, {});

    expect([httpFunction(room, all), anonymous]).toHaveLength(2);
  });

  it('[I1] do not compile without the ports that make a command run once', () => {
    const room = httpRoom({ contract: make, ports: {}, useCases: answersOne });

    // @ts-expect-error: replies is missing
    const withoutReplies = httpFunction(room, { identify, transactions });
    // @ts-expect-error: transactions is missing
    const withoutTransactions = httpFunction(room, { identify, replies });

    expect([httpFunction(room, all), withoutReplies, withoutTransactions]).toHaveLength(3);
  });

  it('do not compile without the port that counts calls where they are limited', () => {
    const limited = defineContract({ make: { ...make.make, limits: [{ per: 'account', times: 1, seconds: 1 }] } });
    const room = httpRoom({ contract: limited, ports: {}, useCases: answersOne });

    // @ts-expect-error: callerLimits is missing
    const withoutLimits = httpFunction(room, { identify, replies, transactions });

    expect([httpFunction(room, all), withoutLimits]).toHaveLength(2);
  });
});

describe('the input of a use case', () => {
  it('is typed by the contract: the caller, the parameters and the parsed body', () => {
    const input: Input<(typeof make)['make']> = { applicantId: 'a', thingId: 't', body: { count: 1 } };
    // @ts-expect-error: a number after parsing, whatever was sent
    const wrong: Input<(typeof make)['make']> = { applicantId: 'a', thingId: 't', body: { count: '1' } };
    // @ts-expect-error: the caller is not identified
    const nobody: Input<(typeof open)['ping']>['applicantId'] = 'a';

    expect([input.body.count, wrong.thingId, nobody]).toEqual([1, 't', 'a']);
  });
});

describe('the statuses of refusals', () => {
  it('do not compile when one is missing', () => {
    const { 'vendor.unavailable': _, ...rest } = STATUS;

    // @ts-expect-error: a refusal without a status
    const incomplete = rest satisfies Record<Refusal, number>;

    expect(incomplete).not.toHaveProperty(['vendor.unavailable']);
  });
});
