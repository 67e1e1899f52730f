import { createServer, type IncomingMessage } from 'node:http';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { createWebhookCalls, type WebhookCallSettings } from './webhook-calls.ts';

const PUBLIC = ['119.29.29.29'];
const servers: Running[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

/** A receiver on loopback, and the requests it got. */
async function receiver(status: number, headers: Record<string, string> = {}) {
  const asked: { method: string | undefined; headers: IncomingMessage['headers']; body: string }[] = [];
  const server = await listen(0, async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ method: request.method, headers: request.headers, body });
    response.writeHead(status, headers).end('{"phone":"13800000000"}');
  });
  servers.push(server);
  return { url: `${server.url}/hook`, port: server.port, asked };
}

const inProduction = (changes: Partial<WebhookCallSettings> = {}) =>
  createWebhookCalls({ allowsLocal: false, addressesOf: async () => PUBLIC, ...changes });
const onLaptop = (changes: Partial<WebhookCallSettings> = {}) => createWebhookCalls({ allowsLocal: true, ...changes });

describe('an address that an integrator names', () => {
  it('[D5] may be https at public addresses', async () => {
    expect(await inProduction().problemWith('https://partner.example/hook')).toBeUndefined();
    expect(await inProduction().problemWith('https://119.29.29.29:8443/hook')).toBeUndefined();
    expect(await inProduction().problemWith('https://119.29.29.29:443/hook')).toBeUndefined();
  });

  it.each([
    ['http://partner.example/hook', 'insecure'],
    ['ftp://partner.example/hook', 'insecure'],
    ['https://user:secret@partner.example/hook', 'insecure'],
    ['https://partner.example:80/hook', 'port'],
    ['https://partner.example:22/hook', 'port'],
    ['https://partner.example:6379/hook', 'port'],
    ['https://119.29.29.29:9443/hook', 'port'],
    ['https://127.0.0.1/hook', 'not-public'],
    ['https://2130706433/hook', 'not-public'],
    ['https://0x7f.1/hook', 'not-public'],
    ['https://169.254.0.23/latest/meta-data', 'not-public'],
    ['https://[::1]/hook', 'not-public'],
    ['https://[fd00::1]/hook', 'not-public'],
    ['https://[fe80::1]/hook', 'not-public'],
    ['https://[::ffff:10.0.0.1]/hook', 'not-public'],
  ])('[D5] may not be %s: %s', async (url, problem) => {
    expect(await inProduction().problemWith(url)).toBe(problem);
  });

  it.each([['10.0.0.8'], ['169.254.0.23'], ['127.0.0.1'], ['fe80::1'], ['fd12::8'], ['::ffff:192.168.0.1']])(
    '[D5] may not resolve to %s, not even beside a public address',
    async (address) => {
      const calls = inProduction({ addressesOf: async () => [...PUBLIC, address] });

      expect(await calls.problemWith('https://partner.example/hook')).toBe('not-public');
      await expect(calls.post('https://partner.example/hook', {}, '{}')).rejects.toMatchObject({
        kind: 'refused',
        vendorCode: 'not-public',
      });
    },
  );

  it('[D5] is not called at another port either, when it was registered before that was refused', async () => {
    const call = inProduction().post('https://partner.example:6379/hook', {}, '{}');

    await expect(call).rejects.toMatchObject({ kind: 'refused', vendorCode: 'port' });
  });

  it('[D5] must have an address at all', async () => {
    expect(await inProduction({ addressesOf: async () => [] }).problemWith('https://nobody.example/')).toBe(
      'unknown-host',
    );
  });

  it('may be on the same machine only on a laptop', async () => {
    expect(await onLaptop().problemWith('http://127.0.0.1:9000/hook')).toBeUndefined();
    expect(await onLaptop().problemWith('ftp://127.0.0.1/hook')).toBe('insecure');
  });
});

describe('a call', () => {
  it('posts the body with the headers, and returns the status', async () => {
    const { url, asked } = await receiver(204);

    const answer = await onLaptop().post(url, { 'webhook-id': 'msg_1' }, '{"text":"备案"}');

    expect(answer).toEqual({ status: 204, retryAfterSeconds: undefined });
    expect(asked).toEqual([
      { method: 'POST', headers: expect.objectContaining({ 'webhook-id': 'msg_1' }), body: '{"text":"备案"}' },
    ]);
  });

  it('[D5] connects only to the checked address, although the name points elsewhere by then', async () => {
    const { port, asked } = await receiver(200);
    const looked: string[] = [];
    const calls = onLaptop({
      addressesOf: async (host) => {
        looked.push(host);
        return ['127.0.0.1'];
      },
      isAllowed: (address) => address === '127.0.0.1',
    });

    const answer = await calls.post(`http://rebinding.example:${port}/hook`, {}, '{}');

    expect(answer.status).toBe(200);
    expect(looked).toEqual(['rebinding.example']);
    expect(asked[0]?.headers.host).toBe(`rebinding.example:${port}`);
  });

  it('[D2] treats a redirect as an answer and does not follow it', async () => {
    const inside = await receiver(200);
    const { url } = await receiver(302, { location: inside.url });

    const answer = await onLaptop().post(url, {}, '{}');

    expect(answer.status).toBe(302);
    expect(inside.asked).toEqual([]);
  });

  it('[D2] returns how long the receiver wants to be left alone', async () => {
    const { url } = await receiver(429, { 'retry-after': '120' });

    expect(await onLaptop().post(url, {}, '{}')).toEqual({ status: 429, retryAfterSeconds: 120 });
  });

  it('[D2] times out when a receiver does not reply', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };

    const asking = onLaptop({ timeoutSeconds: 0.2 }).post(`http://127.0.0.1:${port}/`, {}, '{}');

    await expect(asking).rejects.toMatchObject({ name: 'Failed', port: 'webhook', kind: 'timeout' });
    silent.closeAllConnections();
    silent.close();
  });

  it('[D2] times out when no name server answers', async () => {
    const calls = inProduction({ timeoutSeconds: 0.1, addressesOf: () => new Promise(() => {}) });

    await expect(calls.post('https://partner.example/', {}, '{}')).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('fails when nothing listens', async () => {
    const { url } = await receiver(200);
    await servers.splice(0)[0]?.stop();

    await expect(onLaptop().post(url, {}, '{}')).rejects.toMatchObject({ kind: 'broken', vendorCode: 'ECONNREFUSED' });
  });

  it('[P6] keeps nothing of the reply’s body', async () => {
    const { url } = await receiver(500);

    expect(JSON.stringify(await onLaptop().post(url, {}, '{}'))).not.toContain('13800000000');
  });
});
