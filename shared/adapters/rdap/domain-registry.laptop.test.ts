import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { startRdap } from 'tencent-stand-in/rdap.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { createDomainRegistry } from './domain-registry.ts';

let dir: string;
let rdap: Running;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const world = await createWorld({ dir, now: () => new Date('2026-11-24T20:00:00Z') });
  rdap = await startRdap({ port: 0, world });
});
afterAll(async () => {
  await rdap.stop();
  await rm(dir, { recursive: true });
});

const clock = testClock('2026-11-24T02:00:00Z');
const registryAt = (url: string, timeoutSeconds = 5) => createDomainRegistry({ url, timeoutSeconds, clock });
const registry = () => registryAt(`${rdap.url}/dns.json`);

/** A server that replies like this about every domain, and counts its requests. */
async function serverAnswering(answer: (response: ServerResponse) => void, dns?: (base: string) => unknown) {
  const asked: string[] = [];
  const running = await listen(0, async ({ url = '', headers }, response) => {
    asked.push(url);
    const base = `http://${headers.host}`;
    if (url === '/dns.json') response.end(JSON.stringify(dns?.(base) ?? { services: [[['com'], [base]]] }));
    else answer(response);
  });
  return { ...running, asked };
}

async function factsFrom(answer: (response: ServerResponse) => void, timeoutSeconds = 5) {
  const server = await serverAnswering(answer);
  try {
    return await registryAt(`${server.url}/dns.json`, timeoutSeconds).facts('yunfan-waibu.com');
  } finally {
    await server.stop();
  }
}

const json = (content: unknown) => (response: ServerResponse) => {
  response.end(JSON.stringify(content));
};

describe('a domain in a public registry', () => {
  it('has registrar, expiry and status, but nothing that RDAP does not publish', async () => {
    const facts = await registry().facts('yunfan-waibu.com');

    expect(facts).toEqual({
      source: 'registry',
      ownerName: undefined,
      realName: 'unknown',
      // 700 days later, 04:00 of the next morning in Beijing.
      expiresOn: '2028-10-25',
      registrar: 'Alibaba Cloud Computing (Beijing) Co., Ltd.',
      statuses: ['clientTransferProhibited'],
    });
  });

  it('is undefined when the registry does not know it', async () => {
    expect(await registry().facts('nobody-registered-this.com')).toBeUndefined();
  });

  it.each(['-not a domain-', 'a.com/../../dns', 'com', ''])('is not queried when it is invalid: %j', async (name) => {
    const server = await serverAnswering(json({}));

    const facts = await registryAt(`${server.url}/dns.json`).facts(name);

    await server.stop();
    expect(facts).toBeUndefined();
    expect(server.asked).toEqual([]);
  });

  it('of a suffix without RDAP can not be looked up', async () => {
    const facts = registry().facts('yunfan-waibu.cn');

    await expect(facts).rejects.toMatchObject({
      port: 'domain-registry',
      kind: 'refused',
      vendorCode: 'NoRdapService',
    });
  });

  it('has an owner where the registry publishes one, unless it is redacted', async () => {
    const owned = (...card: readonly (readonly unknown[])[]) =>
      json({ objectClassName: 'domain', entities: [{ roles: ['registrant'], vcardArray: ['vcard', card] }] });

    const owners = [
      await factsFrom(owned(['fn', {}, 'text', ''], ['org', {}, 'text', '样例公司'])),
      await factsFrom(owned(['fn', {}, 'text', '张样例'])),
      await factsFrom(owned(['fn', {}, 'text', 'REDACTED FOR PRIVACY'])),
    ].map((facts) => facts?.ownerName);

    expect(owners).toEqual(['样例公司', '张样例', undefined]);
  });

  it('keeps its EPP codes in the spelling of EPP, without the code for no status', async () => {
    const status = ['active', 'ok', 'server hold', 'pending delete'];

    const facts = await factsFrom(json({ objectClassName: 'domain', status }));

    expect(facts).toMatchObject({ statuses: ['serverHold', 'pendingDelete'], expiresOn: undefined });
  });
});

describe('a registry that does not reply', () => {
  it.each([
    [429, 'throttled'],
    [403, 'refused'],
    [500, 'broken'],
    [504, 'timeout'],
  ])('fails, and does not say "no such domain", with status %i', async (status, kind) => {
    const facts = factsFrom((response) => response.writeHead(status).end());

    await expect(facts).rejects.toMatchObject({ name: 'Failed', kind, vendorCode: `HTTP ${status}` });
  });

  it.each([
    ['no JSON', '<html>'],
    ['something else than a domain', '{"objectClassName":"entity"}'],
    ['another domain', '{"objectClassName":"domain","ldhName":"OTHER.COM"}'],
  ])('fails when it replies %s', async (_, text) => {
    const facts = factsFrom((response) => response.end(text));

    await expect(facts).rejects.toMatchObject({ name: 'Failed', kind: 'broken' });
  });

  it('fails on timeout', async () => {
    const facts = factsFrom(() => {}, 0.2);

    await expect(facts).rejects.toMatchObject({ name: 'Failed', kind: 'timeout' });
  });

  it('fails when its reply has more than 256 KB', async () => {
    const facts = factsFrom((response) => response.end('x'.repeat(256 * 1024 + 1)));

    await expect(facts).rejects.toMatchObject({ kind: 'broken', vendorCode: 'AnswerTooLarge' });
  });
});

describe('the file of RDAP servers', () => {
  it('is fetched once a day', async () => {
    const day = testClock('2026-11-24T02:00:00Z');
    const server = await serverAnswering(json({ objectClassName: 'domain' }));
    const patient = createDomainRegistry({ url: `${server.url}/dns.json`, timeoutSeconds: 5, clock: day });

    for (const seconds of [0, 24 * 3600 - 1, 1]) {
      day.forward(seconds);
      await patient.facts('yunfan-waibu.com');
    }

    await server.stop();
    expect(server.asked.filter((path) => path === '/dns.json')).toHaveLength(2);
  });

  it('is fetched again after a failure', async () => {
    let failures = 1;
    const server = await serverAnswering(json({ objectClassName: 'domain' }), (base) =>
      failures-- > 0 ? 'broken' : { services: [[['com'], [base]]] },
    );
    const patient = registryAt(`${server.url}/dns.json`);

    await expect(patient.facts('a-sample.com')).rejects.toMatchObject({ kind: 'broken' });
    const facts = await patient.facts('a-sample.com');

    await server.stop();
    expect(facts).toMatchObject({ source: 'registry' });
  });
});
