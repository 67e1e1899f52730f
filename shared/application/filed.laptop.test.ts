import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from 'loopback-server/http-server.ts';
import { startRecordService } from 'reference-desk/record-service.ts';
import { ENTERPRISE } from 'specimens/people.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cryptoIds } from '../../platform/adapters/node-crypto/ids.ts';
import { systemClock } from '../../platform/adapters/system/clock.ts';
import { signingKey, signRequest } from '../../platform/edge/signed-message.ts';
import { testInstance } from '../../tests/support/database/test-instance.ts';
import { filingIn } from '../../tests/support/filings/filings.ts';
import { createFilingRegistry } from '../adapters/record-service/filing-registry.ts';
import type { Claims } from '../ports/records/own-records.ts';
import { filedOf } from './filed.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const OWN = ENTERPRISE.licence.creditCode;
const OTHERS = '91350203MAYC5W637R';
/** Nothing listens here. */
const NOBODY = 'http://127.0.0.1:1';

const { instance } = await testInstance();
let dir: string;
let service: Running;
let applicantId: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  service = await startRecordService({ port: 0, secret: SECRET, records: await createWorld({ dir }) });
  const filing = await filingIn(instance, 'authority-review');
  const numbers = { organizer: '粤ICP备2026000001号', websites: { [filing.websiteId]: '粤ICP备2026000001号-1' } };
  await instance.reviews.changeFiling(filing.filingId, () => ({ event: 'approve', numbers }));
  applicantId = filing.applicantId;
});
afterAll(async () => {
  await service.stop();
  await rm(dir, { recursive: true });
});

const registryAt = (baseUrl: string) =>
  createFilingRegistry({
    baseUrl,
    ids: cryptoIds,
    timeoutSeconds: 5,
    sign: (message) => ({ ...signRequest([signingKey(SECRET)], { ...message, at: systemClock.now() }) }),
  });

async function filed(claims: Partial<Claims>, filingRegistry = registryAt(service.url)) {
  const none = { certificateNumber: OWN, applicantId, domains: [], servers: [], personNumbers: [] };
  const { organizer, domain } = await filedOf({ ...none, ...claims }, { ...instance, filingRegistry });
  return { organizer, domains: (claims.domains ?? []).map(domain) };
}

describe('existing filings', () => {
  it('are known without the service when they were filed here', async () => {
    const records = await filed({ domains: ['yunfan-keji.cn'] }, registryAt(NOBODY));

    expect(records).toMatchObject({
      organizer: { known: true, value: { filedHere: 'this-account' } },
      domains: [{ known: true, value: { sameOrganizer: true, connectedHere: true } }],
    });
  });

  it('are queried from the service when they were not filed here', async () => {
    const records = await filed({
      certificateNumber: OTHERS,
      domains: ['tingchao-wenhua.cn', 'nobody-filed-this.cn', 'yunfan-keji.cn'],
    });

    expect(records).toEqual({
      organizer: { known: true, value: { number: '闽ICP备2099000202号', filedHere: 'no', websites: 1 } },
      domains: [
        { known: true, value: { number: '闽ICP备2099000202号-1', sameOrganizer: true, connectedHere: false } },
        { known: true, value: undefined },
        { known: true, value: { number: '粤ICP备2026000001号-1', sameOrganizer: false, connectedHere: true } },
      ],
    });
  });

  it('of an organizer that has no website here any more are counted by the service, where it answers', async () => {
    const ofShell = { certificateNumber: OTHERS, domains: [], servers: [], personNumbers: [], applicantId };
    const counted = async (websites: number | undefined, baseUrl = service.url) => {
      const organizer = { number: '闽ICP备2099000202号', filedHere: 'this-account', websites } as const;
      const found = { organizer, domains: new Map(), websitesOn: new Map(), numbersElsewhere: [] };
      const ownRecords = { findFiled: async () => found };
      const filed = await filedOf(ofShell, { ownRecords, filingRegistry: registryAt(baseUrl) });
      return filed.organizer.known && filed.organizer.value?.websites;
    };

    expect([await counted(3), await counted(0), await counted(undefined)]).toEqual([3, 1, 1]);
    expect([await counted(0, NOBODY), await counted(undefined, NOBODY)]).toEqual([0, undefined]);
  });

  it('are unknown, not empty, when the service fails, and those filed here are still known', async () => {
    const [others, own] = [
      await filed({ certificateNumber: OTHERS, domains: ['yunfan-keji.cn'] }, registryAt(NOBODY)),
      await filed({ domains: ['nobody-filed-this.cn'] }, registryAt(NOBODY)),
    ];

    expect(others).toMatchObject({ organizer: { known: false }, domains: [{ known: true }] });
    expect(own).toMatchObject({ organizer: { known: true }, domains: [{ known: false }] });
  });

  it('are those filed here where the provider has no record service', async () => {
    const claims = {
      certificateNumber: OTHERS,
      applicantId,
      domains: ['yunfan-keji.cn'],
      servers: [],
      personNumbers: [],
    };

    const { organizer, domain } = await filedOf(claims, instance);

    expect([organizer, domain('yunfan-keji.cn').known]).toEqual([{ known: true, value: undefined }, true]);
  });
});
