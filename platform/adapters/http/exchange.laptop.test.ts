import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from 'loopback-server/http-server.ts';
import { describe, expect, it } from 'vitest';
import { exchange, jsonOrUndefined, type OutgoingRequest, redirectTarget } from './exchange.ts';

const limits = { port: 'somebody', timeoutSeconds: 5, maxBytes: 20 };

/** An exchange with a server that replies like this. */
async function exchanged(
  respond: (request: IncomingMessage, response: ServerResponse) => void,
  request: OutgoingRequest = {},
  timeoutSeconds = 5,
) {
  const server = await listen(0, async (incoming, response) => respond(incoming, response));
  return exchange(`${server.url}/start`, request, { ...limits, timeoutSeconds }).finally(() => server.stop());
}

const to = (location: string) => (response: ServerResponse) => response.writeHead(302, { location }).end();

describe('exchange', () => {
  it('returns status and text, whatever the status', async () => {
    const answer = await exchanged((_, response) => response.writeHead(503, { 'retry-after': '7' }).end('忙'));

    expect(answer).toEqual({ status: 503, text: '忙', retryAfterSeconds: 7 });
  });

  it('sends headers and body', async () => {
    const heard: unknown[] = [];

    await exchanged(
      async (request, response) => {
        const { method, headers } = request;
        heard.push(method, headers['x-one'], headers['content-length'], (await request.toArray()).join(''));
        response.end();
      },
      { method: 'POST', headers: { 'x-one': '1' }, body: '备案' },
    );

    expect(heard).toEqual(['POST', '1', '6', '备案']);
  });

  it('opens a new connection each time', async () => {
    const connections = new Set<unknown>();
    const server = await listen(0, async ({ socket }, response) => {
      connections.add(socket);
      response.end();
    });

    for (const path of ['/a', '/b']) await exchange(`${server.url}${path}`, {}, limits);
    await server.stop();

    expect(connections.size).toBe(2);
  });

  it('follows the redirects of a GET', async () => {
    const answer = await exchanged(({ url }, response) =>
      url === '/start' ? to('/there')(response) : response.end(url),
    );

    expect(answer).toMatchObject({ status: 200, text: '/there' });
  });

  it('does not follow the redirect of a POST', async () => {
    const answer = await exchanged((_, response) => to('/there')(response), { method: 'POST', body: '' });

    expect(answer.status).toBe(302);
  });

  it('goes from http to https, and never from https to http', () => {
    const targets = [
      redirectTarget('https://rdap.cn/b', 'http://rdap.cn/a'),
      redirectTarget('/b?c=1', 'https://rdap.cn/a'),
    ];

    expect(targets).toEqual(['https://rdap.cn/b', 'https://rdap.cn/b?c=1']);
    for (const location of ['http://rdap.cn/b', 'ftp://rdap.cn/b'])
      expect(() => redirectTarget(location, 'https://rdap.cn/a')).toThrow('a redirect leaves https');
  });

  it('follows five redirects and fails at the sixth', async () => {
    const chain = (last: number) => (request: IncomingMessage, response: ServerResponse) => {
      const step = Number(request.url?.replace('/start', '0').replace('/', ''));
      return step === last ? response.end(`step ${step}`) : to(`/${step + 1}`)(response);
    };

    const answer = await exchanged(chain(5));

    expect(answer).toMatchObject({ status: 200, text: 'step 5' });
    await expect(exchanged(chain(6))).rejects.toMatchObject({
      name: 'Failed',
      port: 'somebody',
      kind: 'broken',
      vendorCode: undefined,
    });
  });

  it.each([
    ['gets too much', (response: ServerResponse) => response.end('x'.repeat(21)), 'broken', 'AnswerTooLarge'],
    ['is cut off', (response: ServerResponse) => response.destroy(), 'broken', undefined],
    ['gets nothing', () => {}, 'timeout', undefined],
    ['gets only a beginning', (response: ServerResponse) => response.write('x'), 'timeout', undefined],
  ])('fails when it %s', async (_case, respond, kind, vendorCode) => {
    const outcome = exchanged((_, response) => respond(response), {}, 0.4);

    await expect(outcome).rejects.toMatchObject({ name: 'Failed', port: 'somebody', kind, vendorCode });
  });
});

describe('a reply in JSON', () => {
  it('has no text that a database can not hold', () => {
    const reply = jsonOrUndefined('{"name":"a\\u0000b","list":["\\ud83d\\ude00","\\ud83d"]}');

    expect(reply).toEqual({ name: 'a\ufffdb', list: ['😀', '\ufffd'] });
  });

  it.each(['', '{', `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`])('is none when it can not be read', (text) => {
    expect(jsonOrUndefined(text)).toBeUndefined();
  });
});
