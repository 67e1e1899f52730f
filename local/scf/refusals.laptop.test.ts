import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StopList } from 'loopback-server/stop-list.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../../deploy/cloud.ts';
import { TRUSTS_SCF } from '../../deploy/permissions.ts';
import { zipOf } from '../../deploy/zip.ts';
import { createScfAccount } from './account.ts';
import { type Cam, createCam } from './cam.ts';

let dir: string;
let stops: StopList;
let cloud: Cloud;
let cam: Cam;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'refusals-'));
  stops = new StopList();
  cam = createCam([], { roleDelayMs: 1_000 });
  const scf = createScfAccount({
    dir,
    hasRole: cam.hasRole,
    certificates: ['cert-1'],
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    readObject: () => Promise.reject(new Error('no code comes from COS here')),
  });
  stops.add(scf.stop);
  const api = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { ...scf.actions, ...cam.actions },
  });
  stops.add(api.stop);
  cloud = openCloud({
    credentials: () => LAPTOP_CREDENTIALS,
    region: LAPTOP_ACCOUNT.region,
    cloudApiEndpoint: api.url,
    cosEndpoint: undefined,
    // Long enough that nothing is tried again here.
    firstPauseMs: 60_000,
  });
});
afterEach(async () => {
  await stops.run();
  rmSync(dir, { recursive: true });
});

const ZipFile = Buffer.from(zipOf({ 'index.js': Buffer.from('exports.main_handler = async () => 1;') })).toString(
  'base64',
);

const SLOW = Buffer.from(
  zipOf({
    'index.js': Buffer.from('exports.main_handler = () => new Promise((resolve) => setTimeout(resolve, 500, 1));'),
  }),
).toString('base64');

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

const codeOf = (call: Promise<unknown>): Promise<string | undefined> =>
  call.then(
    () => undefined,
    (error: { code: string }) => error.code,
  );

describe("the stand-in's SCF refuses", () => {
  it.each([
    ['a description with characters that are not listed', { Description: '期限：提醒' }, 'Description'],
    ['memory between the steps', { MemorySize: 200 }, 'MemorySize'],
    ['a runtime that it does not have', { Runtime: 'Nodejs22.21' }, 'Runtime'],
    [
      'more than 4 KB of variables',
      { Environment: { Variables: [{ Key: 'LONG', Value: 'x'.repeat(4093) }] } },
      'EnvironmentExceededLimit',
    ],
    [
      "a variable with the platform's prefix",
      { Environment: { Variables: [{ Key: 'SCF_NAME', Value: 'x' }] } },
      'EnvironmentSystemProtect',
    ],
    ['a variable without value', { Environment: { Variables: [{ Key: 'EMPTY', Value: '' }] } }, 'Environment'],
    [
      'a fixed egress address without the public network',
      { PublicNetConfig: { PublicNetStatus: 'DISABLE', EipConfig: { EipStatus: 'ENABLE' } } },
      'EipConfig',
    ],
  ])('%s', async (_, changes, code) => {
    await expect(create(changes)).rejects.toMatchObject({ code: `InvalidParameterValue.${code}` });
  });
});

describe("the stand-in's SCF caps", () => {
  const FunctionName = 'hello';
  const reserve = (mb: number, name = FunctionName) =>
    codeOf(cloud.change('scf', 'PutReservedConcurrencyConfig', { FunctionName: name, ReservedConcurrencyMem: mb }));
  const ready = () => cloud.read('scf', 'GetFunction', { FunctionName });

  it('no more than the quota less 12,800 MB, no less than what is provisioned, and nothing that is being made', async () => {
    await create();
    const early = await reserve(512);
    await ready();
    const tooMuch = await reserve(115_201);
    const most = await reserve(115_200);
    await cloud.change('scf', 'PublishVersion', { FunctionName });
    await ready();
    const provision = (VersionProvisionedConcurrencyNum: number) =>
      codeOf(
        cloud.change('scf', 'PutProvisionedConcurrencyConfig', {
          FunctionName,
          Qualifier: '1',
          ProvisionedType: 'Default',
          VersionProvisionedConcurrencyNum,
        }),
      );
    const fits = await provision(2);
    const below = await reserve(256);
    await reserve(512);

    expect([early, tooMuch, most, fits, below]).toEqual([
      'FailedOperation.FunctionVersionStatusNotActive',
      'LimitExceeded.FunctionReservedConcurrencyMemory',
      undefined,
      undefined,
      'LimitExceeded.FunctionReservedConcurrencyMemory',
    ]);
    expect(await provision(3)).toBe('LimitExceeded.FunctionProvisionedConcurrencyMemory');
    expect(await cloud.read('scf', 'GetAccount', {})).toMatchObject({
      AccountUsage: { TotalConcurrencyMem: 128_000, TotalAllocatedConcurrencyMem: 512 },
    });
  });

  it('the runs of a function, and stops it with 0', async () => {
    await create({ Code: { ZipFile: SLOW } });
    await ready();
    await reserve(256);
    const run = () =>
      cloud
        .read<{ Result: { InvokeResult: number; ErrMsg: string } }>('scf', 'Invoke', { FunctionName })
        .then(({ Result }) => Result.ErrMsg);
    const together = await Promise.all([run(), run()]);
    const alone = await run();
    await reserve(0);

    expect(together.toSorted()).toEqual(['', '432 ResourceLimitReached']);
    expect([alone, await run()]).toEqual(['', '432 ResourceLimitReached']);
  });
});

describe("the stand-in's account refuses", () => {
  it('a role that there is not, and a new one until it has taken effect', async () => {
    const PolicyDocument = JSON.stringify(TRUSTS_SCF);
    const missing = await codeOf(create({ Role: 'nobody' }));
    await cloud.change('cam', 'CreateRole', { RoleName: 'fresh', PolicyDocument });
    const early = await codeOf(create({ Role: 'fresh' }));

    expect([missing, early]).toEqual(['ResourceNotFound.Role', 'ResourceNotFound.Role']);
    await expect.poll(() => codeOf(create({ Role: 'fresh' }))).toBeUndefined();
  });

  it('the fifty-first function', async () => {
    for (let index = 0; index < 50; index += 1) await create({ FunctionName: `hello-${index}` });

    expect(await codeOf(create())).toBe('LimitExceeded.Function');
  });

  it('a domain with a certificate that the account does not have', async () => {
    const domain = { Domain: 'api.shop.cn', Protocol: 'HTTPS', EndpointsConfig: [] };
    const withCertificate = (CertificateId: string) =>
      codeOf(cloud.change('scf', 'CreateCustomDomain', { ...domain, CertConfig: { CertificateId } }));

    expect([await withCertificate('cert-2'), await withCertificate('cert-1')]).toEqual([
      'InvalidParameterValue',
      undefined,
    ]);
  });

  it('the eleventh policy of a second', async () => {
    const policy = { version: '2.0', statement: [{ effect: 'allow', action: ['sms:SendSms'], resource: ['*'] }] };
    const createPolicy = (index: number) =>
      cam.actions['cam/2019-01-16/CreatePolicy']?.(
        { PolicyName: `policy-${index}`, PolicyDocument: JSON.stringify(policy) },
        { secretId: LAPTOP_CREDENTIALS.secretId, region: undefined },
      );
    for (let index = 0; index < 10; index += 1) await createPolicy(index);

    await expect(createPolicy(10)).rejects.toMatchObject({ code: 'RequestLimitExceeded' });
  });

  it('an action that there is not, in a call and in a policy', async () => {
    const allowing = (PolicyName: string, action: string) =>
      codeOf(
        cloud.change('cam', 'CreatePolicy', {
          PolicyName,
          PolicyDocument: JSON.stringify({
            version: '2.0',
            statement: [{ effect: 'allow', action: [action], resource: ['*'] }],
          }),
        }),
      );

    expect([
      await codeOf(cloud.read('scf', 'ListEverything', {})),
      await allowing('one', 'ocr:ReadIDCard'),
      await allowing('two', 'ocr:IDCardOCR'),
    ]).toEqual(['InvalidAction', 'InvalidParameter.ActionNotExist', undefined]);
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
