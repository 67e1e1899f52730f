import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StopList } from 'loopback-server/stop-list.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../../deploy/cloud.ts';
import { zipOf } from '../../deploy/zip.ts';
import { createScfAccount } from './account.ts';
import { createCam } from './cam.ts';

let dir: string;
let stops: StopList;
let cloud: Cloud;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'refusals-'));
  stops = new StopList();
  const scf = createScfAccount({
    dir,
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    readObject: () => Promise.reject(new Error('no code comes from COS here')),
  });
  stops.add(scf.stop);
  const api = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { ...scf.actions, ...createCam().actions },
  });
  stops.add(api.stop);
  cloud = openCloud({
    credentials: () => LAPTOP_CREDENTIALS,
    region: LAPTOP_ACCOUNT.region,
    cloudApiEndpoint: api.url,
    cosEndpoint: undefined,
  });
});
afterEach(async () => {
  await stops.run();
  rmSync(dir, { recursive: true });
});

const ZipFile = Buffer.from(zipOf({ 'index.js': Buffer.from('exports.main_handler = async () => 1;') })).toString(
  'base64',
);

const create = (changes: Readonly<Record<string, unknown>> = {}) =>
  cloud.change('scf', 'CreateFunction', {
    FunctionName: 'hello',
    Runtime: 'Nodejs20.19',
    Handler: 'index.main_handler',
    Type: 'Event',
    Description: '服务状态 code 1a2b3c',
    MemorySize: 256,
    Timeout: 20,
    Environment: { Variables: [] },
    Role: 'SCF_QcsRole',
    Code: { ZipFile },
    ...changes,
  });

describe("the stand-in's SCF refuses", () => {
  it.each([
    ['a description with characters that are not listed', { Description: '期限：提醒' }, 'Description'],
    [
      'a fixed egress address without the public network',
      { PublicNetConfig: { PublicNetStatus: 'DISABLE', EipConfig: { EipStatus: 'ENABLE' } } },
      'EipConfig',
    ],
  ])('%s', async (_, changes, code) => {
    await expect(create(changes)).rejects.toMatchObject({ code: `InvalidParameterValue.${code}` });
  });
});

describe("the stand-in's SCF and the events of a bucket", () => {
  const trigger = (FunctionName: string, event: string, Prefix: string, Suffix = '') =>
    cloud.change('scf', 'CreateTrigger', {
      FunctionName,
      Type: 'cos',
      TriggerName: 'files-1250000000.cos.ap-guangzhou.myqcloud.com',
      TriggerDesc: JSON.stringify({ event, filter: { Prefix, Suffix } }),
    });

  it.each([
    ['the same rule', 'cos:ObjectCreated:*', 'in/', '', false],
    ['a prefix within', 'cos:ObjectCreated:*', 'in/x/', '', false],
    ['one of the events', 'cos:ObjectCreated:Put', 'in/', '', false],
    ['a narrower suffix', 'cos:ObjectCreated:*', '', '.jpg', false],
    ['other events', 'cos:ObjectRemove:*', 'in/', '', true],
    ['another prefix', 'cos:ObjectCreated:*', 'trial/in/', '', true],
  ])(
    'give a second function %s of %s below %j only where the rules do not overlap',
    async (_, event, prefix, suffix, allowed) => {
      await create();
      await create({ FunctionName: 'second' });
      await trigger('hello', 'cos:ObjectCreated:*', 'in/');

      const outcome = await trigger('second', event, prefix, suffix).catch((error: { code: string }) => error.code);

      expect(outcome).toEqual(allowed ? expect.anything() : 'ResourceInUse.Cos');
      expect(outcome === 'ResourceInUse.Cos').toBe(!allowed);
    },
  );
});

describe("the network of a function on the stand-in's SCF", () => {
  it.each([
    ['reaches the internet outside of a VPC', {}, 'ENABLE', []],
    ['does not reach the internet in a VPC', { VpcConfig: { VpcId: 'vpc-1', SubnetId: 'subnet-1' } }, 'DISABLE', []],
    [
      'has a fixed address where it was asked for',
      {
        VpcConfig: { VpcId: 'vpc-1', SubnetId: 'subnet-1' },
        PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'ENABLE' } },
      },
      'ENABLE',
      ['203.0.113.20'],
    ],
  ])('%s', async (_, changes, PublicNetStatus, addresses) => {
    await create(changes);

    const is = await cloud.read('scf', 'GetFunction', { FunctionName: 'hello' });

    expect(is).toMatchObject({ PublicNetConfig: { PublicNetStatus, EipConfig: { EipAddress: addresses } } });
  });
});
