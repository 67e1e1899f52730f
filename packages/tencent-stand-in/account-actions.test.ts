import { describe, expect, it } from 'vitest';
import type { CloudActions } from './cloud-action.ts';
import { smsDescriptions } from './sms-descriptions.ts';
import { sslActions } from './ssl.ts';
import { createSsm } from './ssm.ts';
import { vpcActions } from './vpc.ts';

const caller = { secretId: 'AKID-owner', region: 'ap-guangzhou' };
const call = (actions: CloudActions, action: string, body: Record<string, unknown>) =>
  actions[action]?.(body, caller) ?? Promise.reject(new Error(`there is no ${action}`));

describe('secrets', () => {
  const { actions } = createSsm();
  const create = (body: Record<string, unknown>) => call(actions, 'ssm/2019-09-23/CreateSecret', body);
  const read = (body: Record<string, unknown>) => call(actions, 'ssm/2019-09-23/GetSecretValue', body);

  it('are read by name and version, and are not created twice', async () => {
    await create({ SecretName: 'shop', VersionId: 'v1', SecretString: '{}' });

    expect(await read({ SecretName: 'shop', VersionId: 'v1' })).toMatchObject({ SecretString: '{}', SecretBinary: '' });
    await expect(create({ SecretName: 'shop', VersionId: 'v2', SecretString: '{}' })).rejects.toMatchObject({
      code: 'ResourceInUse.SecretExists',
    });
  });

  it.each([
    [{ SecretName: 'other', VersionId: 'v1' }, 'ResourceNotFound.SecretNotExist'],
    [{ SecretName: 'shop', VersionId: 'v9' }, 'ResourceNotFound'],
    [{ SecretName: 'shop' }, 'InvalidParameter'],
  ])('that are not there are refused: %j', async (body, code) => {
    await expect(read(body)).rejects.toMatchObject({ code });
  });

  it('have at most 32 KB', async () => {
    await expect(create({ SecretName: 'long', SecretString: 'x'.repeat(32 * 1024 + 1) })).rejects.toMatchObject({
      code: 'InvalidParameter',
    });
  });
});

describe('certificates', () => {
  const endsAt = new Date('2027-03-01T04:05:06Z');
  const issued = { id: 'issued', domain: 'shop.cn', names: ['shop.cn', '*.shop.cn'], status: 1, endsAt };
  const actions = sslActions(() => [issued, { ...issued, id: 'in-review', status: 0 }]);
  const describeOne = (CertificateId: string) => call(actions, 'ssl/2019-12-05/DescribeCertificate', { CertificateId });

  it('end by the time of Beijing; one in review has no term', async () => {
    expect(await describeOne('issued')).toMatchObject({
      Status: 1,
      SubjectAltName: ['shop.cn', '*.shop.cn'],
      CertEndTime: '2027-03-01 12:05:06',
    });
    expect(await describeOne('in-review')).toMatchObject({ Status: 0, CertEndTime: null });
    await expect(describeOne('other')).rejects.toMatchObject({ code: 'FailedOperation.CertificateNotFound' });
  });
});

describe('subnets', () => {
  const actions = vpcActions(() => [{ id: 'subnet-abcd1234', vpcId: 'vpc-abcd1234', availableAddresses: 9 }]);
  const describeThem = (SubnetIds: readonly string[]) => call(actions, 'vpc/2017-03-12/DescribeSubnets', { SubnetIds });

  it('are described by id', async () => {
    expect(await describeThem(['subnet-abcd1234'])).toEqual({
      TotalCount: 1,
      SubnetSet: [{ SubnetId: 'subnet-abcd1234', VpcId: 'vpc-abcd1234', AvailableIpAddressCount: 9 }],
    });
    await expect(describeThem(['subnet-zzzzzzzz'])).rejects.toMatchObject({ code: 'ResourceNotFound' });
    await expect(describeThem(['mine'])).rejects.toMatchObject({ code: 'InvalidParameterValue.Malformed' });
  });
});

describe('what an SMS account has', () => {
  const templates = new Map([
    ['1', { text: 'one {1}' }],
    ['2', { text: 'two' }],
  ]);
  const states = new Map([['2', 1]]);
  const actions = smsDescriptions({ sdkAppId: '1400000000', signName: '备案服务', templates, states });
  const ask = (action: string, body: Record<string, unknown>) => call(actions, `sms/2021-01-11/${action}`, body);

  it('is its templates by id, or a page of them', async () => {
    const set = async (body: Record<string, unknown>) => {
      const answer = await ask('DescribeSmsTemplateList', { International: 0, ...body });
      const found = answer.DescribeTemplateStatusSet as readonly { TemplateId: number; StatusCode: number }[];
      return found.map(({ TemplateId, StatusCode }) => [TemplateId, StatusCode]);
    };

    expect(await set({ TemplateIdSet: [2, 9] })).toEqual([[2, 1]]);
    expect(await set({ Limit: 1, Offset: 1 })).toEqual([[2, 1]]);
    expect(await set({})).toEqual([]);
  });

  it('is its signature, and statistics of its application only', async () => {
    const times = { Limit: 1, Offset: 0, BeginTime: '2026112600', EndTime: '2026112700' };

    expect(await ask('DescribeSmsSignList', { International: 0, Limit: 10 })).toMatchObject({
      DescribeSignListStatusSet: [{ SignName: '备案服务', StatusCode: 0 }],
    });
    expect(await ask('SmsPackagesStatistics', { SmsSdkAppId: '1400000000', ...times })).toEqual({
      SmsPackagesStatisticsSet: [],
    });
    await expect(ask('SmsPackagesStatistics', { SmsSdkAppId: '1400000009', ...times })).rejects.toMatchObject({
      code: 'UnauthorizedOperation.SmsSdkAppIdVerifyFail',
    });
    await expect(ask('DescribeSmsSignList', { Limit: 10 })).rejects.toMatchObject({ code: 'InvalidParameter' });
  });
});
