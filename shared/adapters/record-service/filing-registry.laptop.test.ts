import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import { startRecordService } from 'reference-desk/record-service.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { systemClock } from '../../../platform/adapters/system/clock.ts';
import { signingKey, signRequest } from '../../../platform/edge/signed-message.ts';
import { createFilingRegistry } from './filing-registry.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
const ACCOUNT = '8a6f4f0e-7f6d-4b1c-9d53-0c4a1e9b7d21';
const QUESTION = { certificateNumber: '91440106MAYB2T412D', applicantId: ACCOUNT, domains: ['yunfan-keji.cn'] };

let dir: string;
let service: Running;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  service = await startRecordService({ port: 0, secret: SECRET, records: await createWorld({ dir }) });
});
afterAll(async () => {
  await service.stop();
  await rm(dir, { recursive: true });
});

const registryAt = (baseUrl: string, { secret = SECRET, timeoutSeconds = 5 } = {}) =>
  createFilingRegistry({
    baseUrl,
    ids: cryptoIds,
    timeoutSeconds,
    sign: (message) => ({ ...signRequest([signingKey(secret)], { ...message, at: systemClock.now() }) }),
  });

/** Records from a service that replies like this. */
async function recordsFrom(answer: (request: IncomingMessage, response: ServerResponse) => void, timeoutSeconds = 5) {
  const other = await listen(0, async (request, response) => answer(request, response));
  try {
    return await registryAt(other.url, { timeoutSeconds }).records(QUESTION);
  } finally {
    await other.stop();
  }
}

describe('the record of an organizer', () => {
  it.each([
    ['91440106MAYB2T412D', { number: '粤ICP备2099000101号', filedHere: 'this-account', websites: 1 }],
    ['91350203MAYC5W637R', { number: '闽ICP备2099000202号', filedHere: 'no', websites: 1 }],
    ['91120104MAYD7L8582', { number: '津ICP备2099000303号', filedHere: 'other-account', websites: 2 }],
    ['91350102MAYE9Q2718', { number: '闽ICP备2099000404号', filedHere: 'no', websites: 0 }],
  ])('says where it is filed and with how many websites: %s', async (certificateNumber, expected) => {
    const { organizer } = await registryAt(service.url).records({ ...QUESTION, certificateNumber });

    expect(organizer).toEqual(expected);
  });

  it('is under another account for somebody who is not signed in', async () => {
    const { organizer } = await registryAt(service.url).records({ ...QUESTION, applicantId: undefined });

    expect(organizer?.filedHere).toBe('other-account');
  });

  it('is undefined for an organizer that is not filed anywhere', async () => {
    const { organizer } = await registryAt(service.url).records({
      ...QUESTION,
      certificateNumber: '91440300MAYH3K7264',
    });

    expect(organizer).toBeUndefined();
  });
});

describe('the record of a domain', () => {
  it('says whose each of the queried domains is and whether it is connected here', async () => {
    const domains = ['yuanshan-maoyi.cn', 'tingchao-wenhua.cn', 'yunfan-keji.cn'];

    const records = await registryAt(service.url).records({ ...QUESTION, domains });

    expect([...records.domains]).toEqual([
      ['yuanshan-maoyi.cn', { number: '粤ICP备2099000101号-1', sameOrganizer: true, connectedHere: true }],
      ['tingchao-wenhua.cn', { number: '闽ICP备2099000202号-1', sameOrganizer: false, connectedHere: false }],
    ]);
  });
});

describe('a request', () => {
  it('has the certificate number in its body and not in its URL', async () => {
    const asked: string[] = [];
    await recordsFrom(async (request, response) => {
      asked.push(request.url ?? '', (await readBody(request, 1000))?.toString() ?? '');
      response.end('{"organizer":null,"domains":{"yunfan-keji.cn":null}}');
    });

    expect(asked).toEqual([
      '/v1/record-queries',
      '{"certificateNumber":"91440106MAYB2T412D",' +
        '"accountId":"8a6f4f0e-7f6d-4b1c-9d53-0c4a1e9b7d21","domains":["yunfan-keji.cn"]}',
    ]);
  });

  it('with the wrong signature fails, and does not mean "not filed"', async () => {
    const records = registryAt(service.url, { secret: OTHER_SECRET }).records(QUESTION);

    await expect(records).rejects.toMatchObject({ port: 'filing-registry', kind: 'refused', vendorCode: 'HTTP 401' });
  });

  it.each([
    [429, 'throttled'],
    [500, 'broken'],
    [302, 'broken'],
  ])('that is answered with %i fails', async (status, kind) => {
    const records = recordsFrom((_, response) => response.writeHead(status, { location: service.url }).end());

    await expect(records).rejects.toMatchObject({ name: 'Failed', kind });
  });

  it.each([
    '{}',
    '{"organizer":{"number":"粤ICP备1号"},"domains":{"yunfan-keji.cn":null}}',
    '{"organizer":null,"domains":{}}',
    '{"organizer":null,"domains":{"another.cn":null}}',
    '<html>',
  ])('that is answered with %s fails', async (text) => {
    const records = recordsFrom((_, response) => response.end(text));

    await expect(records).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
  });

  it('fails on timeout', async () => {
    const records = recordsFrom(() => {}, 0.2);

    await expect(records).rejects.toMatchObject({ name: 'Failed', kind: 'timeout' });
  });
});
