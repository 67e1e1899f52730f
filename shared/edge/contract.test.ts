import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Refusal } from '../domain/refusal.ts';
import type { Replies } from '../ports/replies.ts';
import type { SessionTokens } from '../ports/session-tokens.ts';
import type { Transactions } from '../ports/transactions.ts';
import { defineContract, type Input, resolvePorts } from './contract.ts';
import { httpRoom } from './http-function.ts';
import { STATUS } from './refusal-to-http.ts';

// What must not compile is marked; `tsc` fails when it does. Nothing here is called.

const sessionTokens = async (): Promise<SessionTokens> => Promise.reject(new Error('not called'));
const replies = async (): Promise<Replies> => Promise.reject(new Error('not called'));
const transactions = async (): Promise<Transactions> => Promise.reject(new Error('not called'));
const numbers = async () => ({ next: async () => 1 });

const read = defineContract({
  read: {
    method: 'GET',
    path: '/v1/things/{thingId}',
    summary: '查看',
    caller: 'session',
    params: z.strictObject({ thingId: z.uuid() }),
    reply: z.strictObject({ number: z.int() }),
  },
});
const make = defineContract({
  make: { ...read.read, method: 'POST', once: true, body: z.strictObject({ count: z.coerce.number() }) },
});
const open = defineContract({
  ping: { method: 'GET', path: '/v1/ping', summary: '在', caller: 'nobody', reply: z.literal('在') },
});

describe('a room', () => {
  it('compiles with the ports that its contract and its use cases need', () => {
    const room = httpRoom({
      contract: make,
      needs: { sessionTokens, replies, transactions, numbers },
      useCases: { make: async (_input, ports) => ({ number: await ports.numbers.next() }) },
    });

    expect(Object.keys(room.needs)).toEqual(['sessionTokens', 'replies', 'transactions', 'numbers']);
  });

  it('needs no session where nobody is asked who he is', () => {
    const room = httpRoom({ contract: open, needs: {}, useCases: { ping: async () => '在' as const } });

    expect(room.needs).toEqual({});
  });

  it('[A2] does not compile without the port that knows who is asking', () => {
    const room = httpRoom({
      contract: read,
      // @ts-expect-error: sessionTokens is missing
      needs: { numbers },
      useCases: { read: async () => ({ number: 1 }) },
    });

    expect(room.contract).toBe(read);
  });

  it('[I1] does not compile without the ports that make a command run once', () => {
    const room = httpRoom({
      contract: make,
      // @ts-expect-error: replies is missing
      needs: { sessionTokens, transactions },
      useCases: { make: async () => ({ number: 1 }) },
    });
    const other = httpRoom({
      contract: make,
      // @ts-expect-error: transactions is missing
      needs: { sessionTokens, replies },
      useCases: { make: async () => ({ number: 1 }) },
    });

    expect([room.contract, other.contract]).toEqual([make, make]);
  });

  it('does not compile with a use case that asks for a port which the room does not name', () => {
    const room = httpRoom({
      contract: open,
      needs: {},
      // @ts-expect-error: numbers is not among the needs
      useCases: { ping: async (_input: unknown, _ports: { numbers: object }) => '在' as const },
    });

    expect(room.contract).toBe(open);
  });

  it('does not compile without a use case for every operation, nor with one that answers something else', () => {
    const room = httpRoom({
      contract: open,
      needs: {},
      // @ts-expect-error: ping is missing
      useCases: {},
    });
    const other = httpRoom({
      contract: open,
      needs: {},
      // @ts-expect-error: not what the contract promises
      useCases: { ping: async () => '不在' },
    });

    expect([room.contract, other.contract]).toEqual([open, open]);
  });
});

describe('what a use case is told', () => {
  it('is typed by the contract: who asks, the parameters and the parsed body', () => {
    const input: Input<(typeof make)['make']> = { applicantId: 'a', thingId: 't', body: { count: 1 } };
    // @ts-expect-error: a number after parsing, whatever was sent
    const wrong: Input<(typeof make)['make']> = { applicantId: 'a', thingId: 't', body: { count: '1' } };
    // @ts-expect-error: nobody is asked who he is, so nobody is known
    const nobody: Input<(typeof open)['ping']>['applicantId'] = 'a';

    expect([input.body.count, wrong.thingId, nobody]).toEqual([1, 't', 'a']);
  });
});

describe('a schema that is made when it is asked for', () => {
  it('is made once, and not before, and types what the use case is told', () => {
    let times = 0;
    const contract = defineContract({
      sing: {
        ...({ method: 'POST', path: '/v1/songs', summary: '唱', caller: 'nobody' } as const),
        body: () => {
          times += 1;
          return z.strictObject({ title: z.string() });
        },
        reply: z.boolean(),
      },
    });
    const before = times;
    // @ts-expect-error: a title is a text
    const wrong: Input<(typeof contract)['sing']> = { body: { title: 1 } };

    const parsed = ['a', wrong.body.title].map((title) => contract.sing.body.safeParse({ title }).success);

    expect([before, times, parsed]).toEqual([0, 1, [true, false]]);
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

describe('resolvePorts', () => {
  it('makes all ports side by side, each once', async () => {
    const made: string[] = [];
    const provider = (name: string) => async () => {
      made.push(`${name} begins`);
      await Promise.resolve();
      made.push(`${name} ends`);
      return name;
    };

    const ports = await resolvePorts({ a: provider('a'), b: provider('b') });

    expect(ports).toEqual({ a: 'a', b: 'b' });
    expect(made).toEqual(['a begins', 'b begins', 'a ends', 'b ends']);
  });

  it('fails when a port can’t be made', async () => {
    const ports = resolvePorts({ a: async () => 1, b: () => Promise.reject(new Error('no b')) });

    await expect(ports).rejects.toThrow('no b');
  });
});
