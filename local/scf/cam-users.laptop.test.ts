import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, openCloud } from '../../deploy/cloud.ts';
import { createCam } from './cam.ts';

let api: RunningCloudApi;
const cloudAs = (secretId: string, secretKey: string, token: string): Cloud =>
  openCloud({
    credentials: () => ({ secretId, secretKey, token }),
    region: LAPTOP_ACCOUNT.region,
    cloudApiEndpoint: api.url,
    cosEndpoint: undefined,
    firstPauseMs: 5,
  });
const owner = () => cloudAs(LAPTOP_CREDENTIALS.secretId, LAPTOP_CREDENTIALS.secretKey, LAPTOP_CREDENTIALS.token);

beforeAll(async () => {
  const cam = createCam();
  api = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, issued: cam.users, actions: cam.actions });
});
afterAll(() => api.stop());

const addUser = (Name: string) =>
  owner().read<{ Uin: number; SecretId: string; SecretKey: string }>('cam', 'AddUser', {
    Name,
    ConsoleLogin: 0,
    UseApi: 1,
  });

describe('a user of the account', () => {
  it('may do nothing, then what an attached policy allows, with a key that has no token', async () => {
    const { Uin, SecretId, SecretKey } = await addUser('reader');
    const user = cloudAs(SecretId, SecretKey, '');
    const roles = () => user.read('cam', 'DescribeRoleList', { Page: 1, Rp: 10 });
    await expect(roles()).rejects.toMatchObject({ code: 'UnauthorizedOperation' });
    const statement = [{ effect: 'allow', action: ['cam:DescribeRoleList', 'cam:GetUserAppId'], resource: ['*'] }];
    const { PolicyId } = await owner().read<{ PolicyId: number }>('cam', 'CreatePolicy', {
      PolicyName: 'reading',
      PolicyDocument: JSON.stringify({ version: '2.0', statement }),
    });

    await owner().change('cam', 'AttachUserPolicy', { PolicyId, AttachUin: Uin });

    expect(await roles()).toMatchObject({ TotalNum: 1 });
    expect(await user.read('cam', 'GetUserAppId', {})).toMatchObject({
      Uin: String(Uin),
      OwnerUin: LAPTOP_ACCOUNT.uin,
      AppId: 1250000000,
    });
    const list = { TargetUin: Uin, Page: 1, Rp: 20, AttachType: 0 };
    expect(await owner().read('cam', 'ListAttachedUserAllPolicies', list)).toMatchObject({
      PolicyList: [{ PolicyId: String(PolicyId), PolicyName: 'reading' }],
      TotalNum: 1,
    });
  });

  it('has a name of their own, and a key that only they have', async () => {
    const { SecretId } = await addUser('writer');

    await expect(addUser('writer')).rejects.toMatchObject({ code: 'InvalidParameter.SubUserNameInUse' });
    const stranger = cloudAs(SecretId, 'another key', '');
    await expect(stranger.read('cam', 'GetUserAppId', {})).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
    });
    await expect(
      owner().read('cam', 'ListAttachedUserAllPolicies', { TargetUin: 1, Page: 1, Rp: 20, AttachType: 0 }),
    ).rejects.toMatchObject({ code: 'ResourceNotFound.UserNotExist' });
  });
});
