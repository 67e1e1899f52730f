import { ENTERPRISE } from 'specimens/people.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Operation } from '../../contracts/kit/contract.ts';
import { allContracts } from '../../tools/docs/generated.ts';
import { openDraft, sharedLaptop } from '../support/test-laptop.ts';

const MISSING_ID = '00000000-0000-4000-8000-000000000000';
const KEY = '0123456789abcdef-0123456789abcdef';

const { laptop } = await sharedLaptop();
const filer = await laptop.signedIn('owner');
const { filingId } = await openDraft(filer);
const signedIn = await request('POST', '/v1/sessions', { json: { code: await laptop.loginCode('stranger') } });
const { token } = signedIn.body as unknown as { readonly token: string };

async function request(
  method: string,
  path: string,
  { json, text, headers = {} }: { json?: unknown; text?: string; headers?: Record<string, string> } = {},
) {
  const body = text ?? (json === undefined ? null : JSON.stringify(json));
  const response = await fetch(laptop.addresses.gateway + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return {
    status: response.status,
    body: (await response.json()) as { error?: { code: string; message: string; facts: unknown } },
  };
}

const bearer = () => ({ authorization: `Bearer ${token}`, 'idempotency-key': KEY });
const operations = async (): Promise<readonly Operation[]> =>
  Object.values(await allContracts()).flatMap((contract) => Object.values(contract));
const filled = ({ path }: Operation, id: string) => path.replace(/\{\w+\}/g, id);

describe('a request that does not match the API description', () => {
  it.each([
    ['broken JSON', { text: '{"code":' }, 400, 'request.malformed'],
    ['an empty body', { text: '' }, 400, 'request.malformed'],
    ['a field that does not exist', { json: { code: 'x', isAdmin: true } }, 422, 'request.invalid'],
    ['a field of the wrong type', { json: { code: 7 } }, 422, 'request.invalid'],
    ['a missing field', { json: {} }, 422, 'request.invalid'],
    ['a list instead of an object', { json: [] }, 422, 'request.invalid'],
    ['300 KB of JSON', { json: { code: 'x'.repeat(300_000) } }, 413, 'request.too-large'],
    ['a body of 7 MB', { text: 'x'.repeat(7 * 1024 * 1024) }, 413, 'request.too-large'],
    [
      '120,000 lists in one another',
      { text: `{"code":${'['.repeat(120_000)}${']'.repeat(120_000)}}` },
      422,
      'request.invalid',
    ],
    [
      '20,000 objects in one another',
      { text: `${'{"code":'.repeat(20_000)}1${'}'.repeat(20_000)}` },
      422,
      'request.invalid',
    ],
  ])('is refused with a code and a Chinese sentence: %s', async (_, body, status, code) => {
    const reply = await request('POST', '/v1/sessions', body);

    expect(reply.status).toBe(status);
    expect(reply.body.error?.code).toBe(code);
    expect(reply.body.error?.message).toMatch(/[\u4e00-\u9fff]{4,}/);
  });

  it('gets the names of the wrong fields', async () => {
    const reply = await request('POST', '/v1/sessions', { json: { kode: 'x' } });

    expect(reply.body.error?.facts).toEqual({
      fields: [
        { field: 'code', message: '缺少这一项，或者它的类型不正确，请按接口文档填写。' },
        { field: 'kode', message: '不支持这一项，请删除后重试。' },
      ],
    });
  });

  it.each([{}, [], null, 7, 'text'])('gets the name of a field, whatever the operation: %j', async (json) => {
    const withBody = (await operations()).filter(({ body, caller }) => body && caller !== 'desk');

    const replies = await Promise.all(
      withBody.map(({ method, ...operation }) =>
        request(method, filled({ method, ...operation }, MISSING_ID), { json, headers: bearer() }),
      ),
    );

    const told = replies.flatMap(({ body }) =>
      body.error?.code === 'request.invalid' ? [body.error.facts as { fields: { field: string }[] }] : [],
    );
    expect(told.length).toBeGreaterThan(10);
    expect(told.flatMap(({ fields }) => fields).filter(({ field }) => field === '')).toEqual([]);
  });

  it('gets the ticket named that a filing is opened with', async () => {
    const json = { consentTextVersion: '2026-11', documentIds: [] };

    const reply = await request('POST', '/v1/filings', { json, headers: bearer() });

    expect(reply.body.error?.facts).toEqual({
      fields: [{ field: 'ticket', message: '缺少这一项，或者它的类型不正确，请按接口文档填写。' }],
    });
  });

  it.each(['a\0b', 'a\ud800', '\udc00b'])(
    'gets the names of the fields whose text no database holds: %j',
    async (remark) => {
      const json = { ...ENTERPRISE.organizer, remark };

      const reply = await request('PUT', `/v1/filings/${filingId}/organizer`, { json, headers: bearer() });

      expect(reply).toMatchObject({
        status: 422,
        body: {
          error: {
            code: 'request.invalid',
            facts: { fields: [{ field: 'remark', message: '内容含有无法识别的字符，请删除后重试。' }] },
          },
        },
      });
    },
  );

  it('can not bring a whole number into an operation that no database holds', async () => {
    const inputs = (await operations()).flatMap(({ params, query, body }) => [params, query, body]);

    const unbounded = inputs.flatMap((schema) =>
      schema ? wholeNumbers(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })) : [],
    );

    expect(unbounded.filter((maximum) => maximum > 2 ** 31 - 1)).toEqual([]);
    expect(unbounded.length).toBeGreaterThan(2);
  });

  it('gets 404 in Chinese for an unknown path', async () => {
    const reply = await request('GET', '/v1/nothing-here');

    expect(reply.status).toBe(404);
    expect(reply.body.error).toMatchObject({ code: 'route.unknown' });
  });

  it('does not change a draft when a section is wrong in one field', async () => {
    const before = await filer.call('showFiling', { params: { filingId } });

    const save = filer.call('saveOrganizer', {
      params: { filingId },
      body: {
        name: '深圳市样例有限公司',
        state: 'approved',
      } as never,
    });

    await expect(save).rejects.toMatchObject({ code: 'request.invalid' });
    const after = await filer.call('showFiling', { params: { filingId } });
    expect(after.filing.version).toBe(before.filing.version);
  });
});

/** The greatest number that each whole number in a JSON Schema may be. */
function wholeNumbers(schema: unknown): readonly number[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { type, maximum = Number.POSITIVE_INFINITY } = schema as { readonly type?: string; readonly maximum?: number };
  return [...(type === 'integer' ? [maximum] : []), ...Object.values(schema).flatMap(wholeNumbers)];
}

describe('access', () => {
  it('[A2] every operation for signed-in people replies 401 without a session', async () => {
    const guarded = (await operations()).filter(({ caller }) => caller === 'session');

    const replies = await Promise.all(
      guarded.map((operation) => request(operation.method, filled(operation, MISSING_ID))),
    );

    expect(guarded.length).toBeGreaterThan(15);
    expect(replies.map(({ status, body }) => `${status} ${body.error?.code}`)).toEqual(
      guarded.map(() => '401 session.missing'),
    );
  });

  it('[A5] a forged token is refused, whatever else the request claims', async () => {
    const headers = { authorization: 'Bearer aaaa.bbbb.cccc', 'x-user-id': 'owner' };

    const reply = await request('GET', '/v1/filings', { headers });

    expect(reply.status).toBe(401);
    expect(reply.body.error?.code).toBe('session.invalid');
  });

  it("[A1] another person's filing gets the same reply as one that does not exist", async () => {
    const paths = ['', '/preview', '/progress'].map((rest) => (id: string) => `/v1/filings/${id}${rest}`);
    const gets = [...paths, (id: string) => `/v1/materials/${id}`];

    for (const path of gets) {
      const theirs = await request('GET', path(filingId), { headers: bearer() });
      const missing = await request('GET', path(MISSING_ID), { headers: bearer() });

      expect(theirs.status).toBe(404);
      expect(theirs.body.error).toEqual(missing.body.error);
    }
  });

  it("[A1] another person's filing can not be submitted, abandoned or uploaded to", async () => {
    const upload = { filingId, kind: 'id-front', subject: 'principal', contentType: 'image/jpeg', bytes: 1000 };

    const replies = [
      await request('POST', `/v1/submissions/${filingId}`, { json: { termsAccepted: true }, headers: bearer() }),
      await request('POST', `/v1/submissions/${filingId}/abandonment`, { headers: bearer() }),
      await request('DELETE', `/v1/submissions/${filingId}`, { headers: bearer() }),
      await request('POST', '/v1/uploads', { json: upload, headers: bearer() }),
    ];

    expect(replies.map(({ status, body }) => `${status} ${body.error?.code}`)).toEqual(
      replies.map(() => '404 filing.unknown'),
    );
  });
});
