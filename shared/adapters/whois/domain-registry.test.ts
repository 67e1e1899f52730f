import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningWhois, startWhois } from 'tencent-stand-in/whois.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDomainRegistry } from './domain-registry.ts';

let dir: string;
let whois: RunningWhois;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const world = await createWorld({ dir, now: () => new Date('2026-11-24T20:00:00Z') });
  whois = await startWhois({ port: 0, world });
});
afterAll(async () => {
  await whois.stop();
  await rm(dir, { recursive: true });
});

const registryAt = (at: string, timeoutSeconds = 5) => {
  const [host = '', port] = at.split(':');
  return createDomainRegistry({ host, port: Number(port), timeoutSeconds });
};

/** Facts from a server that sends this. */
async function factsFrom(say: (socket: Socket) => void, domain = 'yunfan-waibu.cn', timeoutSeconds = 5) {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    say(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await registryAt(`127.0.0.1:${(server.address() as AddressInfo).port}`, timeoutSeconds).facts(domain);
  } finally {
    server.close();
  }
}

describe('a domain in the registry of CNNIC', () => {
  it('has owner, registrar, expiry and status', async () => {
    const facts = await registryAt(whois.host).facts('yunfan-zanting.cn');

    expect(facts).toEqual({
      source: 'registry',
      ownerName: '深圳市云帆样例科技有限公司',
      realName: 'unknown',
      // 700 days later, 04:00 of the next morning in Beijing.
      expiresOn: '2028-10-25',
      registrar: '腾讯云计算（北京）有限责任公司',
      statuses: ['clientHold'],
    });
  });

  it('has no status when all is well', async () => {
    expect(await registryAt(whois.host).facts('yunfan-waibu.cn')).toMatchObject({ statuses: [] });
  });

  it('is undefined when it is not registered', async () => {
    expect(await registryAt(whois.host).facts('nobody-registered-this.cn')).toBeUndefined();
  });

  it('is found by its ASCII name when the reply writes it in Chinese', async () => {
    const answer = 'Domain Name: 例子.中国\nRegistrant: 例子公司\n';

    const facts = await factsFrom((socket) => socket.end(answer), 'xn--fsqu00a.xn--fiqs8s');

    expect(facts).toMatchObject({ ownerName: '例子公司' });
  });

  it.each(['-not a domain-', 'a.cn\r\nb.cn', '例子.cn', ''])(
    'is not queried when it is not an ASCII name: %j',
    async (name) => {
      const facts = await registryAt('127.0.0.1:1').facts(name);

      expect(facts).toBeUndefined();
    },
  );
});

describe('a registry that does not reply', () => {
  it.each([
    ['is asked too often', 'Queried interval is too short.\r\n', { kind: 'throttled' }],
    ['says something else', 'Hello.\r\n', { kind: 'broken', vendorCode: 'UnexpectedAnswer' }],
    ['describes another domain', 'Domain Name: other.cn\r\n', { kind: 'broken', vendorCode: 'UnexpectedAnswer' }],
    ['says more than 64 KB', 'x'.repeat(64 * 1024 + 1), { kind: 'broken', vendorCode: 'AnswerTooLarge' }],
    ['says nothing', '', { kind: 'broken', vendorCode: 'UnexpectedAnswer' }],
  ])('fails, and does not say "no such domain", when it %s', async (_, answer, failure) => {
    const facts = factsFrom((socket) => socket.end(answer));

    await expect(facts).rejects.toMatchObject({ name: 'Failed', port: 'domain-registry', ...failure });
  });

  it('fails on timeout, or when the reply does not end', async () => {
    const silent = factsFrom(() => {}, 'yunfan-waibu.cn', 0.2);
    const endless = factsFrom((socket) => socket.write('Domain Name: yunfan-waibu.cn\r\n'), 'yunfan-waibu.cn', 0.2);

    await expect(silent).rejects.toMatchObject({ kind: 'timeout' });
    await expect(endless).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('fails when nothing listens', async () => {
    const facts = registryAt('127.0.0.1:1').facts('yunfan-waibu.cn');

    await expect(facts).rejects.toMatchObject({ name: 'Failed', kind: 'broken' });
  });
});
