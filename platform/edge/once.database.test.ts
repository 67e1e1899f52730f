import { afterAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { Refused } from '../../contracts/kit/refusal.ts';
import { identifyApplicant } from '../../shared/application/session-caller.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { notesRoom } from '../../tests/support/desk/notes-room.ts';
import { sessionsInMemory } from '../../tests/support/desk/open-sessions.ts';
import { collectLog, httpEventOf, scfContext, seen } from '../../tests/support/scf.ts';
import { UNLIMITED } from '../../tests/support/unlimited.ts';
import { Failed } from '../ports/failed.ts';
import { httpFunction, httpRoom } from './http-function.ts';

const contract = defineContract({
  send: {
    method: 'POST',
    path: '/v1/letters/{box}',
    summary: '寄信',
    caller: 'session',
    limits: UNLIMITED,
    idempotent: true,
    params: z.strictObject({ box: z.enum(['a', 'b']) }),
    body: z.strictObject({ text: z.string().check(z.minLength(1)) }),
    reply: z.strictObject({ number: z.int(), text: z.string() }),
    status: 202,
  },
  ask: {
    method: 'POST',
    path: '/v1/letters/{box}/asked',
    summary: '问过再寄',
    caller: 'session',
    limits: UNLIMITED,
    idempotent: true,
    params: z.strictObject({ box: z.string() }),
    reply: z.strictObject({ openWhileAsking: z.int(), openWhileWriting: z.int() }),
  },
  wait: {
    method: 'POST',
    path: '/v1/letters/{box}/wait',
    summary: '等着',
    caller: 'session',
    limits: UNLIMITED,
    idempotent: true,
    params: z.strictObject({ box: z.string() }),
    reply: z.literal('done'),
  },
});

const { clock, sessionTokens } = notesRoom();
const log = collectLog();
const { test, instance } = await testInstance(clock);
afterAll(log.stop);

const openTransactions = async () =>
  (
    await test.query(
      "select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
    )
  ).length;

/** A room whose use case writes to the outbox; `before` runs first and may throw. Each room has its own applicant. */
async function lettersRoom(before: (text: string) => Promise<void> = async () => {}) {
  const { accountId } = await instance.accounts.signIn(instance.ids.secret());
  const bearers = await Promise.all(
    [accountId, instance.ids.uuid()].map((id) => sessionTokens.issue({ accountId: id, sessionId: id })),
  );
  const counted = { runs: 0 };
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const leave = (applicantId: string) =>
    instance.outbox.add([{ topic: 'reminder', key: `${applicantId}/${counted.runs}`, payload: {} }]);
  const room = httpRoom({
    contract,
    ports: {},
    useCases: {
      send: async ({ applicantId, body: { text } }) => {
        counted.runs += 1;
        await leave(applicantId);
        await before(text);
        return { number: counted.runs, text };
      },
      ask: {
        prepare: openTransactions,
        commit: async ({ applicantId }, openWhileAsking: number) => {
          counted.runs += 1;
          await leave(applicantId);
          await before('asked');
          return { openWhileAsking, openWhileWriting: await openTransactions() };
        },
      },
      wait: async () => {
        await ended;
        return 'done' as const;
      },
    },
  });
  const handler = httpFunction(room, {
    identify: async () => identifyApplicant({ tokens: sessionTokens, sessions: sessionsInMemory(), clock }),
    replies: async () => instance.replies,
    transactions: async () => instance.transactions,
  });
  const send = (key: string | undefined, text = '你好', { box = 'a', who = 0 } = {}) => {
    const headers = {
      authorization: `Bearer ${bearers[who]?.token}`,
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
    };
    return handler(httpEventOf(`POST /v1/letters/${box}`, { headers, body: { text } }), scfContext());
  };
  const letters = async () => (await test.query('select 1 from outbox where key like $1', [`${accountId}/%`])).length;
  return { send, letters, counted, handler, end, authorization: `Bearer ${bearers[0]?.token}` };
}

const newKey = () => instance.ids.uuid();
const code = (reply: Parameters<typeof seen>[0]) => {
  const { status, body } = seen(reply);
  return [status, (body as { error?: { code: string } }).error?.code];
};

describe('a command that calls vendors first', () => {
  const ask = async (before?: (text: string) => Promise<void>) => {
    const room = await lettersRoom(before);
    const headers = { authorization: room.authorization, 'idempotency-key': newKey() };
    const asking = () => room.handler(httpEventOf('POST /v1/letters/a/asked', { headers }), scfContext());
    return { ...room, asking };
  };

  it('[I2] holds no transaction meanwhile, and writes once, in one transaction', async () => {
    const { asking, letters } = await ask();

    const replies = [await asking(), await asking()];

    expect(replies.map(({ body }) => body)).toEqual(Array(2).fill('{"openWhileAsking":0,"openWhileWriting":1}'));
    expect(await letters()).toBe(1);
  });

  it('[I7] is not stored when its commit fails: nothing remains of it and a retry runs', async () => {
    const troubles = [new Refused('filing.changed-meanwhile')];
    const { asking, letters } = await ask(async () => {
      const trouble = troubles.pop();
      if (trouble) throw trouble;
    });

    const [first, left, retry] = [await asking(), await letters(), await asking()];

    expect([first.statusCode, left, retry.statusCode, await letters()]).toEqual([409, 0, 200, 1]);
  });
});

describe('a command that must run once', () => {
  it.each([
    undefined,
    '',
    'too-short-for-a-key',
    `${'x'.repeat(256)}`,
    'with spaces inside of the key',
    '密钥密钥密钥密钥密钥密钥密钥密钥密钥密钥',
  ])('[I1] [I8] is refused with the key %j and does not run', async (key) => {
    const { send, counted } = await lettersRoom();

    const reply = await send(key);

    expect(code(reply)).toEqual([400, 'idempotency.key-missing']);
    expect(counted.runs).toBe(0);
  });

  it.each(['x'.repeat(20), '!'.repeat(255)])('[I8] accepts the key %j', async (key) => {
    const { send } = await lettersRoom();

    const reply = await send(key);

    expect(reply.statusCode).toBe(202);
  });

  it('[I2] replies to the same key with the same bytes, marks that in a header, and has one effect', async () => {
    const { send, letters } = await lettersRoom();
    const key = newKey();
    const first = await send(key);

    const again = await send(key);

    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(again).toEqual({ ...first, headers: { ...first.headers, 'idempotent-replayed': 'true' } });
    expect(seen(again)).toEqual({ status: 202, body: { number: 1, text: '你好' } });
    expect(await letters()).toBe(1);
  });

  it('[I3] refuses the same key with another body or another parameter', async () => {
    const { send, letters } = await lettersRoom();
    const key = newKey();
    await send(key, '你好');

    const replies = [await send(key, '再见'), await send(key, '你好', { box: 'b' })];

    expect(replies.map(code)).toEqual([
      [422, 'idempotency.key-reused'],
      [422, 'idempotency.key-reused'],
    ]);
    expect(await letters()).toBe(1);
  });

  it('[I5] does not give one person’s reply to another with the same key', async () => {
    const { send } = await lettersRoom();
    const key = newKey();
    await send(key);

    const other = await send(key, '你好', { who: 1 });

    expect(other.headers['idempotent-replayed']).toBeUndefined();
    expect(seen(other).body).toMatchObject({ number: 2 });
  });

  it('[I2] [I4] runs once when twenty equal requests arrive at once', async () => {
    const { send, letters } = await lettersRoom();
    const key = newKey();

    const replies = await Promise.all(Array.from({ length: 20 }, () => send(key)));

    const running = replies.filter(({ statusCode }) => statusCode === 409);
    const answered = replies.filter(({ statusCode }) => statusCode === 202);
    expect(running.length + answered.length).toBe(20);
    expect(new Set(answered.map(({ body }) => body))).toEqual(new Set(['{"number":1,"text":"你好"}']));
    expect(await letters()).toBe(1);
  });

  it('[I4] [L4] is refused while the first runs, and runs again once the platform must have ended the first', async () => {
    const { handler, authorization, end } = await lettersRoom();
    const headers = { authorization, 'idempotency-key': newKey() };
    const wait = (limitMs: number) =>
      handler(httpEventOf('POST /v1/letters/a/wait', { headers }), scfContext({ time_limit_in_ms: limitMs }));

    const first = code(await wait(400));
    const second = code(await wait(400));
    clock.forward(1);
    const third = code(await wait(400));
    end();

    expect([first, second, third]).toEqual([
      [503, 'vendor.unavailable'],
      [409, 'idempotency.running'],
      [503, 'vendor.unavailable'],
    ]);
  });

  it.each([
    ['refused', new Refused('filing.incomplete'), 422],
    ['failed by a vendor', new Failed('ocr', 'timeout'), 503],
    ['broken by a bug', new Error('bug'), 500],
  ])('[I7] is not stored when it is %s: nothing remains of it and a retry runs', async (_, error, status) => {
    const troubles = [error];
    const { send, letters } = await lettersRoom(async () => {
      const trouble = troubles.pop();
      if (trouble) throw trouble;
    });
    const key = newKey();

    const first = await send(key);
    const left = await letters();
    const retry = await send(key);

    expect(first.statusCode).toBe(status);
    expect(left).toBe(0);
    expect(seen(retry)).toEqual({ status: 202, body: { number: 2, text: '你好' } });
    expect(await letters()).toBe(1);
  });

  it('[I7] does not use up its key when it is malformed', async () => {
    const { send } = await lettersRoom();
    const key = newKey();
    await send(key, '');

    const retry = await send(key, '你好');

    expect(retry.statusCode).toBe(202);
  });
});
