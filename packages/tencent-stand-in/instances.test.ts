import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clbActions } from './clb.ts';
import type { CloudActions } from './cloud-action.ts';
import { cvmActions } from './cvm.ts';
import { lighthouseActions } from './lighthouse.ts';
import { createWorld } from './world.ts';

const CVM = 'cvm/2017-03-12/DescribeInstances';
const LIGHTHOUSE = 'lighthouse/2020-03-24/DescribeInstances';
const CLB = 'clb/2018-03-17/DescribeLoadBalancers';

let dir: string;
let actions: CloudActions;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'world-'));
  const world = await createWorld({ dir, now: () => new Date('2026-11-24T01:00:00.789Z') });
  actions = { ...cvmActions(world), ...lighthouseActions(world), ...clbActions(world) };
});

afterAll(() => rm(dir, { recursive: true }));

const call = async (
  action: string,
  request: Record<string, unknown> = {},
  region: string | undefined = 'ap-guangzhou',
) => actions[action]?.(request, { secretId: 'AKID', region });

const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });

describe('DescribeInstances of cvm', () => {
  it('returns times in UTC', async () => {
    const answer = await call(CVM, { InstanceIds: ['ins-gz000001'] });

    expect(answer).toMatchObject({
      TotalCount: 1,
      InstanceSet: [
        {
          InstanceId: 'ins-gz000001',
          Placement: { Zone: 'ap-guangzhou-6' },
          InstanceChargeType: 'PREPAID',
          PublicIpAddresses: ['203.0.113.11'],
          CreatedTime: '2026-05-08T01:00:00Z',
          ExpiredTime: '2028-05-07T01:00:00Z',
          InstanceState: 'RUNNING',
          RestrictState: 'NORMAL',
        },
      ],
    });
  });

  it('returns null for what a pay-as-you-go or hidden server does not have', async () => {
    const answer = await call(CVM, { InstanceIds: ['ins-postpaid', 'ins-nopublic'] });

    expect(answer).toMatchObject({
      TotalCount: 2,
      InstanceSet: [{ ExpiredTime: null, RenewFlag: null }, { PublicIpAddresses: null }],
    });
  });

  it('pages', async () => {
    const all = await call(CVM);
    const page = await call(CVM, { Offset: 1, Limit: 1 });

    expect(page?.TotalCount).toBe(all?.TotalCount);
    const { InstanceSet: instances } = all as { readonly InstanceSet: readonly unknown[] };
    expect(page?.InstanceSet).toEqual(instances.slice(1, 2));
  });

  it('leaves out unknown ids and other regions', async () => {
    const answer = await call(CVM, { InstanceIds: ['ins-hongkong', 'ins-0nobody0'] });

    expect(answer).toEqual({ TotalCount: 0, InstanceSet: [] });
  });

  it.each([
    [{ InstanceIds: ['lhins-gz000001'] }, 'InvalidInstanceId.Malformed'],
    [filter('zone', 'ap-guangzhou-6'), 'InvalidFilter'],
    [{ Limit: 101 }, 'InvalidParameterValue'],
  ])('answers %j with %s', async (request, code) => {
    const answer = call(CVM, request);

    await expect(answer).rejects.toMatchObject({ name: 'CloudApiError', code });
  });
});

describe('DescribeInstances of lighthouse', () => {
  it('finds by id', async () => {
    const answer = await call(LIGHTHOUSE, { InstanceIds: ['lhins-gz000001'] });

    expect(answer).toMatchObject({
      TotalCount: 1,
      InstanceSet: [{ InstanceId: 'lhins-gz000001', InstanceChargeType: 'PREPAID', InstanceState: 'RUNNING' }],
    });
  });

  it.each([
    [{ InstanceIds: ['ins-gz000001'] }, 'InvalidParameterValue.InstanceIdMalformed'],
    [filter('instance-id', 'lhins-gz000001'), 'InvalidParameter.FilterInvalidName'],
  ])('answers %j with %s', async (request, code) => {
    const answer = call(LIGHTHOUSE, request);

    await expect(answer).rejects.toMatchObject({ code });
  });
});

describe('DescribeLoadBalancers', () => {
  it('returns times in Beijing', async () => {
    const answer = await call(CLB, { LoadBalancerIds: ['lb-gz000001'] });

    expect(answer).toMatchObject({
      TotalCount: 1,
      LoadBalancerSet: [
        {
          LoadBalancerType: 'OPEN',
          LoadBalancerVips: ['203.0.113.51'],
          CreateTime: '2026-05-08 09:00:00',
          ExpireTime: '2028-05-07 09:00:00',
          ChargeType: 'PREPAID',
          MasterZone: { ZoneRegion: 'ap-guangzhou' },
        },
      ],
    });
  });

  it('pages', async () => {
    const answer = await call(CLB, { Offset: 1, Limit: 2 });

    expect(answer).toMatchObject({
      LoadBalancerSet: [{ LoadBalancerId: 'lb-postpaid' }, { LoadBalancerId: 'lb-internal' }],
    });
  });

  it.each([
    { LoadBalancerIds: ['ins-gz000001'] },
    { LoadBalancerVips: ['203.0.113.52'] },
    filter('charge-type', 'POSTPAID_BY_HOUR'),
  ])('refuses %j', async (request) => {
    await expect(call(CLB, request)).rejects.toMatchObject({ code: 'InvalidParameter.FormatError' });
  });
});

describe('regions', () => {
  it.each([CVM, LIGHTHOUSE, CLB])('are required by %s', async (action) => {
    const missing = await actions[action]?.({}, { secretId: 'AKID', region: undefined }).catch(
      (error: unknown) => error,
    );
    const invented = await call(action, {}, 'moon-1').catch((error: unknown) => error);

    expect(missing).toMatchObject({ code: 'MissingParameter' });
    expect(invented).toMatchObject({ code: 'UnsupportedRegion' });
  });
});
