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

const KEY = Buffer.alloc(32, 7).toString('base64');

/** The command in an operator's shell. */
const run = (args: readonly string[], variables: Readonly<Record<string, string>>) => {
  const env = {
    ...process.env,
    DEPLOY_CLOUD_API_ENDPOINT: cloud.url,
    TENCENTCLOUD_SESSION_TOKEN: LAPTOP_CREDENTIALS.token,
    TENCENTCLOUD_SECRET_ID: LAPTOP_CREDENTIALS.secretId,
    TENCENTCLOUD_SECRET_KEY: LAPTOP_CREDENTIALS.secretKey,
    ...variables,
  };
  const command = ['--import', 'tsx', 'tools/with-secrets.ts', ...args];
  return promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
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
    const given = { DATABASE_URL: 'postgres://icp:hunter2@10.0.0.8:5432/icp?sslmode=verify-full' };

    const { stdout } = await run(['--create', 'icp-filing-new'], given);
    const again = run(['--create', 'icp-filing-new'], given);

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
    const refusal = '已有凭据 icp-filing-new，没有改动它（ResourceInUse.SecretExists）。';
    await expect(again).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(refusal) });
  });

  it('of the desk are created with keys of its own, and sign as the filing service does; none is printed', async () => {
    const filing = { REVIEW_DESK_SECRET: `whsec_${KEY}`, REVIEW_WEBHOOK_SECRETS: `whsec_${KEY}1,whsec_old` };
    const given = { DESK_DATABASE_URL: 'postgres://desk:hunter2@10.0.0.8/icp', DESK_OIDC_CLIENT_SECRET: 'hunter3' };

    const { stdout } = await run(['--create', 'icp-desk-new', '--desk'], { ...filing, ...given, SEAL_KEYS: 'theirs' });

    const made = JSON.parse(SECRETS['icp-desk-new@v1'] ?? '{}') as Record<string, string>;
    const { DESK_SEAL_KEYS = '', DESK_BLIND_INDEX_KEY = '', DESK_AUDIT_KEY = '', ...others } = made;
    expect(others).toEqual({
      DESK_REQUEST_SECRETS: filing.REVIEW_DESK_SECRET,
      DESK_VERDICT_SECRET: `whsec_${KEY}1`,
      ...given,
    });
    const config = { SEAL_KEYS: DESK_SEAL_KEYS, BLIND_INDEX_KEY: DESK_BLIND_INDEX_KEY, DESK_AUDIT_KEY };
    expect(() => readConfig(config, Object.keys(config))).not.toThrow();
    expect(DESK_AUDIT_KEY).not.toBe(DESK_BLIND_INDEX_KEY);
    expect(stdout).toContain('没有设置、所以不在其中：DESK_MIGRATION_URL。');
    expect(stdout).toContain('DESK_SEAL_KEYS 丢失，加密的数据就无法恢复');
    expect(Object.values(made).filter((value) => stdout.includes(value))).toEqual([]);
  });

  it('of the desk need the signing keys of the filing service', async () => {
    const ran = run(['--create', 'icp-desk-alone', '--desk'], {});

    await expect(ran).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('请在它的凭据下运行') });
    expect(SECRETS).not.toHaveProperty('icp-desk-alone@v1');
  });

  it.each([
    ['icp-filing@v9', {}, '没有凭据 icp-filing 的版本 v9（ResourceNotFound）。请核对名称、版本和地域 COS_REGION'],
    ['icp-filing', { TENCENTCLOUD_SECRET_KEY: 'wrong' }, '读写凭据 icp-filing：密钥不对、已停用或已过期（AuthFailure.'],
    ['icp-filing', { DEPLOY_CLOUD_API_ENDPOINT: 'http://127.0.0.1:9' }, '连不上云 API（ECONNREFUSED）'],
  ])('that can not be read say why: %s %j', async (name, variables, sentence) => {
    const ran = run([name, '--', 'true'], variables);

    await expect(ran).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(sentence) });
  });

  it('become the environment of a command, whose own variables win and whose exit code is passed on', async () => {
    const script = 'console.log(process.env.SESSION_KEY, process.env.STAGE); process.exitCode = 3';

    const ran = run(['icp-filing', '--', process.execPath, '-e', script], { STAGE: 'own' });

    await expect(ran).rejects.toMatchObject({ code: 3, stdout: 'first own\n' });
  });
});
