import { afterAll, describe, expect, it } from 'vitest';
import { notesRoom } from '../../tests/support/desk/notes-room.ts';
import { collectLog, httpEventOf, scfContext, seen } from '../../tests/support/scf.ts';
import { MAX_BODY_BYTES } from './http-request.ts';

const { handler, signedIn, signedMessage } = notesRoom();
const log = collectLog();
afterAll(log.stop);

const send = async (event: unknown) => seen(await handler(event, scfContext()));
const MESSAGE = '{ "type":"verdict",  "名":"值" }';

describe('the body of an event', () => {
  it('[W1] reaches a use case exactly as it was sent and signed, with the id of the message', async () => {
    const { 'webhook-id': id, 'webhook-signature': signature, ...rest } = signedMessage(MESSAGE, 'm1');
    const headers = { ...rest, 'Webhook-Id': id, 'WEBHOOK-SIGNATURE': signature };

    const result = await send(httpEventOf('POST /v1/messages', { headers, body: MESSAGE }));

    expect(result.body).toEqual({ type: 'verdict', rawBody: MESSAGE, messageId: 'm1' });
  });

  it('[L5] [W1] is decoded when the gateway marks it as base64', async () => {
    const body = Buffer.from(MESSAGE).toString('base64');
    const event = httpEventOf('POST /v1/messages', { headers: signedMessage(MESSAGE), body });

    const result = await send({ ...event, isBase64Encoded: true });

    expect(result).toMatchObject({ status: 200, body: { rawBody: MESSAGE } });
  });

  it.each([{ body: '' }, { body: null }, { body: undefined }])('[L5] may be missing: $body', async (body) => {
    const ping = await send({ ...httpEventOf('GET /v1/ping'), ...body });
    const message = await send({ ...httpEventOf('POST /v1/messages', { headers: signedMessage('') }), ...body });

    expect(ping.status).toBe(200);
    expect(message).toMatchObject({ status: 400, body: { error: { code: 'request.malformed' } } });
  });

  it('is accepted up to 256 KiB, counted in bytes', async () => {
    const ofBytes = (count: number) => {
      const [head, tail] = ['{"type":"', '"}'];
      const room = count - head.length - tail.length;
      return `${head}${'值'.repeat(Math.floor(room / 3))}${'x'.repeat(room % 3)}${tail}`;
    };

    const body = ofBytes(MAX_BODY_BYTES);
    const longest = await send(httpEventOf('POST /v1/messages', { headers: signedMessage(body), body }));
    const tooLong = await send(httpEventOf('POST /v1/messages', { body: ofBytes(MAX_BODY_BYTES + 1) }));

    expect(MAX_BODY_BYTES).toBe(262_144);
    expect(longest.status).toBe(200);
    expect(tooLong).toMatchObject({
      status: 413,
      body: { error: { code: 'request.too-large', facts: { maxBytes: 262_144 } } },
    });
  });
});

describe('the query of an event', () => {
  it('[L5] uses the first value of a repeated key', async () => {
    const result = await send(httpEventOf('GET /v1/notes', { queryString: { limit: ['3', '4'] } }));

    expect(result.body).toEqual({ asks: null, limit: 3 });
  });

  it('[L5] may use the gateway’s older field name', async () => {
    const { queryString: _, ...event } = httpEventOf('GET /v1/notes');

    const result = await send({ ...event, queryStringParameters: { limit: '3' } });

    expect(result.body).toEqual({ asks: null, limit: 3 });
  });

  it('may be missing', async () => {
    const { queryString: _, ...event } = httpEventOf('GET /v1/notes');

    const result = await send(event);

    expect(result.body).toEqual({ asks: null, limit: 10 });
  });
});

describe('the headers of an event', () => {
  it('[L5] are case-insensitive', async () => {
    const { authorization } = await signedIn();

    const results = [
      await send(httpEventOf('GET /v1/notes', { headers: { Authorization: authorization } })),
      await send(httpEventOf('GET /v1/notes', { headers: { AUTHORIZATION: authorization } })),
    ];

    expect(results.map(({ body }) => body)).toEqual([
      { asks: 'account-1', limit: 10 },
      { asks: 'account-1', limit: 10 },
    ]);
  });

  it('may be missing', async () => {
    const result = await send({ httpMethod: 'GET', path: '/v1/ping' });

    expect(result).toEqual({ status: 200, body: '在' });
  });
});

describe('an event that is not HTTP', () => {
  it.each([
    [undefined],
    [null],
    ['text'],
    [[]],
    [{}],
    [{ httpMethod: 'GET' }],
    [{ httpMethod: 'GET', path: '/v1/ping', headers: { a: ['b'] } }],
    [{ httpMethod: 'GET', path: '/v1/ping', body: { type: 'object' } }],
    [{ Type: 'Timer', TriggerName: 't', Time: '2026-11-24T02:00:00Z', Message: '' }],
  ])('%j is malformed', async (event) => {
    const result = await send(event);

    expect(result).toMatchObject({ status: 400, body: { error: { code: 'request.malformed' } } });
  });
});
