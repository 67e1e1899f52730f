import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { CloudApiError } from 'tencent-stand-in/cloud-action.ts';
import { LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../shared/config.ts';
import { ROOT } from './root.ts';
import { readSecrets } from './secrets.ts';

const SECRETS: Record<string, string> = {
  'icp-filing@v1': '{"SESSION_KEY":"first","STAGE":"from-secret"}',
  'icp-filing@v2': '{"SESSION_KEY":"second"}',
  'no-json@v1': 'hunter2',
  'no-names@v1': '{"session key":"hunter2"}',
};
let cloud: RunningCloudApi;

beforeAll(async () => {
  const read = async ({ SecretName, VersionId }: Record<string, unknown>) => {
    const SecretString = SECRETS[`${SecretName}@${VersionId}`];
    if (SecretString === undefined) throw new CloudApiError('ResourceNotFound', 'no such secret');
    return { SecretName, VersionId, SecretString };
  };
  const createSecret = async ({ SecretName, VersionId, SecretString }: Record<string, unknown>) => {
    if (`${SecretName}@${VersionId}` in SECRETS) throw new CloudApiError('ResourceInUse.SecretExists', 'exists');
    SECRETS[`${SecretName}@${VersionId}`] = String(SecretString);
    return { SecretName, VersionId };
  };
  const actions = { 'ssm/2019-09-23/GetSecretValue': read, 'ssm/2019-09-23/CreateSecret': createSecret };
  cloud = await startCloudApi({ port: 0, credentials: LAPTOP_CREDENTIALS, actions });
});
afterAll(() => cloud.stop());

const read = (name: string, version = 'v1') => {
  const settings = { credentials: () => LAPTOP_CREDENTIALS, region: 'ap-guangzhou', endpoint: cloud.url };
  return readSecrets({ ...settings, timeoutSeconds: 5 }, { name, version });
};

describe('secrets of the secret manager', () => {
  it('are the variables in its JSON text', async () => {
    expect(await read('icp-filing')).toEqual({ SESSION_KEY: 'first', STAGE: 'from-secret' });
  });

  it.each(['no-json', 'no-names'])('are refused when the text is %s, without repeating it', async (name) => {
    const secrets = read(name);

    await expect(secrets).rejects.toThrow('不是 {"变量名": "值"} 形式的 JSON');
    await expect(secrets).rejects.not.toThrow('hunter2');
  });

  it('that do not exist are reported as missing', async () => {
    await expect(read('icp-filing', 'v9')).rejects.toMatchObject({ code: 'ResourceNotFound' });
  });

  it('are created with new keys that the configuration accepts, and with the secrets of the environment; none is printed', async () => {
    const env = {
      ...process.env,
      DEPLOY_CLOUD_API_ENDPOINT: cloud.url,
      DATABASE_URL: 'postgres://icp:hunter2@10.0.0.8:5432/icp?sslmode=verify-full',
      TENCENTCLOUD_SESSION_TOKEN: LAPTOP_CREDENTIALS.token,
      TENCENTCLOUD_SECRET_ID: LAPTOP_CREDENTIALS.secretId,
      TENCENTCLOUD_SECRET_KEY: LAPTOP_CREDENTIALS.secretKey,
    };
    const command = ['--import', 'tsx', 'tools/with-secrets.ts', '--create', 'icp-filing-new'];

    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
    const again = promisify(execFile)(process.execPath, command, { cwd: ROOT, env });

    const made = JSON.parse(SECRETS['icp-filing-new@v1'] ?? '{}') as Record<string, string>;
    const { DATABASE_URL, ...keys } = made;
    expect(Object.keys(keys)).toEqual([
      'SESSION_KEY',
      'BLIND_INDEX_KEY',
      'SEAL_KEYS',
      'REVIEW_DESK_SECRET',
      'REVIEW_WEBHOOK_SECRETS',
    ]);
    expect(() => readConfig(keys, Object.keys(keys))).not.toThrow();
    expect(new Set(Object.values(keys)).size).toBe(5);
    expect(DATABASE_URL).toContain('hunter2');
    expect(stdout).toContain('没有设置、所以不在其中：DATABASE_MIGRATION_URL、WECHAT_APP_SECRET、SMTP_PASSWORD。');
    expect(Object.values(made).filter((value) => stdout.includes(value))).toEqual([]);
    await expect(again).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('SecretExists') });
  });

  it('become the environment of a command, whose own variables win and whose exit code is passed on', async () => {
    const script = 'console.log(process.env.SESSION_KEY, process.env.STAGE); process.exitCode = 3';
    const command = ['--import', 'tsx', 'tools/with-secrets.ts', 'icp-filing', '--', process.execPath, '-e', script];
    const env = {
      ...process.env,
      DEPLOY_CLOUD_API_ENDPOINT: cloud.url,
      STAGE: 'own',
      TENCENTCLOUD_SESSION_TOKEN: LAPTOP_CREDENTIALS.token,
      TENCENTCLOUD_SECRET_ID: LAPTOP_CREDENTIALS.secretId,
      TENCENTCLOUD_SECRET_KEY: LAPTOP_CREDENTIALS.secretKey,
    };

    const ran = promisify(execFile)(process.execPath, command, { cwd: ROOT, env });

    await expect(ran).rejects.toMatchObject({ code: 3, stdout: 'first own\n' });
  });
});
