import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import type { CloudAction } from 'tencent-stand-in/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { domainActions } from 'tencent-stand-in/domain.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeDomainRegistry } from './domain-registry.suite.ts';
import { createDomainRegistry } from './domain-registry.ts';

let dir: string;
let cloud: RunningCloudApi;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const actions = domainActions(await createWorld({ dir }));
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});

afterAll(async () => {
  await cloud.stop();
  await rm(dir, { recursive: true });
});

const registryAt = (endpoint: string, timeoutSeconds = 5) =>
  createDomainRegistry({ credentials: () => LAPTOP_CREDENTIALS, region: 'ap-guangzhou', endpoint, timeoutSeconds });

/** Facts from a cloud whose only action is this one. */
async function factsFrom(action: CloudAction) {
  const other = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { 'domain/2018-08-08/DescribeDomainSimpleInfo': action },
  });
  try {
    return await registryAt(other.url).facts('yunfan-keji.cn');
  } finally {
    await other.stop();
  }
}

describeDomainRegistry('domains of the Tencent Cloud account', () => ({
  registry: registryAt(cloud.url),
  ofEnterprise: { domain: 'yunfan-keji.cn', owner: '深圳市云帆样例科技有限公司' },
  ofIndividual: { domain: 'shanjian-shouji.cn', owner: '梁晓晴' },
  expired: 'yunfan-guoqi.cn',
  onHold: 'yunfan-zanting.cn',
  unverified: 'yunfan-weiren.cn',
  beingVerified: 'yunfan-shenhe.cn',
}));

describe('createDomainRegistry', () => {
  it('names the registrar', async () => {
    const facts = await registryAt(cloud.url).facts('shanjian-shouji.cn');

    expect(facts).toMatchObject({ source: 'account', registrar: '烟台帝思普网络科技有限公司' });
  });

  it('leaves out what the vendor leaves out, and does not treat a missing value as a verified name', async () => {
    const facts = await factsFrom(async () => ({ DomainInfo: { DomainName: 'yunfan-keji.cn' } }));

    expect(facts).toEqual({
      source: 'account',
      ownerName: undefined,
      ownerKind: undefined,
      realName: 'unknown',
      expiresOn: undefined,
      registrar: undefined,
      statuses: [],
    });
  });

  it('accepts an expiry with a time of day, an English owner and an unknown registrar', async () => {
    const facts = await factsFrom(async () => ({
      DomainInfo: {
        ExpirationDate: '2028-02-29 23:59:59',
        OrganizationNameCN: '',
        OrganizationName: 'Yunfan Sample Ltd',
        RegistrarType: 'newcomer',
        RealNameAuditStatus: 'NoAudit',
        DomainStatus: ['ok', 'clientTransferProhibited'],
      },
    }));

    expect(facts).toMatchObject({
      expiresOn: '2028-02-29',
      ownerName: 'Yunfan Sample Ltd',
      registrar: 'newcomer',
      realName: 'none',
      statuses: ['clientTransferProhibited'],
    });
  });

  it.each([
    ['RequestLimitExceeded', 'throttled'],
    ['AuthFailure.UnauthorizedOperation', 'refused'],
    ['InternalError.DomainInternalError', 'broken'],
    ['FailedOperation.DescribeDomainFailed', 'broken'],
  ])('fails, and does not say "no such domain", after %s', async (code, kind) => {
    cloud.failNext('DescribeDomainSimpleInfo', { code });

    const facts = registryAt(cloud.url).facts('yunfan-keji.cn');

    await expect(facts).rejects.toMatchObject({ name: 'Failed', port: 'domain-registry', kind, vendorCode: code });
  });

  it('fails with a timeout when no reply arrives', async () => {
    cloud.failNext('DescribeDomainSimpleInfo', { hang: true });

    const facts = registryAt(cloud.url, 0.2).facts('yunfan-keji.cn');

    await expect(facts).rejects.toMatchObject({ name: 'Failed', kind: 'timeout' });
  });

  it('fails when the reply does not match the vendor’s documentation', async () => {
    const facts = factsFrom(async () => ({ DomainInfo: { ExpirationDate: 20280229 } }));

    await expect(facts).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
  });
});
