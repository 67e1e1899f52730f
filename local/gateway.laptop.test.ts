import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from 'loopback-server/http-server.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { createFunctionHost, type FunctionHost } from './function-host.ts';
import { startGateway } from './gateway.ts';
import { httpRoutes } from './http-routes.ts';

/** `echo` answers with its event; `act` does what the body says. */
const SOURCES = {
  echo: 'exports.main_handler = async (event) => event;',
  act: `exports.main_handler = async ({ body }, context) => {
    context.callbackWaitsForEmptyEventLoop = false;
    const { value, fault } = JSON.parse(body);
    if (fault === 'throw') throw new Error('王小明 440305198806159974');
    if (fault === 'hang') await new Promise((resolve) => setTimeout(resolve, 30_000));
    if (fault === 'long') return 'x'.repeat(7 * 1024 * 1024);
    return value;
  };`,
};

const SERVERLESS_YML = `
service: icp
provider: { name: tencent, runtime: Nodejs20.19, region: ap-guangzhou, stage: dev, timeout: 1 }
functions:
  echo: { handler: index.main_handler, events: [{ http: { paths: [/v1/echo, /v1/echo/*] } }] }
  act:
    handler: index.main_handler
    events: [{ http: { paths: [/v1/echo/act, /v1/act/*], parameters: { corsConfig: { origins: ['https://a.example'] } } } }]
`;

let folder: string;
let host: FunctionHost;
let gateway: Running;
const lines: string[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-'));
  const files = { echo: join(folder, 'echo.js'), act: join(folder, 'act.js') };
  writeFileSync(files.echo, SOURCES.echo);
  writeFileSync(files.act, SOURCES.act);
  writeFileSync(join(folder, 'serverless.yml'), SERVERLESS_YML);
  const service = readServerlessYml(join(folder, 'serverless.yml'), {});
  host = createFunctionHost({
    functions: service.functions,
    files,
    environment: () => ({}),
    account: { appId: '1', uin: '2', region: 'r', credentials: { secretId: 'i', secretKey: 'k', token: 't' } },
    log: () => {},
  });
  gateway = await startGateway({ port: 0, routeOf: httpRoutes(service), host, log: (line) => lines.push(line) });
});
afterAll(async () => {
  await gateway.stop();
  await host.stop();
  rmSync(folder, { recursive: true });
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, { method: 'POST', body: JSON.stringify(body), headers });
const answering = (value: unknown) => post('/v1/act/x', { value });

describe('the event', () => {
  it('has the shape of a function URL event', async () => {
    const response = await fetch(`${gateway.url}/v1/echo/%E4%BA%AC?a=1&a=2&b=x%20y`, {
      method: 'PUT',
      body: '{"名":1}',
      headers: { 'Content-Type': 'application/json', 'X-Scf-Remote-Addr': '1.2.3.4', Authorization: 'Bearer t' },
    });

    const event = (await response.json()) as object;

    expect(Object.keys(event).sort()).toEqual(['body', 'headers', 'httpMethod', 'path', 'queryString']);
    expect(event).toMatchObject({
      httpMethod: 'PUT',
      path: '/v1/echo/%E4%BA%AC',
      queryString: { a: '1', b: 'x y' },
      body: '{"名":1}',
      headers: { 'content-type': 'application/json', authorization: 'Bearer t', 'x-scf-remote-addr': '127.0.0.1' },
    });
  });

  it('has no body when the request has none', async () => {
    const response = await fetch(`${gateway.url}/v1/echo`);

    const event = await response.json();

    expect(event).not.toHaveProperty('body');
    expect(event).toMatchObject({ httpMethod: 'GET', queryString: {} });
  });
});

describe('the route', () => {
  it('is the exact path first, then the longest prefix', async () => {
    const exact = await post('/v1/echo/act', { value: 'act' });
    const prefix = await post('/v1/echo/action', { value: 'act' });

    expect(await exact.text()).toBe('act');
    expect(await prefix.json()).toMatchObject({ path: '/v1/echo/action' });
  });

  it('is a 404 in Chinese for a path that no function has', async () => {
    const response = await fetch(`${gateway.url}/v1/act`);

    const answer = await response.json();

    expect(response.status).toBe(404);
    expect(answer).toEqual({
      error: { code: 'route.unknown', message: '请求的地址不存在，请检查接口路径和其中的编号。', facts: {} },
      requestId: response.headers.get('x-request-id'),
    });
  });

  it('goes to the fallback when there is one', async () => {
    const service = readServerlessYml(join(folder, 'serverless.yml'), {});
    const withPage = await startGateway({
      port: 0,
      routeOf: httpRoutes(service),
      host,
      log: () => {},
      fallback: async (request, response) => {
        if (request.url !== '/index.html') return false;
        response.end('the page');
        return true;
      },
    });

    const response = await fetch(`${withPage.url}/index.html`);

    expect(await response.text()).toBe('the page');
    expect((await fetch(`${withPage.url}/other.html`)).status).toBe(404);
    await withPage.stop();
  });
});

describe('the answer', () => {
  it('is what the integration response says', async () => {
    const response = await answering({
      statusCode: 201,
      headers: { 'content-type': 'text/csv', 'set-cookie': ['a=1', 'b=2'], 'content-length': '1' },
      body: Buffer.from('a,b').toString('base64'),
      isBase64Encoded: true,
    });

    const body = await response.text();

    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('text/csv');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(body).toBe('a,b');
  });

  it('is the value itself, as JSON with 200, when there is no statusCode', async () => {
    const response = await answering({ eligible: true });

    const body = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(body).toBe('{"eligible":true}');
  });

  it.each([
    ['a statusCode in quotes', { statusCode: '200', body: '' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['isBase64Encoded in quotes', { statusCode: 200, isBase64Encoded: 'false', body: '' }],
    ['a header with a line break', { statusCode: 200, headers: { a: 'b\r\nc: d' }, body: '' }],
  ])('is 502 for %s', async (_, value) => {
    const response = await answering(value);

    const body = await response.json();

    expect(response.status).toBe(502);
    expect(body).toMatchObject({ errno: 403, error: 'Invalid scf response format' });
  });

  it.each([
    ['throw', 500, { errorCode: -1, errorMessage: 'user code exception caught', statusCode: 430 }],
    ['hang', 504, { errorCode: -1, errorMessage: 'Invoking task timed out', statusCode: 433 }],
    ['long', 502, { errorCode: -1, errorMessage: 'Response body is too large', statusCode: 437 }],
  ])('reveals nothing of the function when it fails by %s', async (fault, status, expected) => {
    const response = await post('/v1/act/x', { fault });

    const body = await response.json();

    expect(response.status).toBe(status);
    expect(body).toEqual({ ...expected, requestId: response.headers.get('x-request-id') });
  });

  it('logs method, path, status and request id, without the query', async () => {
    const response = await fetch(`${gateway.url}/v1/echo/a?idCard=440305198806159974`);

    const requestId = response.headers.get('x-request-id');

    await expect.poll(() => lines.at(-1)).toMatch(new RegExp(`^GET /v1/echo/a 200 \\d+ ms ${requestId}$`));
  });
});

describe('a body over 6 MB', () => {
  const sentence = '请求内容过大，图片和视频请通过上传接口提交。';

  it('is refused with 413 by its content-length, and the client can read the response', async () => {
    const response = await post('/v1/echo', 'x'.repeat(6 * 1024 * 1024));

    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: 'request.too-large', message: sentence, facts: {} } });
  });

  it('is refused while it streams in without a content-length', async () => {
    const chunk = new Uint8Array(1024 * 1024);
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 8 ? controller.enqueue(chunk) : controller.close()),
    });

    const response = await fetch(`${gateway.url}/v1/echo`, { method: 'POST', body, duplex: 'half' } as RequestInit);

    expect(response.status).toBe(413);
  });

  it('is refused when only the event around it is too long', async () => {
    const response = await post('/v1/echo', '"'.repeat(2 * 1024 * 1024));

    expect(response.status).toBe(413);
  });

  it('has its connection closed when the client sends nothing more', async () => {
    const socket = connect(gateway.port, '127.0.0.1');
    socket.write('POST /v1/echo HTTP/1.1\r\nhost: x\r\ncontent-length: 7000000\r\n\r\n');
    let received = '';
    socket.on('data', (data) => {
      received += data;
    });

    await new Promise((resolve) => socket.once('close', resolve));

    expect(received).toMatch(/^HTTP\/1\.1 413 /);
  });
});

describe('browsers of other origins', () => {
  const preflight = (path: string, origin: string) =>
    fetch(`${gateway.url}${path}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });

  it('have their preflight answered without the function', async () => {
    const response = await preflight('/v1/echo', 'https://b.example');

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'content-type, authorization, idempotency-key, if-match',
    );
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, PUT, PATCH, DELETE');
    expect(response.headers.get('access-control-max-age')).toBe('600');
  });

  it('may read responses, refusals included', async () => {
    const response = await post('/v1/echo', 'x'.repeat(6 * 1024 * 1024), { origin: 'https://b.example' });

    expect(response.status).toBe(413);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toBe('x-request-id, retry-after');
  });

  it('are admitted one by one when the URL lists them', async () => {
    const listed = await preflight('/v1/act/x', 'https://a.example');
    const other = await preflight('/v1/act/x', 'https://b.example');

    expect(listed.headers.get('access-control-allow-origin')).toBe('https://a.example');
    expect(listed.headers.get('vary')).toBe('Origin');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});
