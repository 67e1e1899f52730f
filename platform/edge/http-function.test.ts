import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOTE_ID, notesRoom } from '../../tests/support/desk/notes-room.ts';
import { collectLog, httpEventOf, scfContext, seen } from '../../tests/support/scf.ts';

const { handler, signedIn, forged } = notesRoom();
const log = collectLog();
let session: { authorization: string };

beforeAll(async () => {
  session = await signedIn();
});
afterAll(log.stop);

const call = async (...event: Parameters<typeof httpEventOf>) => handler(httpEventOf(...event), scfContext());
const answer = async (...event: Parameters<typeof httpEventOf>) => seen(await call(...event));
const refusal = async (...event: Parameters<typeof httpEventOf>) => {
  const { status, body } = await answer(...event);
  return [status, (body as { error: { code: string } }).error.code];
};
const NOTE = { title: '买菜', kind: 'shared' };
const save = (body: unknown) => answer(`PUT /v1/notes/${NOTE_ID}`, { headers: session, body });
const problems = async (body: unknown) => {
  const { body: reply } = await save(body);
  return (reply as { error: { facts: { fields?: unknown } } }).error.facts.fields;
};

describe('a reply', () => {
  it('holds the use case’s result, the contract’s status, and headers that forbid caching, sniffing, framing and plain HTTP', async () => {
    const reply = await call(`PUT /v1/notes/${NOTE_ID}`, { headers: session, body: NOTE });

    expect(reply).toEqual({
      isBase64Encoded: false,
      statusCode: 201,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
        'x-request-id': 'c2af8a1e-5b0c-4f1c-9a55-9d0a4d6f2b11',
      },
      body: `{"title":"买菜","kind":"shared","noteId":"${NOTE_ID}","owner":"account-1"}`,
    });
  });

  it('is JSON even when it is one word', async () => {
    const reply = await call('GET /v1/ping');

    expect(reply).toMatchObject({ statusCode: 200, body: '"在"' });
  });
});

describe('a version', () => {
  const amend = (headers: Record<string, string>) =>
    call(`PUT /v1/notes/${NOTE_ID}/draft`, { headers: { ...session, ...headers }, body: { title: '买菜' } });

  it('that the page shows comes in If-Match, and the new one goes back as ETag', async () => {
    const reply = await amend({ 'if-match': '"7"' });

    expect(seen(reply)).toEqual({ status: 200, body: { title: '买菜', seen: 7, version: 8 } });
    expect(reply).toMatchObject({ headers: { etag: '"8"' } });
  });

  it('is 0 for a page that has seen none', async () => {
    expect(seen(await amend({}))).toMatchObject({ body: { seen: 0, version: 1 } });
  });

  it.each(['7', 'W/"7"', '"7a"', '"-1"', '"1", "2"', '*', '"9999999999"'])(
    'is refused when it reads %s',
    async (version) => {
      expect(seen(await amend({ 'if-match': version }))).toMatchObject({
        status: 400,
        body: { error: { code: 'request.malformed' } },
      });
    },
  );
});

describe('a reply that everybody gets', () => {
  const ask = (headers: Record<string, string> = {}) => call('GET /v1/note-kinds', { headers });

  it('may be kept for the contract’s time, and is asked for again by its ETag', async () => {
    const { headers, body, statusCode } = await ask();
    const { etag = '' } = headers;
    const known = [await ask({ 'if-none-match': etag }), await ask({ 'if-none-match': `"other", W/${etag}` })];

    expect([statusCode, body]).toEqual([200, '{"kinds":["private","shared"]}']);
    expect(headers).toMatchObject({
      'cache-control': 'public, max-age=60',
      etag: expect.stringMatching(/^"[\w-]{43}"$/),
    });
    for (const reply of known)
      expect(reply).toMatchObject({
        statusCode: 304,
        body: '',
        headers: { etag, 'cache-control': 'public, max-age=60' },
      });
  });

  it('comes whole to whoever has another one', async () => {
    expect(await ask({ 'if-none-match': '"other"' })).toMatchObject({ statusCode: 200 });
  });
});

describe('a route', () => {
  it.each([
    'GET /v1/unknown',
    'GET /',
    'DELETE /v1/notes',
    'POST /v1/ping',
    `GET /v1/notes/${NOTE_ID}/more`,
    `PUT /v1/notes/${NOTE_ID.slice(1)}`,
    'GET /v1/notes/..%2F..',
  ] as const)('%s is unknown', async (route) => {
    const result = await refusal(route, { headers: session, body: NOTE });

    expect(result).toEqual([404, 'route.unknown']);
  });

  it('is found with a trailing slash and with a method in lower case', async () => {
    const result = await answer('get /v1/ping/');

    expect(result).toEqual({ status: 200, body: '在' });
  });
});

describe('a caller', () => {
  it('[A2] is refused without a session where one is required', async () => {
    const result = await refusal(`GET /v1/notes/${NOTE_ID}`);

    expect(result).toEqual([401, 'session.missing']);
  });

  it('[A2] is refused with a forged, expired or malformed session', async () => {
    const later = notesRoom();
    const expired = await later.signedIn();
    later.clock.forward(3600);
    const read = httpEventOf(`GET /v1/notes/${NOTE_ID}`, { headers: expired });

    const results = [
      await refusal(`GET /v1/notes/${NOTE_ID}`, { headers: await forged() }),
      await refusal(`GET /v1/notes/${NOTE_ID}`, { headers: { authorization: 'Bearer' } }),
      await refusal(`GET /v1/notes/${NOTE_ID}`, { headers: { authorization: 'Basic YTpi' } }),
      await refusal(`GET /v1/notes/${NOTE_ID}`, { headers: { authorization: `${session.authorization} x` } }),
      seen(await later.handler(read, scfContext())),
    ];

    expect(results.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => [401, 'session.invalid']));
    expect(results[4]).toMatchObject({ status: 401, body: { error: { code: 'session.invalid' } } });
  });

  it('[A5] is identified by the session only, whatever other headers and fields say', async () => {
    const headers = { ...session, 'x-applicant-id': 'account-2', applicantid: 'account-2' };

    const result = await answer(`GET /v1/notes/${NOTE_ID}`, { headers });

    expect(result).toMatchObject({ status: 200, body: { owner: 'account-1' } });
  });

  it('may be anyone where the contract says so, and is identified when signed in', async () => {
    const results = [await answer('GET /v1/notes'), await answer('GET /v1/notes', { headers: session })];

    expect(results).toEqual([
      { status: 200, body: { asks: null, limit: 10 } },
      { status: 200, body: { asks: 'account-1', limit: 10 } },
    ]);
  });

  it('is refused with an invalid session even where anyone may call', async () => {
    const result = await refusal('GET /v1/notes', { headers: await forged() });

    expect(result).toEqual([401, 'session.invalid']);
  });

  it('is not identified where the contract says nobody', async () => {
    const result = await answer('GET /v1/ping', { headers: { authorization: 'nonsense' } });

    expect(result).toEqual({ status: 200, body: '在' });
  });

  it('[A2] is identified before the body is parsed', async () => {
    const result = await refusal(`PUT /v1/notes/${NOTE_ID}`, { body: '{' });

    expect(result).toEqual([401, 'session.missing']);
  });
});

describe('a body', () => {
  it.each(['', '{', '{"title":"买菜",}', 'title=买菜', '﻿'])('that is not JSON, %j, is malformed', async (body) => {
    const result = await refusal(`PUT /v1/notes/${NOTE_ID}`, { headers: session, body });

    expect(result).toEqual([400, 'request.malformed']);
  });

  it('[A3] with a field __proto__ is refused by its name, and gives no object a property', async () => {
    const fields = await problems('{"title":"买菜","kind":"shared","__proto__":{"owner":"account-2"}}');

    expect(fields).toEqual([{ field: '__proto__', message: '不支持这一项，请删除后重试。' }]);
    expect(({} as { owner?: string }).owner).toBeUndefined();
  });

  it('[A3] with a field that is not in the contract is refused by the field’s name', async () => {
    const fields = await problems({ ...NOTE, state: 'approved', 版本: 3 });

    expect(fields).toEqual([
      { field: 'state', message: '不支持这一项，请删除后重试。' },
      { field: '版本', message: '不支持这一项，请删除后重试。' },
    ]);
  });

  it('[P6] of the wrong shape is described field by field in Chinese, without what was typed', async () => {
    const result = await save({
      title: '周建明周建明',
      tags: [],
      pages: 0,
      due: '11月24日',
      remind: '440305198806159974',
    });

    expect(result).toMatchObject({
      status: 422,
      body: {
        error: {
          code: 'request.invalid',
          message: '部分内容填写不正确，请按提示修改后重试。',
          facts: {
            fields: [
              { field: 'title', message: '内容过长，最多 5 个字，请精简。' },
              { field: 'kind', message: '只能填写以下选项之一：private、shared。' },
              { field: 'tags', message: '内容过短，至少需要 1 项，请补充。' },
              { field: 'pages', message: '数值超出允许的范围，请核对后重新填写。' },
              { field: 'due', message: '格式不正确，请核对后重新填写。' },
              { field: 'remind', message: '请先勾选提醒。' },
            ],
          },
        },
      },
    });
    expect(JSON.stringify(result)).not.toMatch(/周建明|440305|11月/);
  });

  it.each([[null], [[]], ['买菜'], [7]])('that is %j instead of an object is refused as a whole', async (body) => {
    const fields = await problems(JSON.stringify(body));

    expect(fields).toEqual([{ field: 'body', message: '缺少这一项，或者它的类型不正确，请按接口文档填写。' }]);
  });
});

describe('a query', () => {
  it('is parsed by the contract', async () => {
    const result = await answer('GET /v1/notes', { queryString: { kind: 'private', limit: '5' } });

    expect(result).toEqual({ status: 200, body: { asks: null, kind: 'private', limit: 5 } });
  });

  it('[A3] with a wrong value or an unknown key is refused', async () => {
    const results = [
      await refusal('GET /v1/notes', { queryString: { limit: '许多' } }),
      await refusal('GET /v1/notes', { queryString: { owner: 'account-2' } }),
    ];

    expect(results).toEqual([
      [422, 'request.invalid'],
      [422, 'request.invalid'],
    ]);
  });
});

describe('any event', () => {
  const strange = fc.oneof(fc.anything(), fc.constantFrom('GET', '/v1/notes', '{}', null, undefined));
  const almost = fc.record(
    {
      httpMethod: fc.oneof(fc.constantFrom('GET', 'PUT', 'POST'), strange),
      path: fc.oneof(fc.constantFrom('/v1/notes', `/v1/notes/${NOTE_ID}`, '/v1/messages', '/v1/ping'), fc.string()),
      headers: fc.oneof(
        fc.dictionary(fc.constantFrom('Authorization', 'authorization', '__proto__', 'x'), fc.string()),
        strange,
      ),
      queryString: fc.oneof(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()))), strange),
      body: fc.oneof(fc.json(), fc.string(), strange),
      isBase64Encoded: fc.oneof(fc.boolean(), strange),
    },
    { requiredKeys: [] },
  );

  it('gets a status and a JSON body, and never a 5xx for a caller’s mistake', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: almost }, strange), async (event) => {
        const { statusCode, body, isBase64Encoded, headers } = await handler(event, scfContext());

        expect(statusCode).toBeGreaterThanOrEqual(200);
        expect(statusCode).toBeLessThan(500);
        expect(isBase64Encoded).toBe(false);
        expect(() => JSON.parse(body)).not.toThrow();
        expect(headers['content-type']).toBe('application/json; charset=utf-8');
      }),
      { numRuns: 2000 },
    );
  });
});
