import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { clbActions } from 'tencent-stand-in/clb.ts';
import type { CloudActions } from 'tencent-stand-in/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { cvmActions } from 'tencent-stand-in/cvm.ts';
import { lighthouseActions } from 'tencent-stand-in/lighthouse.ts';
import { createWorld } from 'tencent-stand-in/world.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeCloudServices } from './cloud-services.suite.ts';
import { createCloudServices } from './cloud-services.ts';
import { createServerList } from './server-list.ts';

let dir: string;
let cloud: RunningCloudApi;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  // One moment for all answers: the dates of the world are days from now.
  const now = new Date();
  const world = await createWorld({ dir, now: () => now });
  const actions = { ...cvmActions(world), ...lighthouseActions(world), ...clbActions(world) };
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});

afterAll(async () => {
  await cloud.stop();
  await rm(dir, { recursive: true });
});

const servicesAt = (endpoint: string) =>
  createCloudServices({ credentials: () => LAPTOP_CREDENTIALS, region: 'ap-shanghai', endpoint, timeoutSeconds: 5 });

const resource = (product: 'cvm' | 'lighthouse' | 'clb', resourceId: string, region = 'ap-guangzhou') => ({
  kind: 'resource' as const,
  product,
  resourceId,
  region,
});

/** Facts from a cloud that has only these actions. */
async function factsFrom(actions: CloudActions, asked: ReturnType<typeof resource>) {
  const other = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
  try {
    return await servicesAt(other.url).facts(asked);
  } finally {
    await other.stop();
  }
}

describeCloudServices('servers and load balancers of the Tencent Cloud account', () => ({
  services: servicesAt(cloud.url),
  good: [resource('cvm', 'ins-gz000001'), resource('lighthouse', 'lhins-gz000001'), resource('clb', 'lb-gz000001')],
  overseas: [
    resource('cvm', 'ins-hongkong', 'ap-hongkong'),
    resource('lighthouse', 'lhins-sgp00001', 'ap-singapore'),
    resource('clb', 'lb-hongkong', 'ap-hongkong'),
  ],
  payAsYouGo: [resource('cvm', 'ins-postpaid'), resource('clb', 'lb-postpaid')],
  withoutPublicIp: [resource('cvm', 'ins-nopublic'), resource('clb', 'lb-internal')],
  twoMonths: resource('cvm', 'ins-twomonth'),
  expired: [resource('cvm', 'ins-expired1'), resource('lighthouse', 'lhins-expired1'), resource('clb', 'lb-expired1')],
  stopped: resource('cvm', 'ins-stopped1'),
}));

describe('createCloudServices', () => {
  const balancer = {
    LoadBalancerId: 'lb-gz000001',
    LoadBalancerName: '样例负载均衡',
    ChargeType: 'PREPAID',
    LoadBalancerType: 'OPEN',
    LoadBalancerVips: ['203.0.113.51'],
    CreateTime: '2026-01-01 00:00:00',
    Status: 1,
    Isolation: 0,
  };
  const clbAnswering = (changes: Record<string, unknown>): CloudActions => ({
    'clb/2018-03-17/DescribeLoadBalancers': async () => ({
      TotalCount: 1,
      LoadBalancerSet: [{ ...balancer, ...changes }],
    }),
  });
  const asked = resource('clb', 'lb-gz000001');

  it('reads the times of clb as Beijing times', async () => {
    const facts = await factsFrom(clbAnswering({ ExpireTime: '2027-01-01 08:00:00' }), asked);

    expect(facts?.createdAt).toEqual(new Date('2025-12-31T16:00:00Z'));
    expect(facts?.expiresAt).toEqual(new Date('2027-01-01T00:00:00Z'));
  });

  it('reads a time of zeros as no end', async () => {
    const facts = await factsFrom(clbAnswering({ ExpireTime: '0000-00-00 00:00:00', ChargeType: null }), asked);

    expect(facts).toMatchObject({ expiresAt: undefined, prepaid: false });
  });

  it.each([{ Isolation: 1 }, { Status: 0 }])('reads a load balancer with %j as not running', async (changes) => {
    const facts = await factsFrom(clbAnswering(changes), asked);

    expect(facts?.running).toBe(false);
  });

  it.each([{ CreateTime: '2026-13-41 00:00:00' }, { CreateTime: undefined }, { LoadBalancerVips: 'x' }])(
    'fails on a reply with %j, which the vendor does not document',
    async (changes) => {
      const facts = factsFrom(clbAnswering(changes), asked);

      await expect(facts).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
    },
  );

  describe('of a server', () => {
    const server = resource('lighthouse', 'lhins-gz000001');
    const answering = (changes: Readonly<Record<string, unknown>>): CloudActions => ({
      'lighthouse/2020-03-24/DescribeInstances': async () => ({
        TotalCount: 1,
        InstanceSet: [
          {
            InstanceId: 'lhins-gz000001',
            InstanceName: '样例服务器',
            InstanceChargeType: 'PREPAID',
            PublicAddresses: ['203.0.113.31'],
            CreatedTime: '2026-01-01T00:00:00Z',
            ExpiredTime: '2027-01-01T00:00:00Z',
            InstanceRestrictState: 'NORMAL',
            InstanceState: 'RUNNING',
            ...changes,
          },
        ],
      }),
    });

    it('reads one under restriction as not running', async () => {
      const facts = await factsFrom(answering({ InstanceRestrictState: 'NETWORK_RESTRICT' }), server);

      expect(facts?.running).toBe(false);
    });

    it('reads times as UTC, and a missing end as none', async () => {
      const facts = await factsFrom(answering({ CreatedTime: '2026-03-01T16:00:00Z', ExpiredTime: null }), server);

      expect(facts).toMatchObject({ createdAt: new Date('2026-03-01T16:00:00Z'), expiresAt: undefined });
    });

    it.each([
      '2026-13-01T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-01-01 00:00:00',
      '2026-01-01T00:00:00+08:00',
      '1767225600',
      '',
    ])('fails when one was created at "%s", which the vendor does not write', async (CreatedTime) => {
      const facts = factsFrom(answering({ CreatedTime }), server);

      await expect(facts).rejects.toMatchObject({ kind: 'broken', vendorCode: 'UnexpectedAnswer' });
    });
  });

  it.each([
    ['RequestLimitExceeded', 'throttled'],
    ['UnauthorizedOperation', 'refused'],
    ['InternalError', 'broken'],
    ['FailedOperation', 'broken'],
  ])('fails, and does not say "no such resource", after %s', async (code, kind) => {
    cloud.failNext('DescribeInstances', { code });

    const facts = servicesAt(cloud.url).facts(resource('cvm', 'ins-gz000001'));

    await expect(facts).rejects.toMatchObject({ name: 'Failed', port: 'cloud-services', kind, vendorCode: code });
  });

  it('fails when a gateway replies instead of the vendor', async () => {
    cloud.failNext('DescribeLoadBalancers', { status: 502 });

    const facts = servicesAt(cloud.url).facts(asked);

    await expect(facts).rejects.toMatchObject({ name: 'Failed', port: 'cloud-services', kind: 'broken' });
  });

  it('accepts "not found" as an answer', async () => {
    cloud.failNext('DescribeInstances', { code: 'InvalidInstanceId.NotFound' });

    const facts = await servicesAt(cloud.url).facts(resource('cvm', 'ins-gz000001'));

    expect(facts).toBeUndefined();
  });
});

describe('the list of an account', () => {
  const listAt = (endpoint: string) =>
    createServerList({ credentials: () => LAPTOP_CREDENTIALS, region: 'ap-shanghai', endpoint, timeoutSeconds: 5 });

  it('has the servers and load balancers of every mainland region and of Hong Kong, by name, each as it is looked up', async () => {
    const { servers, isIncomplete } = await listAt(cloud.url)();

    expect(isIncomplete).toBe(false);
    expect(servers.map(({ resource: { resourceId }, name }) => `${resourceId} ${name}`).toSorted()).toEqual([
      'ins-bj000001 天津站点',
      'ins-ending01 即将到期',
      'ins-expired1 已到期',
      'ins-gz000001 官网',
      'ins-hongkong 境外节点',
      'ins-nopublic 没有公网地址',
      'ins-postpaid 按量计费',
      'ins-sh000001 福建站点',
      'ins-stopped1 已关机',
      'ins-twomonth 只买了两个月',
      'lb-expired1 已到期的入口',
      'lb-gz000001 官网入口',
      'lb-hongkong 境外入口',
      'lb-internal 内网负载均衡',
      'lb-postpaid 按量计费的入口',
      'lhins-expired1 已到期的博客',
      'lhins-gz000001 博客',
      'lhins-onemonth 只买了一个月',
    ]);
    for (const { resource: one, facts } of servers) expect(facts).toEqual(await servicesAt(cloud.url).facts(one));
  });

  it('reads page after page of a hundred', async () => {
    const ids = Array.from({ length: 230 }, (_, index) => `ins-n${String(index).padStart(7, '0')}`);
    const calls: number[] = [];
    const instance = (InstanceId: string) => ({
      ...{ InstanceId, InstanceName: '机', InstanceChargeType: 'PREPAID', InstanceState: 'RUNNING' },
      ...{ CreatedTime: '2026-01-01T00:00:00Z', ExpiredTime: null, RestrictState: 'NORMAL', PublicIpAddresses: null },
    });
    const none = { TotalCount: 0, InstanceSet: [], LoadBalancerSet: [] };
    const many = await startCloudApi({
      port: 0,
      credentials: LAPTOP_CREDENTIALS,
      actions: {
        'cvm/2017-03-12/DescribeInstances': async (request, { region }) => {
          if (region !== 'ap-nanjing') return none;
          const { Offset, Limit } = request as { Offset: number; Limit: number };
          calls.push(Offset);
          return { TotalCount: ids.length, InstanceSet: ids.slice(Offset, Offset + Limit).map(instance) };
        },
        'lighthouse/2020-03-24/DescribeInstances': async () => none,
        'clb/2018-03-17/DescribeLoadBalancers': async () => none,
      },
    });

    const { servers } = await listAt(many.url)();
    await many.stop();

    expect(servers.map(({ resource: { resourceId } }) => resourceId)).toEqual(ids);
    expect(calls).toEqual([0, 100, 200]);
  });

  it('says that it is incomplete when one call fails, and has the rest', async () => {
    cloud.failNext('DescribeLoadBalancers', { code: 'InternalError' });

    const { servers, isIncomplete } = await listAt(cloud.url)();

    expect([isIncomplete, servers.length > 10]).toEqual([true, true]);
  });

  it('fails when nothing answers', async () => {
    const broken = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions: {} });

    const list = listAt(broken.url)();

    await expect(list).rejects.toMatchObject({ name: 'Failed', port: 'cloud-services' });
    await broken.stop();
  });
});
