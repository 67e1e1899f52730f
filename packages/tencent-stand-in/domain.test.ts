import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CloudActions } from './cloud-action.ts';
import { domainActions } from './domain.ts';
import { createWorld } from './world.ts';

let dir: string;
let actions: CloudActions;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const idn = { owner: '梁晓晴', ownerKind: 'individual', realName: 'Approved', registrar: 'qcloud' };
  await writeFile(
    join(dir, 'world.json'),
    JSON.stringify({ domains: [{ ...idn, name: '山间手记.中国', registeredDaysAgo: 10, expiresInDays: 355 }] }),
  );
  // 23:30 in Greenwich is the next morning in Beijing.
  actions = domainActions(await createWorld({ dir, now: () => new Date('2026-11-23T23:30:00Z') }));
});

afterAll(() => rm(dir, { recursive: true }));

const call = async (action: string, request: Record<string, unknown>) =>
  actions[`domain/2018-08-08/${action}`]?.(request, { secretId: 'AKID', region: undefined });

describe('DescribeDomainSimpleInfo', () => {
  it('returns owner and state, dates as days in Beijing', async () => {
    const answer = await call('DescribeDomainSimpleInfo', { DomainName: 'yunfan-keji.cn' });

    expect(answer).toMatchObject({
      Uin: '100000000001',
      DomainInfo: {
        DomainName: 'yunfan-keji.cn',
        RealNameAuditStatus: 'Approved',
        CreationDate: '2024-06-07',
        ExpirationDate: '2028-10-24',
        DomainStatus: ['ok'],
        BuyStatus: 'ok',
        RegistrarType: 'qcloud',
        RegistrantType: 'E',
        OrganizationNameCN: '深圳市云帆样例科技有限公司',
      },
    });
  });

  it.each([
    ['YUNFAN-KEJI.CN', 'yunfan-keji.cn'],
    ['xn--rht09kl24bkui.xn--fiqs8s', '山间手记.中国'],
  ])('finds %s', async (DomainName, name) => {
    const answer = await call('DescribeDomainSimpleInfo', { DomainName });

    expect(answer).toMatchObject({ DomainInfo: { DomainName: name } });
  });

  it.each([
    [{}, 'MissingParameter.DomainIsEmpty'],
    [{ DomainName: 'no spaces.cn' }, 'InvalidParameter.DomainNameIsInvalid'],
    [{ DomainName: 42 }, 'InvalidParameter.DomainNameIsInvalid'],
    [{ DomainName: 'somebody-elses.cn' }, 'ResourceNotFound.DomainNotFound'],
  ])('answers %j with %s', async (request, code) => {
    const answer = call('DescribeDomainSimpleInfo', request);

    await expect(answer).rejects.toMatchObject({ name: 'CloudApiError', code });
  });

  it.each([
    ['yunfan-guoqi.cn', 'RenewPending'],
    ['yunfan-linqi.cn', 'AboutToExpire'],
  ])('replies for %s: %s', async (DomainName, BuyStatus) => {
    const answer = await call('DescribeDomainSimpleInfo', { DomainName });

    expect(answer).toMatchObject({ DomainInfo: { BuyStatus } });
  });
});
