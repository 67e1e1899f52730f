import { listen, readBody } from 'loopback-server/http-server.ts';
import { expect, it } from 'vitest';
import { exchangeSigned } from './signed-exchange.ts';

const LIMITS = { port: 'test', timeoutSeconds: 5, maxBytes: 1_000 };

it('signs method, path with query, and body, and leads no signature to another address', async () => {
  const seen: unknown[] = [];
  const signed: unknown[] = [];
  const server = await listen(0, async (request, response) => {
    seen.push([request.method, request.url, request.headers['x-signed'], String(await readBody(request, 1_000))]);
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const there = {
    baseUrl: `${server.url}/folder`,
    sign: (request: object) => {
      signed.push(request);
      return { 'x-signed': String(signed.length) };
    },
  };

  const replies = [
    await exchangeSigned(there, { id: 'question', target: '/v1/a?after=1' }, LIMITS),
    await exchangeSigned(there, { id: 'message', target: '/v1/b', content: { round: 1 } }, LIMITS),
  ];

  await server.stop();
  expect(replies.map(({ status }) => status)).toEqual([302, 302]);
  expect(signed).toEqual([
    { id: 'question', method: 'GET', target: '/v1/a?after=1', body: '' },
    { id: 'message', method: 'POST', target: '/v1/b', body: '{"round":1}' },
  ]);
  expect(seen).toEqual([
    ['GET', '/folder/v1/a?after=1', '1', ''],
    ['POST', '/folder/v1/b', '2', '{"round":1}'],
  ]);
});
