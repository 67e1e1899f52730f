import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { REFUSALS, Refused } from '../../contracts/kit/refusal.ts';
import { NOTE_ID, notesRoom } from '../../tests/support/desk/notes-room.ts';
import { collectLog, httpEventOf, scfContext, seen } from '../../tests/support/scf.ts';
import { BudgetUsedUp, Failed } from '../ports/failed.ts';
import { errorReply } from './http-errors.ts';
import { scope } from './trace.ts';

const log = collectLog();
beforeEach(log.clear);
afterAll(log.stop);

const REQUEST_ID = 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11';

/** The reply when the use case throws, or does something else. */
async function pingThat(ping: () => Promise<'在'>, limitMs = 20_000) {
  const { handler } = notesRoom({ ping });
  return handler(httpEventOf('GET /v1/ping'), scfContext({ time_limit_in_ms: limitMs }));
}
const pingThrows = (error: unknown) => pingThat(() => Promise.reject(error));

describe('a refusal', () => {
  it('is returned with its code, its Chinese sentence and its facts', async () => {
    const fields = [{ field: 'organizer.name', message: '请恢复原来的内容。' }];

    const reply = await pingThrows(new Refused('filing.field-closed', { fields }));

    expect(seen(reply)).toEqual({
      status: 409,
      body: {
        error: {
          code: 'filing.field-closed',
          message: '该内容未被要求修改，本轮只能修改被退回的内容。',
          facts: { fields },
        },
        requestId: REQUEST_ID,
      },
    });
    expect(reply.headers['retry-after']).toBeUndefined();
  });

  it.each([
    ['account', 3600, '你今天使用视频核身、验证码等服务的次数已用完，请明天再试。你已填写的内容不会丢失。'],
    [
      'filing',
      undefined,
      '这份备案使用视频核身、验证码等服务的次数已用完，请向接入服务商申请人工处理。你已填写的内容不会丢失。',
    ],
    ['service', 60, '今天使用视频核身等服务的人较多，次数已用完，请明天再试。你已填写的内容不会丢失。'],
  ] as const)('[A4] is 429 with what to do when the budget of the %s is used up', async (budget, seconds, message) => {
    const reply = await pingThrows(new BudgetUsedUp('liveness', budget, seconds));

    const facts = seconds === undefined ? {} : { retryAfterSeconds: seconds };
    expect(seen(reply)).toMatchObject({
      status: 429,
      body: { error: { code: `budget.${budget}`, message, facts: { service: 'liveness', ...facts } } },
    });
    expect(reply.headers['retry-after']).toBe(seconds === undefined ? undefined : String(seconds));
    expect(log.lines()).toMatchObject([{ level: 'info', status: 429, refusal: `budget.${budget}` }]);
  });

  it('is logged with its code, the operation and the status, and nothing else', async () => {
    await pingThrows(new Refused('filing.incomplete', { 姓名: '周建明' }));

    expect(log.lines()).toEqual([
      {
        level: 'info',
        function: 'notes',
        requestId: REQUEST_ID,
        operation: 'ping',
        metric: 'reply',
        value: expect.any(Number),
        unit: 'ms',
        traceId: 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11',
        status: 422,
        refusal: 'filing.incomplete',
      },
    ]);
  });

  it('is logged with the account that was refused', async () => {
    const { handler, signedIn } = notesRoom({
      read: async () => {
        throw new Refused('filing.unknown');
      },
    });

    await handler(httpEventOf(`GET /v1/notes/${NOTE_ID}`, { headers: await signedIn() }), scfContext());

    expect(log.lines()).toEqual([
      expect.objectContaining({ operation: 'read', account: 'account-1', refusal: 'filing.unknown' }),
    ]);
  });

  it.each(Object.keys(REFUSALS) as (keyof typeof REFUSALS)[])('%s has an error status and a sentence', (refusal) => {
    const { statusCode, body } = errorReply(new Refused(refusal), REQUEST_ID);

    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(statusCode).toBeLessThanOrEqual(503);
    expect(JSON.parse(body).error.message).toMatch(/\p{Script=Han}.*。$/u);
  });
});

describe('a vendor’s failure', () => {
  const failure = new Failed('ocr', 'throttled', 'RequestLimitExceeded', { cause: new Error('梁晓晴 not read') });

  it('[P6] is returned as 503 with a time to retry, and without anything the vendor said', async () => {
    const reply = await pingThrows(failure);

    expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
    expect(seen(reply).body).toEqual({
      error: { code: 'vendor.unavailable', message: '服务繁忙，请稍后重试。你已填写的内容不会丢失。', facts: {} },
      requestId: REQUEST_ID,
    });
  });

  it.each(['53100', '25006', 'ECONNREFUSED'])('names the database when that is what failed, with %s', async (code) => {
    const reply = await pingThrows(new Failed('database', 'broken', code));

    expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
    expect(seen(reply).body).toMatchObject({ error: { code: 'vendor.unavailable', facts: { failing: 'database' } } });
  });

  it('[P2] is logged by port, kind and code, without its cause', async () => {
    await pingThrows(failure);

    expect(log.lines()).toEqual([
      expect.objectContaining({
        level: 'warn',
        status: 503,
        port: 'ocr',
        failure: 'throttled',
        vendorCode: 'RequestLimitExceeded',
      }),
    ]);
    expect(log.texts.join()).not.toContain('梁晓晴');
  });
});

describe('a bug', () => {
  it.each([
    ['an error', new TypeError('no such field 440305198806159974')],
    ['an error with a multi-line message', new Error('bad text\n    at 440305198806159974 (ID card)')],
    ['a text', '440305198806159974'],
    ['nothing', undefined],
    ['an error with a code', Object.assign(new Error('440305198806159974'), { code: 'ERR_SOMETHING' })],
  ])(
    '[P6] [P2] that throws %s is returned as a generic 500 and raises an alarm, without its message',
    async (_, thrown) => {
      const reply = await pingThrows(thrown);

      expect(seen(reply)).toEqual({
        status: 500,
        body: {
          error: { code: 'internal.error', message: '系统出现问题，我们已收到通知，请稍后重试。', facts: {} },
          requestId: REQUEST_ID,
        },
      });
      expect(log.lines()).toEqual([
        expect.objectContaining({ level: 'alarm', status: 500, error: expect.any(String) }),
      ]);
      expect(log.texts.join() + reply.body).not.toContain('440305');
      expect(reply.body).not.toContain(' at ');
    },
  );

  it('is logged with its class and the place where it was thrown', async () => {
    await pingThrows(new RangeError('out of range'));

    const [line] = log.lines();

    expect(line?.error).toMatch(/^RangeError\s+at .*http-errors\.test\.ts:\d+/);
  });

  it('[P6] in a reply that breaks its contract is never sent', async () => {
    const { handler, signedIn } = notesRoom({
      // @ts-expect-error: an answer without its owner does not fit the contract
      read: async ({ noteId }) => ({ noteId, title: '周建明', secret: '440305198806159974' }),
    });

    const reply = await handler(httpEventOf(`GET /v1/notes/${NOTE_ID}`, { headers: await signedIn() }), scfContext());

    expect(seen(reply)).toMatchObject({ status: 500, body: { error: { code: 'internal.error' } } });
    expect(log.lines()).toEqual([expect.objectContaining({ level: 'alarm', operation: 'read' })]);
    expect(log.texts.join() + reply.body).not.toMatch(/440305|周建明/);
  });
});

describe('a use case that takes too long', () => {
  it('[L4] is replied to before it ends', async () => {
    const tooLate = new AbortController();

    const reply = await pingThat(() => sleep(5_000, '在' as const, { signal: tooLate.signal }), 500);
    tooLate.abort();

    expect(reply).toMatchObject({ statusCode: 503, headers: { 'retry-after': '5' } });
    expect(seen(reply).body).toMatchObject({ error: { code: 'vendor.unavailable' } });
  });

  it('[L4] keeps its own scope, while the next request is answered in its own', async () => {
    let goesOnAs: unknown;
    const { handler } = notesRoom({
      ping: async () => {
        await sleep(600);
        goesOnAs = scope()?.requestId;
        return '在';
      },
    });
    await handler(httpEventOf('GET /v1/ping'), scfContext({ time_limit_in_ms: 400 }));

    const next = scfContext({ request_id: 'd3b0903f-6c1d-4a2d-8b66-0e1b5e7a3c22' });
    const reply = await handler(httpEventOf('GET /v1/nowhere'), next);
    await vi.waitFor(() => expect(goesOnAs).toBe(REQUEST_ID));

    expect(seen(reply).body).toMatchObject({ requestId: 'd3b0903f-6c1d-4a2d-8b66-0e1b5e7a3c22' });
    expect(log.lines().map(({ requestId, traceId }) => [requestId, traceId])).toEqual([
      [REQUEST_ID, REQUEST_ID.replaceAll('-', '')],
      ['d3b0903f-6c1d-4a2d-8b66-0e1b5e7a3c22', 'd3b0903f6c1d4a2d8b660e1b5e7a3c22'],
    ]);
  });

  it('[L4] is not interrupted before that', async () => {
    const reply = await pingThat(() => sleep(100, '在' as const), 20_000);

    expect(seen(reply)).toEqual({ status: 200, body: '在' });
  });
});

describe('a request that succeeds', () => {
  it('is logged under its caller’s trace, whatever the case of the header’s name', async () => {
    const { handler, signedIn } = notesRoom();
    const headers = {
      ...(await signedIn()),
      TraceParent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    };

    await handler(
      httpEventOf(`PUT /v1/notes/${NOTE_ID}`, { headers, body: { title: 't', kind: 'private' } }),
      scfContext(),
    );

    expect(log.lines()).toMatchObject([{ operation: 'save', traceId: '4bf92f3577b34da6a3ce929d0e0e4736' }]);
  });

  it('marks the first event of an instance, and only that, as a cold start', async () => {
    vi.resetModules();
    const { httpFunction, httpRoom } = await import('./http-function.ts');
    const handler = httpFunction(httpRoom({ contract: {}, ports: {}, useCases: {} }), {});

    for (const _ of [1, 2]) await handler(httpEventOf('GET /v1/none'), scfContext());

    expect(log.lines().map(({ coldStart }) => coldStart)).toEqual([true, undefined]);
  });

  it('is logged in one line with the account that called, without path, parameters or body', async () => {
    const { handler, signedIn } = notesRoom();
    const body = { title: '周建明', kind: 'private' };

    await handler(httpEventOf(`PUT /v1/notes/${NOTE_ID}`, { headers: await signedIn(), body }), scfContext());

    expect(log.lines()).toEqual([
      {
        level: 'info',
        function: 'notes',
        requestId: REQUEST_ID,
        operation: 'save',
        account: 'account-1',
        metric: 'reply',
        value: expect.any(Number),
        unit: 'ms',
        traceId: 'c2af8a1e5b0c4f1c9a559d0a4d6f2b11',
        status: 201,
      },
    ]);
  });
});
