import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen, readBody } from 'loopback-server/http-server.ts';
import { startRecordService } from 'reference-desk/record-service.ts';
import { describe, expect, it } from 'vitest';
import { CLAIMABLE_NUMBER, claimableRecord } from '../../../local/claimable-record.ts';
import { cryptoIds } from '../../../platform/adapters/node-crypto/ids.ts';
import { systemClock } from '../../../platform/adapters/system/clock.ts';
import { signingKey, signRequest } from '../../../platform/edge/signed-message.ts';
import { createClaimableRecords } from './claimable-records.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const OTHER_SECRET = `whsec_${Buffer.alloc(32, 6).toString('base64')}`;
const ACCOUNT = '8a6f4f0e-7f6d-4b1c-9d53-0c4a1e9b7d21';

const recordsAt = (baseUrl: string, secret = SECRET) =>
  createClaimableRecords({
    baseUrl,
    ids: cryptoIds,
    timeoutSeconds: 5,
    sign: (message) => ({ ...signRequest([signingKey(secret)], { ...message, at: systemClock.now() }) }),
  });

const nothing = { organizerRecord: () => undefined, domainRecord: () => undefined };

/** Asks the provider's record service of the laptop. */
async function asked(
  records: Parameters<typeof startRecordService>[0]['records'],
  certificateNumber = CLAIMABLE_NUMBER,
  secret = SECRET,
) {
  const service = await startRecordService({ port: 0, secret: SECRET, records });
  try {
    return await recordsAt(service.url, secret).find(certificateNumber, ACCOUNT);
  } finally {
    await service.stop();
  }
}

/** The outcome with a service that replies like this. */
async function answered(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const other = await listen(0, async (request, response) => {
    await readBody(request, 10_000);
    answer(request, response);
  });
  try {
    return await recordsAt(other.url).find(CLAIMABLE_NUMBER, ACCOUNT);
  } finally {
    await other.stop();
  }
}

describe('a whole record of the record service', () => {
  it('has its subject, people, websites and where they run; undefined: there is none', async () => {
    const found = await asked({ ...nothing, claimableRecord });

    expect(found).toMatchObject({
      number: '粤ICP备2099000101号',
      subject: {
        region: '440000',
        organizerKind: 'enterprise',
        certificateType: 'business-licence',
        certificateNumber: CLAIMABLE_NUMBER,
      },
      websites: [{ number: '粤ICP备2099000101号-1', domains: ['xinhe-filed.cn'], cloudService: { product: 'cvm' } }],
    });
    expect(await asked({ ...nothing, claimableRecord }, '91350203MAYC5W637R')).toBeUndefined();
  });

  it('is none of a provider who tells of no whole records', async () => {
    expect(await asked(nothing)).toBeUndefined();
  });

  it('is refused without the right signature', async () => {
    await expect(asked({ ...nothing, claimableRecord }, CLAIMABLE_NUMBER, OTHER_SECRET)).rejects.toMatchObject({
      name: 'Failed',
      port: 'claimable-records',
    });
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['breaks', (_, response) => response.writeHead(500).end()],
    ['answers no JSON', (_, response) => response.writeHead(200).end('<html>')],
    [
      'leaves out the principal',
      (_, response) => response.writeHead(200).end('{"record":{"number":"x","websites":[]}}'),
    ],
  ])('fails when the service %s', async (_, answer) => {
    await expect(answered(answer)).rejects.toMatchObject({ name: 'Failed', port: 'claimable-records' });
  });
});
