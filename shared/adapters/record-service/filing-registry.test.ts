import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Running, readBody } from '../../../local/http-server.ts';
import { startRecordService } from '../../../local/record-service.ts';
import { createWorld } from '../../../local/world/world.ts';
import { signingKey, signMessage } from '../../edge/signed-message.ts';
import { cryptoIds } from '../node-crypto/ids.ts';
import { systemClock } from '../system/clock.ts';
import { createFilingRegistry } from './filing-registry.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
const ACCOUNT = '8a6f4f0e-7f6d-4b1c-9d53-0c4a1e9b7d21';

let dir: string;
let service: Running;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  service = await startRecordService({ port: 0, secret: SECRET, world: await createWorld({ dir }) });
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
    sign: (message) => ({ ...signMessage([signingKey(secret)], { ...message, at: systemClock.now() }) }),
  });

/** Asks a service that answers like this. */
async function recordFrom(answer: (request: IncomingMessage, response: ServerResponse) => void, timeoutSeconds = 5) {
  const other = await listen(0, async (request, response) => answer(request, response));
  try {
    return await registryAt(other.url, { timeoutSeconds }).organizer('91440106MAYB2T412D', ACCOUNT);
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
  ])('tells where it is filed and with how many websites: %s', async (certificateNumber, expected) => {
    const record = await registryAt(service.url).organizer(certificateNumber, ACCOUNT);

    expect(record).toEqual(expected);
  });

  it('is under another account for somebody who has not signed in', async () => {
    const record = await registryAt(service.url).organizer('91440106MAYB2T412D', undefined);

    expect(record?.filedHere).toBe('other-account');
  });

  it('is undefined for an organizer that is filed nowhere', async () => {
    expect(await registryAt(service.url).organizer('91440300MAYH3K7264', ACCOUNT)).toBeUndefined();
  });
});

describe('the record of a domain', () => {
  it('tells whose it is and whether it is connected here', async () => {
    const registry = registryAt(service.url);

    const records = [
      await registry.domain('yuanshan-maoyi.cn', '91440106MAYB2T412D'),
      await registry.domain('tingchao-wenhua.cn', '91440106MAYB2T412D'),
      await registry.domain('yunfan-keji.cn', '91440106MAYB2T412D'),
    ];

    expect(records).toEqual([
      { number: '粤ICP备2099000101号-1', sameOrganizer: true, connectedHere: true },
      { number: '闽ICP备2099000202号-1', sameOrganizer: false, connectedHere: false },
      undefined,
    ]);
  });
});

describe('a question', () => {
  it('carries the certificate number in its body and not in its address', async () => {
    const asked: string[] = [];
    await recordFrom(async (request, response) => {
      asked.push(request.url ?? '', (await readBody(request, 1000))?.toString() ?? '');
      response.end('{"record":null}');
    });

    expect(asked).toEqual([
      '/v1/organizer-queries',
      JSON.stringify({ certificateNumber: '91440106MAYB2T412D', accountId: ACCOUNT }),
    ]);
  });

  it('with the wrong signature is a failure, and does not say "not filed"', async () => {
    const record = registryAt(service.url, { secret: OTHER_SECRET }).domain('yunfan-keji.cn', '91440300MAYH3K7264');

    await expect(record).rejects.toMatchObject({ port: 'filing-registry', kind: 'refused', vendorCode: 'HTTP 401' });
  });

  it.each([
    [429, 'throttled'],
    [500, 'broken'],
    [302, 'broken'],
  ])('that is answered %i is a failure', async (status, kind) => {
    const record = recordFrom((_, response) => response.writeHead(status, { location: service.url }).end());

    await expect(record).rejects.toMatchObject({ name: 'Failed', kind });
  });

  it.each(['{}', '{"record":{"number":"粤ICP备1号"}}', '<html>'])('that is answered %s is a failure', async (text) => {
    const record = recordFrom((_, response) => response.end(text));

    await expect(record).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
  });

  it('that is not answered in time is a failure', async () => {
    const record = recordFrom(() => {}, 0.2);

    await expect(record).rejects.toMatchObject({ name: 'Failed', kind: 'timeout' });
  });
});
