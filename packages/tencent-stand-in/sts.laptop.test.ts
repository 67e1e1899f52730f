import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client as OcrClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/ocr/v20181119/ocr_client.js';
import { Client as StsClient } from 'tencentcloud-sdk-nodejs/tencentcloud/services/sts/v20180813/sts_client.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientConfig } from '../../platform/adapters/tencent/client.ts';
import { type RunningCloudApi, startCloudApi } from './api.ts';
import { type CloudCredentials, LAPTOP_CREDENTIALS } from './credentials.ts';
import { parsePolicy } from './policy.ts';
import { createSts, type OwnRole, type Sts } from './sts.ts';
import { createWorld } from './world.ts';

const ACCOUNT = 'qcs::cam::uin/100000000001:root';
const roleArn = (name: string) => `qcs::cam::uin/100000000001:roleName/${name}`;
const policy = (...statement: readonly object[]) => {
  const parsed = parsePolicy({ version: '2.0', statement });
  if (!parsed) throw new Error('not a policy');
  return parsed;
};
const reading = { effect: 'allow', action: 'ocr:IDCardOCR', resource: '*' };

const ROLES: Readonly<Record<string, OwnRole>> = {
  'a-function': {
    trusts: ['scf.qcloud.com'],
    policies: [policy({ effect: 'allow', action: 'sts:AssumeRole', resource: 'qcs::cam:::roleName/reads' })],
  },
  reads: { trusts: [ACCOUNT], policies: [policy(reading)] },
  'reads-too': { trusts: [ACCOUNT], policies: [policy(reading)] },
};

let dir: string;
let sts: Sts;
let cloud: RunningCloudApi;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sts-'));
  sts = createSts(await createWorld({ dir }), { roles: (name) => ROLES[name] });
  const actions = {
    ...sts.actions,
    'ocr/2018-11-19/IDCardOCR': async () => ({ Name: '王小明' }),
    'ocr/2018-11-19/BizLicenseOCR': async () => ({ Name: '样例' }),
  };
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, issued: sts.issued, actions });
});
afterAll(async () => {
  await cloud.stop();
  await rm(dir, { recursive: true });
});

const config = (credentials: CloudCredentials) =>
  clientConfig({
    credentials: () => credentials,
    region: 'ap-guangzhou',
    endpoint: cloud.url,
    timeoutSeconds: 5,
  });
const assume = async (as: CloudCredentials, name: string, more: object = {}): Promise<CloudCredentials> => {
  const request = { RoleArn: roleArn(name), RoleSessionName: 'test', ...more };
  const { Credentials } = await new StsClient(config(as)).AssumeRole(request);
  return {
    secretId: Credentials?.TmpSecretId ?? '',
    secretKey: Credentials?.TmpSecretKey ?? '',
    token: Credentials?.Token ?? '',
  };
};
const code = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { code?: string }) => error.code,
  );

describe('a role of the operator’s own account', () => {
  it('gives its sessions what its policies allow', async () => {
    const ocr = new OcrClient(config(await assume(LAPTOP_CREDENTIALS, 'reads')));

    const outcomes = [await code(ocr.IDCardOCR({})), await code(ocr.BizLicenseOCR({}))];

    expect(outcomes).toEqual(['done', 'UnauthorizedOperation']);
  });

  it('gives a session with a policy of its own only what both allow', async () => {
    const own = { version: '2.0', statement: [{ ...reading, action: 'ocr:BizLicenseOCR' }] };
    const Policy = encodeURIComponent(JSON.stringify(own));
    const ocr = new OcrClient(config(await assume(LAPTOP_CREDENTIALS, 'reads', { Policy })));

    const outcomes = [await code(ocr.IDCardOCR({})), await code(ocr.BizLicenseOCR({}))];

    expect(outcomes).toEqual(['UnauthorizedOperation', 'UnauthorizedOperation']);
  });

  it('is assumed by whom its trust and their own policy allow', async () => {
    const ofFunction = sts.roleCredentials('a-function', 'scf.qcloud.com');

    const outcomes = [
      await code(assume(ofFunction, 'reads')),
      // Its own policy names another role.
      await code(assume(ofFunction, 'reads-too')),
      // It trusts the platform only.
      await code(assume(LAPTOP_CREDENTIALS, 'a-function')),
      await code(assume(LAPTOP_CREDENTIALS, 'absent')),
    ];

    expect(outcomes).toEqual([
      'done',
      'UnauthorizedOperation',
      'UnauthorizedOperation',
      'ResourceNotFound.RoleNotFound',
    ]);
  });

  it('gives no credentials to a service that it does not trust', () => {
    expect(() => sts.roleCredentials('reads', 'scf.qcloud.com')).toThrow('The role does not trust this caller.');
  });

  it('is refused with a policy that has something unknown', async () => {
    const Policy = encodeURIComponent('{"version":"2.0","statement":[{"effect":"allow"}]}');

    expect(await code(assume(LAPTOP_CREDENTIALS, 'reads', { Policy }))).toBe('InvalidParameter.StrategyFormatError');
  });
});
