import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StopList } from 'loopback-server/stop-list.ts';
import type { RunningCloudApi } from 'tencent-stand-in/api.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { type RunningDns, startDns } from 'tencent-stand-in/dns.ts';
import { LAPTOP_SMS, type Sms } from 'tencent-stand-in/sms.ts';
import { type Certificate, sslActions } from 'tencent-stand-in/ssl.ts';
import { startTencentStandIn } from 'tencent-stand-in/start.ts';
import { type Subnet, vpcActions } from 'tencent-stand-in/vpc.ts';
import { LAPTOP_MINI_PROGRAM, type WeChatStandIn } from 'tencent-stand-in/wechat.ts';
import { type Cloud, openCloud } from '../../../deploy/cloud.ts';
import { deployerPolicy } from '../../../deploy/deployer-policy.ts';
import { logChanges, readLogs } from '../../../deploy/log-topic.ts';
import type { PolicyDocument } from '../../../deploy/permissions.ts';
import { runCalls } from '../../../deploy/run-calls.ts';
import { newKeys } from '../../../deploy/secrets.ts';
import { zipOf } from '../../../deploy/zip.ts';
import { createScfAccount } from '../../../local/scf/account.ts';
import { createCam } from '../../../local/scf/cam.ts';
import { readStoredCode } from '../../../local/scf/stored-code.ts';
import { LAPTOP_PAGE, LAPTOP_SMS_TEMPLATE_IDS, LAPTOP_SMS_TEMPLATES } from '../../../local/sms-templates.ts';
import { type TestDatabase, testDatabase } from '../database/database.ts';

export const BUCKET = `files-${LAPTOP_ACCOUNT.appId}`;
export const DOMAIN = 'api.shop.cn';
export const CNAME = `${LAPTOP_ACCOUNT.appId}.${LAPTOP_ACCOUNT.region}.tencentscf.com`;

/** An account in which everything is ready to deploy, and an operator's environment for it. */
export interface AccountToCheck {
  readonly env: Readonly<Record<string, string>>;
  readonly database: TestDatabase;
  readonly api: RunningCloudApi;
  readonly wechat: WeChatStandIn;
  readonly sms: Sms;
  readonly dns: RunningDns;
  /** As the account's owner. */
  readonly owner: Cloud;
  /** May be changed: what the account has. */
  readonly has: { certificate: Certificate; subnet: Subnet };
  /** Replaces the deployer's policy; undefined restores the printed one. */
  setPolicy(policy?: PolicyDocument): Promise<void>;
  /** Deploys a function `session` that asks WeChat for a token, the custom domain and the log topic. */
  deploy(settings?: Readonly<Record<string, unknown>>): Promise<void>;
  /** Removes the function and the domain. */
  undeploy(): Promise<void>;
  close(): Promise<void>;
}

const SUBNET: Subnet = { id: 'subnet-test0001', vpcId: 'vpc-test0001', availableAddresses: 200 };
const CERTIFICATE: Certificate = {
  id: 'cert-1',
  domain: DOMAIN,
  names: [DOMAIN, 'www.shop.cn'],
  status: 1,
  endsAt: new Date(Date.now() + 200 * 24 * 3_600_000),
};
const NAME = 'icp-filing-test-session';
export const LOGS = { name: 'icp-filing-test', days: 180 };
const POLICY = deployerPolicy({
  region: LAPTOP_ACCOUNT.region,
  service: 'icp-filing',
  prefix: 'icp-filing-test-',
  bucket: BUCKET,
});

export async function accountToCheck(): Promise<AccountToCheck> {
  const stops = new StopList();
  const dir = mkdtempSync(join(tmpdir(), 'doctor-'));
  stops.add(() => rmSync(dir, { recursive: true }));
  const database = await testDatabase();
  stops.add(database.close);
  await database.query(`do $$ begin
    execute format('alter role icp in database %I set idle_session_timeout = ''5min''', current_database()); end $$`);
  const has = { certificate: CERTIFICATE, subnet: SUBNET };
  const cam = createCam([], { policiesASecond: Number.POSITIVE_INFINITY });
  const later = { cosUrl: '' };
  const scf = createScfAccount({
    dir: join(dir, 'deployed'),
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    hasRole: cam.hasRole,
    certificates: [CERTIFICATE.id],
    readObject: (bucket, key) => readStoredCode(later.cosUrl, bucket, key),
  });
  stops.add(scf.stop);
  const tencent = await startTencentStandIn({
    dir,
    buckets: [BUCKET],
    smsTemplates: LAPTOP_SMS_TEMPLATES,
    actions: {
      ...scf.actions,
      ...cam.actions,
      ...sslActions(() => [has.certificate]),
      ...vpcActions(() => [has.subnet]),
    },
    roles: cam.roles,
    users: cam.users,
  });
  stops.add(tencent.stop);
  later.cosUrl = tencent.cos.url;
  const dns = await startDns({ port: 0 });
  stops.add(dns.stop);
  const owner = openCloud({
    credentials: () => LAPTOP_CREDENTIALS,
    region: LAPTOP_ACCOUNT.region,
    cloudApiEndpoint: tencent.cloudApi.url,
    cosEndpoint: tencent.cos.url,
    firstPauseMs: 5,
  });
  const { Uin, SecretId, SecretKey } = await owner.read<{ Uin: number; SecretId: string; SecretKey: string }>(
    'cam',
    'AddUser',
    { Name: 'deployer', ConsoleLogin: 0, UseApi: 1 },
  );
  const PolicyDocument = JSON.stringify(POLICY);
  const created = await owner.read<{ PolicyId: number }>('cam', 'CreatePolicy', {
    PolicyName: 'deployer',
    PolicyDocument,
  });
  await owner.change('cam', 'AttachUserPolicy', { PolicyId: created.PolicyId, AttachUin: Uin });
  const account: AccountToCheck = {
    env: {
      ...newKeys('k1'),
      STAGE: 'test',
      // The tests' server has 200 connections.
      INSTANCE_CAPS: '40',
      TENCENTCLOUD_SECRET_ID: SecretId,
      TENCENTCLOUD_SECRET_KEY: SecretKey,
      DEPLOY_CLOUD_API_ENDPOINT: tencent.cloudApi.url,
      DEPLOY_COS_ENDPOINT: tencent.cos.url,
      DEPLOY_DNS_SERVER: dns.server,
      DEPLOY_PAUSE_MS: '5',
      CLOUD_API_ENDPOINT: tencent.cloudApi.url,
      COS_ENDPOINT: tencent.cos.url,
      WECHAT_API_URL: tencent.wechat.url,
      WECHAT_APP_ID: LAPTOP_MINI_PROGRAM.appId,
      WECHAT_APP_SECRET: LAPTOP_MINI_PROGRAM.appSecret,
      COS_BUCKET: BUCKET,
      VPC_ID: SUBNET.vpcId,
      SUBNET_ID: SUBNET.id,
      API_DOMAIN: DOMAIN,
      API_CERTIFICATE_ID: CERTIFICATE.id,
      DATABASE_URL: database.url,
      DATABASE_MIGRATION_URL: database.migrationUrl,
      REVIEW_DESK_URL: 'http://127.0.0.1:1/desk',
      SMS_SDK_APP_ID: LAPTOP_SMS.sdkAppId,
      SMS_SIGN_NAME: LAPTOP_SMS.signName,
      SMS_TEMPLATES: LAPTOP_SMS_TEMPLATE_IDS,
      PAGE_URL: `https://${LAPTOP_PAGE}`,
    },
    database,
    api: tencent.cloudApi,
    wechat: tencent.wechat,
    sms: tencent.sms,
    dns,
    owner,
    has,
    setPolicy: async (policy = POLICY) => {
      await owner.change('cam', 'UpdatePolicy', { PolicyName: 'deployer', PolicyDocument: JSON.stringify(policy) });
    },
    deploy: (settings) => deploy(owner, tencent.wechat.url, settings),
    undeploy: async () => {
      await owner.change('scf', 'DeleteCustomDomain', { Domain: DOMAIN });
      await owner.change('scf', 'DeleteFunction', { FunctionName: NAME });
    },
    close: () => stops.run(),
  };
  return account;
}

/** As the product's function: a code to scan, or 503 and the lines that its log has for a refusal. */
const CODE = `exports.main_handler = async ({ path }) => {
  if (path !== '/v1/sessions/scan-tickets') return { statusCode: 404 };
  const { WECHAT_API_URL, APP_ID: appid, APP_SECRET: secret } = process.env;
  const body = JSON.stringify({ grant_type: 'client_credential', appid, secret });
  const answer = await fetch(WECHAT_API_URL + '/cgi-bin/stable_token', { method: 'POST', body }).catch(() => undefined);
  const { errcode } = (await answer?.json()) ?? {};
  if (answer && !errcode) return { statusCode: 201, body: '{}' };
  const failed = { level: 'warn', port: 'wechat', vendorCode: errcode && String(errcode), outcome: 'refused' };
  console.log(JSON.stringify(failed));
  if (errcode === 40164) console.log(JSON.stringify({ ...failed, level: 'alarm', setting: 'wechat-ip-allow-list' }));
  return { statusCode: 503, body: '{}' };
};`;

async function deploy(owner: Cloud, weChatUrl: string, settings: Readonly<Record<string, unknown>> = {}) {
  const Variables = [
    { Key: 'WECHAT_API_URL', Value: weChatUrl },
    { Key: 'APP_ID', Value: LAPTOP_MINI_PROGRAM.appId },
    { Key: 'APP_SECRET', Value: LAPTOP_MINI_PROGRAM.appSecret },
  ];
  const calls = logChanges(await readLogs(LOGS, owner), LOGS);
  await runCalls(calls, { cloud: owner, migrate: async () => [], log: () => {}, firstPauseMs: 5 });
  const topic = await readLogs(LOGS, owner);
  await owner.change('scf', 'CreateFunction', {
    FunctionName: NAME,
    Runtime: 'Nodejs20.19',
    Handler: 'index.main_handler',
    Type: 'Event',
    Description: '',
    MemorySize: 128,
    Timeout: 10,
    Environment: { Variables },
    Role: 'SCF_QcsRole',
    ClsLogsetId: topic?.logsetId,
    ClsTopicId: topic?.topic?.id,
    VpcConfig: { VpcId: SUBNET.vpcId, SubnetId: SUBNET.id },
    PublicNetConfig: { PublicNetStatus: 'ENABLE', EipConfig: { EipStatus: 'ENABLE' } },
    Code: { ZipFile: Buffer.from(zipOf({ 'index.js': Buffer.from(CODE) })).toString('base64') },
    ...settings,
  });
  await owner.read('scf', 'GetFunction', { FunctionName: NAME });
  await owner.change('scf', 'PutReservedConcurrencyConfig', { FunctionName: NAME, ReservedConcurrencyMem: 4_096 });
  await owner.change('scf', 'CreateTrigger', {
    FunctionName: NAME,
    TriggerName: 'url-trigger',
    Type: 'http',
    TriggerDesc: JSON.stringify({
      AuthType: 'NONE',
      NetConfig: { EnableIntranet: false, EnableExtranet: true },
    }),
    Qualifier: '$DEFAULT',
    Enable: 'OPEN',
  });
  await owner.change('scf', 'CreateCustomDomain', {
    Domain: DOMAIN,
    Protocol: 'HTTPS',
    CertConfig: { CertificateId: CERTIFICATE.id },
    EndpointsConfig: [{ Namespace: 'default', FunctionName: NAME, Qualifier: '$DEFAULT', PathMatch: '/v1/sessions' }],
  });
}
