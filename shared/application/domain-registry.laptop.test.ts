import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running } from 'loopback-server/http-server.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { domainActions } from 'tencent-stand-in/domain.ts';
import { startRdap } from 'tencent-stand-in/rdap.ts';
import { type RunningWhois, startWhois } from 'tencent-stand-in/whois.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { createDomainRegistry as createRdap } from '../adapters/rdap/domain-registry.ts';
import { describeDomainRegistry } from '../adapters/tencent/domain-registry.suite.ts';
import { createDomainRegistry as createAccount } from '../adapters/tencent/domain-registry.ts';
import { createDomainRegistry as createWhois } from '../adapters/whois/domain-registry.ts';
import { createDomainRegistry } from './domain-registry.ts';

let dir: string;
let cloud: RunningCloudApi;
let rdap: Running;
let whois: RunningWhois;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const world = await createWorld({ dir });
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: domainActions(world) });
  rdap = await startRdap({ port: 0, world });
  whois = await startWhois({ port: 0, world });
});
afterAll(async () => {
  await Promise.all([cloud.stop(), rdap.stop(), whois.stop()]);
  await rm(dir, { recursive: true });
});

const clock = testClock('2026-11-24T02:00:00Z');
const account = () =>
  createAccount({
    credentials: () => LAPTOP_CREDENTIALS,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 5,
  });
const registry = (at = { whoisPort: Number(whois.host.split(':')[1]), rdapUrl: `${rdap.url}/dns.json` }) =>
  createDomainRegistry({
    account: account(),
    cn: createWhois({ host: '127.0.0.1', port: at.whoisPort, timeoutSeconds: 5 }),
    others: createRdap({ url: at.rdapUrl, timeoutSeconds: 5, clock }),
  });

describeDomainRegistry('domains of the account and all others', () => ({
  registry: registry(),
  ofEnterprise: { domain: 'yunfan-keji.cn', owner: '深圳市云帆样例科技有限公司' },
  ofIndividual: { domain: 'shanjian-shouji.cn', owner: '梁晓晴' },
  expired: 'yunfan-guoqi.cn',
  onHold: 'yunfan-zanting.cn',
  unverified: 'yunfan-weiren.cn',
  beingVerified: 'yunfan-shenhe.cn',
}));

describe('a domain outside the account', () => {
  it('is looked up at CNNIC when its suffix is Chinese, and by RDAP otherwise', async () => {
    const facts = [await registry().facts('yunfan-waibu.cn'), await registry().facts('yunfan-waibu.com')];

    expect(facts).toMatchObject([
      { source: 'registry', registrar: '阿里云计算有限公司（万网）', ownerName: '深圳市云帆样例科技有限公司' },
      { source: 'registry', registrar: 'Alibaba Cloud Computing (Beijing) Co., Ltd.' },
    ]);
  });

  it('is known to be outside when no public registry answers', async () => {
    const silent = registry({ whoisPort: 1, rdapUrl: 'http://127.0.0.1:1/' });

    const facts = [await silent.facts('yunfan-waibu.cn'), await silent.facts('yunfan-waibu.com')];

    const unreachable = { source: 'unreachable', realName: 'unknown', statuses: [] };
    expect(facts).toEqual([unreachable, unreachable]);
  });

  it('is unknown when the account can not be queried', async () => {
    cloud.failNext('DescribeDomainSimpleInfo', { code: 'InternalError' });

    const facts = registry().facts('yunfan-waibu.cn');

    await expect(facts).rejects.toMatchObject({ name: 'Failed', port: 'domain-registry', kind: 'broken' });
  });
});
