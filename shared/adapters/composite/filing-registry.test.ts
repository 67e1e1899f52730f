import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Running } from '../../../local/http-server.ts';
import { startRecordService } from '../../../local/record-service.ts';
import { ENTERPRISE } from '../../../local/specimens/people.ts';
import { createWorld } from '../../../local/world/world.ts';
import { type TestDatabase, testDatabase } from '../../../tests/support/database.ts';
import { filingIn } from '../../../tests/support/filings.ts';
import { type Instance, openInstance } from '../../../tests/support/instance.ts';
import { signingKey, signMessage } from '../../edge/signed-message.ts';
import { cryptoIds } from '../node-crypto/ids.ts';
import { createFilingRegistry as createService } from '../record-service/filing-registry.ts';
import { systemClock } from '../system/clock.ts';
import { createFilingRegistry } from './filing-registry.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

let dir: string;
let test: TestDatabase;
let instance: Instance;
let service: Running;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  test = await testDatabase();
  instance = openInstance(test.url);
  service = await startRecordService({ port: 0, secret: SECRET, world: await createWorld({ dir }) });
});
afterAll(async () => {
  await service.stop();
  await instance.close();
  await test.close();
  await rm(dir, { recursive: true });
});

const registry = (baseUrl = service.url) =>
  createFilingRegistry(
    instance.filingRegistry,
    createService({
      baseUrl,
      ids: cryptoIds,
      timeoutSeconds: 5,
      sign: (message) => ({ ...signMessage([signingKey(SECRET)], { ...message, at: systemClock.now() }) }),
    }),
  );

describe('records of own filings and of the record service', () => {
  it('knows what was filed here without asking the service', async () => {
    const { filingId, websiteId, applicantId } = await filingIn(instance, 'authority-review');
    const numbers = { organizer: '粤ICP备2026000001号', websites: { [websiteId]: '粤ICP备2026000001号-1' } };
    await instance.reviews.change(filingId, () => ({ event: 'approve', numbers }));
    const { creditCode } = ENTERPRISE.licence;
    const alone = registry('http://127.0.0.1:1');

    const records = [await alone.organizer(creditCode, applicantId), await alone.domain('yunfan-keji.cn', creditCode)];

    expect(records).toMatchObject([{ filedHere: 'this-account' }, { sameOrganizer: true, connectedHere: true }]);
  });

  it('asks the service about what was not filed here', async () => {
    const records = [
      await registry().organizer('91350203MAYC5W637R', instance.ids.uuid()),
      await registry().domain('tingchao-wenhua.cn', '91350203MAYC5W637R'),
      await registry().domain('nobody-filed-this.cn', '91350203MAYC5W637R'),
    ];

    expect(records).toEqual([
      { number: '闽ICP备2099000202号', filedHere: 'no', websites: 1 },
      { number: '闽ICP备2099000202号-1', sameOrganizer: true, connectedHere: false },
      undefined,
    ]);
  });

  it('does not say "not filed" when the service does not answer', async () => {
    const record = registry('http://127.0.0.1:1').organizer('91350203MAYC5W637R', instance.ids.uuid());

    await expect(record).rejects.toMatchObject({ name: 'Failed', port: 'filing-registry' });
  });
});
