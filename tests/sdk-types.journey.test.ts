import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, readBody } from 'loopback-server/http-server.ts';
import { StopList } from 'loopback-server/stop-list.ts';
import { startCloudApi } from 'tencent-stand-in/api.ts';
import { startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { startDns } from 'tencent-stand-in/dns.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAddresses } from '../deploy/addresses.ts';
import { type Cloud, openCloud } from '../deploy/cloud.ts';
import { type DesiredState, desiredState } from '../deploy/desired-state.ts';
import { readServerlessYml } from '../deploy/manifest/serverless-yml.ts';
import { recentLines } from '../deploy/recent-lines.ts';
import { deploy, remove } from '../deploy/release.ts';
import { ROOT } from '../deploy/root.ts';
import { readSecrets } from '../deploy/secrets.ts';
import { fingerprint, zipOf } from '../deploy/zip.ts';
import { createScfAccount } from '../local/scf/account.ts';
import { createCam } from '../local/scf/cam.ts';
import { SDK_VERSIONS } from '../local/scf/known-actions.ts';
import { readStoredCode } from '../local/scf/stored-code.ts';
import { createCaptchas } from '../shared/adapters/tencent/captchas.ts';
import { createCloudRoles } from '../shared/adapters/tencent/cloud-roles.ts';
import { createCloudServices } from '../shared/adapters/tencent/cloud-services/cloud-services.ts';
import { createServerList } from '../shared/adapters/tencent/cloud-services/server-list.ts';
import { createCourier } from '../shared/adapters/tencent/courier.ts';
import { createDomainRegistry } from '../shared/adapters/tencent/domain-registry.ts';
import { createFaces } from '../shared/adapters/tencent/faces/faces.ts';
import { createEidLivenessProvider } from '../shared/adapters/tencent/liveness/eid.ts';
import { createHostedLivenessProvider } from '../shared/adapters/tencent/liveness/hosted.ts';
import { createLivenessProvider } from '../shared/adapters/tencent/liveness/video.ts';
import { createCompanyRegister } from '../shared/adapters/tencent/ocr/company-register.ts';
import { createOcr } from '../shared/adapters/tencent/ocr/ocr.ts';
import { createTextMessages } from '../shared/adapters/tencent/sms/text-messages.ts';
import { examine } from '../tools/doctor/examine.ts';
import { type SentCall, typeErrors } from './support/judged-by-tsc.ts';

let dir: string;
let stops: StopList;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'sdk-types-'));
  stops = new StopList();
});
afterAll(async () => {
  await stops.run();
  rmSync(dir, { recursive: true });
});

/** A cloud that notes each call with its body. */
function noting(cloud: Cloud, calls: SentCall[]): Cloud {
  return {
    read: (product, action, body) => {
      calls.push({ product, action, body });
      return cloud.read(product, action, body);
    },
    readIfThere: (product, action, body) => {
      calls.push({ product, action, body });
      return cloud.readIfThere(product, action, body);
    },
    readBucket: (bucket) => cloud.readBucket(bucket),
    change: (product, action, body) => {
      calls.push({ product, action, body });
      return cloud.change(product, action, body);
    },
  };
}

/** An account of the laptop's cloud. */
async function account(calls: SentCall[]): Promise<Cloud> {
  const cos = await startCos({
    port: 0,
    dir: join(dir, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: [],
  });
  stops.add(cos.stop);
  const cam = createCam();
  const scf = createScfAccount({
    dir: join(dir, 'deployed'),
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    hasRole: cam.hasRole,
    certificates: ['cert-1', 'cert-2'],
    readObject: (bucket, key) => readStoredCode(cos.url, bucket, key),
  });
  stops.add(scf.stop);
  const api = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { ...scf.actions, ...cam.actions },
  });
  stops.add(api.stop);
  const settings = { credentials: () => LAPTOP_CREDENTIALS, region: LAPTOP_ACCOUNT.region, firstPauseMs: 20 };
  return noting(openCloud({ ...settings, cloudApiEndpoint: api.url, cosEndpoint: cos.url }), calls);
}

/** The service as an operator deploys it, with code that only replies 200 and `besides` beside it. */
function deployment(certificate: string, besides: Uint8Array, inputs: Readonly<Record<string, number>>): DesiredState {
  const service = readServerlessYml(join(ROOT, 'serverless.yml'), {
    STAGE: 'test',
    COS_BUCKET: `files-${LAPTOP_ACCOUNT.appId}`,
    VPC_ID: 'vpc-1',
    SUBNET_ID: 'subnet-1',
    API_DOMAIN: 'api.shop.cn',
    API_CERTIFICATE_ID: certificate,
  });
  const code = 'exports.main_handler = async () => ({ statusCode: 200, headers: {}, body: "" });';
  const zip = zipOf({ 'index.js': Buffer.from(code), 'other.bin': besides });
  const packaged = { zip, fingerprint: fingerprint(zip), inputs };
  const names = Object.keys(service.functions);
  return { ...desiredState(service, Object.fromEntries(names.map((name) => [name, packaged]))), migrations: undefined };
}

/** The same where everything that can be updated in place is another. */
function changed(state: DesiredState): DesiredState {
  return {
    ...state,
    logs: { name: 'icp-filing-test', days: 365 },
    roles: state.roles.map((role) => ({ ...role, trusts: 'account' as const })),
    functions: state.functions.map((desiredFunction, index) => ({
      ...desiredFunction,
      provisioned: index === 0 ? 1 : 0,
      reservedMb: index === 1 ? undefined : desiredFunction.reservedMb,
      triggers: desiredFunction.triggers.map((trigger) =>
        trigger.Type === 'timer' ? { ...trigger, TriggerDesc: '0 0 0 1 1 * *' } : trigger,
      ),
    })),
  };
}

const ACTIONS = [
  ...['cam AttachRolePolicy', 'cam CreatePolicy', 'cam CreateRole', 'cam DeletePolicy', 'cam DeleteRole'],
  ...[
    'cam DescribeRoleList',
    'cam DetachRolePolicy',
    'cam GetPolicy',
    'cam GetUserAppId',
    'cam ListAttachedRolePolicies',
  ],
  ...['cam ListPolicies', 'cam UpdateAssumeRolePolicy', 'cam UpdatePolicy', 'cos putBucket'],
  ...['cls CreateIndex', 'cls CreateLogset', 'cls CreateTopic', 'cls DescribeIndex', 'cls DescribeLogsets'],
  ...['cls DescribeTopics', 'cls ModifyIndex', 'cls ModifyTopic', 'cls SearchLog'],
  ...['cos putBucketCors', 'cos putBucketEncryption', 'cos putBucketLifecycle', 'cos putObject'],
  ...['scf CreateCustomDomain', 'scf CreateFunction', 'scf CreateTrigger', 'scf DeleteCustomDomain'],
  ...['scf DeleteFunction', 'scf DeleteFunctionVersion', 'scf DeleteProvisionedConcurrencyConfig', 'scf DeleteTrigger'],
  ...['scf GetAlias', 'scf GetCustomDomain', 'scf GetFunction', 'scf GetFunctionEventInvokeConfig'],
  ...['scf GetProvisionedConcurrencyConfig', 'scf Invoke', 'scf ListFunctions', 'scf ListTriggers'],
  ...['scf ListVersionByFunction', 'scf PublishVersion', 'scf PutProvisionedConcurrencyConfig', 'scf UpdateAlias'],
  ...['scf UpdateCustomDomain', 'scf UpdateFunctionCode', 'scf UpdateFunctionConfiguration'],
  ...['scf UpdateFunctionEventInvokeConfig', 'scf UpdateTrigger', 'scf GetAccount', 'scf GetReservedConcurrencyConfig'],
  ...['scf PutReservedConcurrencyConfig', 'scf DeleteReservedConcurrencyConfig'],
];

const actionsOf = (calls: readonly SentCall[]): readonly string[] =>
  [...new Set(calls.map(({ product, action }) => `${product} ${action}`))].sort();

describe('the types of the SDK know', { timeout: 240_000 }, () => {
  it('every call of a first deployment, an update and a removal', async () => {
    const calls: SentCall[] = [];
    const cloud = await account(calls);
    const settings = { cloud, firstPauseMs: 1, log: () => {}, migrate: async () => [] };
    const first = deployment('cert-1', Buffer.alloc(0), { 'shared/application/views.ts': 1 });
    const large = randomBytes(5_000_000);
    const second = deployment('cert-2', large, { 'functions/intake/take-in.ts': 1 });

    await deploy(first, settings);
    await deploy(changed(second), settings);
    for (const byte of [1, 2, 3]) await deploy(deployment('cert-2', Buffer.of(byte), {}), settings);
    await readAddresses(first, cloud);
    await recentLines(cloud, 'topic-1', 'icp-filing-test-health', 60);
    await cloud.change('cls', 'ModifyIndex', { TopicId: 'topic-1', Rule: {} });
    await deploy(first, settings);
    await remove(first, settings);

    expect(typeErrors(calls)).toEqual([]);
    expect(actionsOf(calls)).toEqual([...ACTIONS].sort());
  });

  it("every call of the vendors' adapters", async () => {
    const calls: SentCall[] = [];
    const settings = {
      credentials: () => LAPTOP_CREDENTIALS,
      region: LAPTOP_ACCOUNT.region,
      endpoint: await notingApi(calls),
      timeoutSeconds: 10,
    };

    await Promise.allSettled(usesOf(settings));

    expect(typeErrors(calls)).toEqual([]);
    expect(actionsOf(calls)).toEqual([...VENDOR_ACTIONS].sort());
  });

  it('every call of the doctor', async () => {
    const calls: SentCall[] = [];
    const endpoint = await notingApi(calls);
    const dns = await startDns({ port: 0 });
    stops.add(dns.stop);
    const env = {
      STAGE: 'test',
      TENCENTCLOUD_SECRET_ID: 'id',
      TENCENTCLOUD_SECRET_KEY: 'key',
      DEPLOY_CLOUD_API_ENDPOINT: endpoint,
      DEPLOY_COS_ENDPOINT: endpoint,
      DEPLOY_DNS_SERVER: dns.server,
      WECHAT_API_URL: endpoint,
      COS_BUCKET: `files-${LAPTOP_ACCOUNT.appId}`,
      VPC_ID: 'vpc-1',
      SUBNET_ID: 'subnet-1',
      API_DOMAIN: 'api.shop.cn',
      API_CERTIFICATE_ID: 'cert-1',
      SMS_SDK_APP_ID: '1400000001',
      SMS_SIGN_NAME: '备案',
      SMS_TEMPLATES: 'returned=1',
      EID_MERCHANT_ID: '0NSJ1234567890',
      FACEID_RULE_ID: '1',
    };
    const yml = join(ROOT, 'serverless.yml');

    await examine(yml, env);
    for (const LIVENESS_PROVIDER of ['eid', 'hosted'])
      await examine(yml, { ...env, LIVENESS_PROVIDER }, { only: ['faceid'] });

    const sent = calls.filter(({ product }) => product in SDK_VERSIONS);
    expect(typeErrors(sent)).toEqual([]);
    expect(actionsOf(sent)).toEqual([...DOCTOR_ACTIONS].sort());
  });

  it('no parameter that does not exist, misses none, and confuses no types', () => {
    const call = (body: object) => ({ product: 'scf', action: 'PublishVersion', body });

    const errors = [{}, { FunctionName: 'a', Name: 'b' }, { FunctionName: 1 }].map((body) => typeErrors([call(body)]));

    expect(errors.map(([first = '']) => first.replace(/ to parameter.*|, and .*/, ''))).toEqual([
      expect.stringContaining("scf PublishVersion: Argument of type '{}' is not assignable"),
      expect.stringContaining('scf PublishVersion: Object literal may only specify known properties'),
      "scf PublishVersion: Type 'number' is not assignable to type 'string'.",
    ]);
  });
});

const DOCTOR_ACTIONS = [
  ...['cam DescribeRoleList', 'cam GetPolicy', 'cam GetUserAppId', 'cam ListAttachedUserAllPolicies'],
  ...['faceid DetectAuth', 'faceid GetActionSequence', 'faceid GetEidToken', 'scf GetCustomDomain', 'scf GetFunction'],
  ...[
    'scf Invoke',
    'scf ListLayers',
    'sms DescribeSmsSignList',
    'sms DescribeSmsTemplateList',
    'sms SmsPackagesStatistics',
  ],
  ...['cls DescribeLogsets', 'scf GetAccount', 'scf GetReservedConcurrencyConfig', 'ssl DescribeCertificate'],
  'vpc DescribeSubnets',
];

/** A Cloud API that notes each call. @returns its URL. */
async function notingApi(calls: SentCall[]): Promise<string> {
  const server = await listen(0, async (request, response) => {
    const body = (await readBody(request, 20_000_000)) ?? Buffer.alloc(0);
    const { host = '', 'x-tc-action': action, authorization = '' } = request.headers;
    const scope = /\/(\w+)\/tc3_request/.exec(authorization)?.[1] ?? '';
    const product = host.endsWith('.tencentcloudapi.com') ? (host.split('.')[0] ?? '') : scope;
    if (action) calls.push({ product, action: String(action), body: JSON.parse(body.toString()) });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ Response: { ...ANSWERS[String(action)], RequestId: 'r' } }));
  });
  stops.add(server.stop);
  return server.url;
}

const PICTURE = Buffer.alloc(16).toString('base64');
/** Where an adapter goes on only after an answer; every other action fails. */
const FAILED = { Error: { Code: 'InternalError', Message: '' } };
const ANSWERS: Readonly<Record<string, object>> = new Proxy<Record<string, object>>(
  {
    GetActionSequence: { ActionSequence: '1,2' },
    LivenessCompare: { Result: 'Success', Description: '', Sim: 99, BestFrameBase64: PICTURE },
    GetEidToken: { EidToken: 'eid-token', Url: 'https://eid.example.cn' },
    DetectAuth: { BizToken: 'biz-token', Url: 'https://faceid.example.cn' },
    GetUserAppId: { Uin: '100000000002', OwnerUin: '100000000001', AppId: Number(LAPTOP_ACCOUNT.appId) },
    DescribeRoleList: { List: [], TotalNum: 0 },
    ListAttachedUserAllPolicies: { PolicyList: [{ PolicyId: '1' }], TotalNum: 1 },
    GetPolicy: { PolicyDocument: '{"version":"2.0","statement":[]}' },
    GetFunction: {},
    GetAccount: {},
    GetReservedConcurrencyConfig: {},
    SmsPackagesStatistics: {},
    DescribeSmsSignList: {},
  },
  { get: (answers, action) => answers[String(action)] ?? FAILED },
);

const VENDOR_ACTIONS = [
  'captcha DescribeCaptchaResult',
  ...['clb DescribeLoadBalancers', 'cvm DescribeInstances', 'domain DescribeDomainSimpleInfo', 'faceid DetectAuth'],
  ...['faceid GetActionSequence', 'faceid GetDetectInfoEnhanced', 'faceid GetEidResult', 'faceid GetEidToken'],
  ...['faceid LivenessCompare', 'faceid LivenessRecognition', 'iai CompareFace', 'iai DetectFace'],
  ...['lighthouse DescribeInstances', 'ocr BizLicenseOCR', 'ocr GeneralAccurateOCR', 'ocr IDCardOCR'],
  ...[
    'ocr RecognizeGeneralCardWarn',
    'ocr RecognizeValidIDCardOCR',
    'ocr VerifyBizLicenseEnterprise3',
    'ocr VerifyBizLicenseEnterprise4',
    'scf Invoke',
  ],
  ...['sms SendSms', 'ssm GetSecretValue', 'sts AssumeRole', 'sts GetCallerIdentity'],
];

interface Settings {
  readonly credentials: () => typeof LAPTOP_CREDENTIALS;
  readonly region: string;
  readonly endpoint: string;
  readonly timeoutSeconds: number;
}

/** One use of everything that calls a vendor. */
function usesOf(settings: Settings): readonly Promise<unknown>[] {
  const clock = { now: () => new Date() };
  const medium = { link: 'https://files.example.cn/a', load: async () => Buffer.alloc(16) };
  const picture = { ...medium, bytes: 16 };
  const media = { ...settings, storeIsReachable: true, assurance: 'vendor' as const };
  const inline = { ...media, storeIsReachable: false };
  const ocr = (idCardAction: 'IDCardOCR' | 'RecognizeValidIDCardOCR', storeIsReachable: boolean) =>
    createOcr({
      ...settings,
      storeIsReachable,
      idCardAction,
      checkedKinds: ['business-licence', 'id-front'],
      locatedKinds: ['id-front'],
      takeTurn: async () => true,
    });
  const person = { name: '周建明', idNumber: '440305198806159974' };
  const company = { creditCode: '91440300MA5F2Q8X3K', name: '深圳市云帆网络有限公司', legalRepresentative: '周建明' };
  const roleArn = 'qcs::cam::uin/100000000002:roleName/icp-filing';
  const filmed = async (provider: ReturnType<typeof createLivenessProvider>) =>
    provider.verify({ ...person, challenge: await provider.challenge(person), photo: medium, video: medium });
  const films = [media, inline].map((settings) => createLivenessProvider(settings));
  const pages = [
    createEidLivenessProvider({ ...media, merchantId: '0NSJ1234567890' }),
    createHostedLivenessProvider({ ...media, ruleId: '1' }),
  ];
  return [
    ...(['IDCardOCR', 'RecognizeValidIDCardOCR'] as const).flatMap((action) =>
      [true, false].flatMap((reachable) => [
        ...(['business-licence', 'id-front', 'id-back'] as const).map((kind) =>
          ocr(action, reachable).read(kind, picture),
        ),
        ocr(action, reachable).check('business-licence', picture),
        ocr(action, reachable).locate('id-front', picture, {}),
      ]),
    ),
    createCompanyRegister(settings).has(company),
    createCompanyRegister(settings).check({ ...company, idNumber: person.idNumber }),
    ...[media, inline].flatMap((settings) => [
      createFaces(settings).detect(medium),
      createFaces(settings).similarity(medium, medium),
    ]),
    ...[...films, ...pages].map(filmed),
    createDomainRegistry(settings).facts('shop.cn'),
    ...(['cvm', 'lighthouse', 'clb'] as const).map((product) =>
      createCloudServices(settings).facts({ kind: 'resource', product, region: 'ap-guangzhou', resourceId: 'ins-1' }),
    ),
    createServerList(settings)(),
    createCaptchas({ ...settings, appId: '190000001', secret: 'key' }).isPassed({
      ticket: 't',
      randstr: '@r',
      address: '203.0.113.1',
    }),
    createCloudRoles({ ...settings, clock }).canAssume(roleArn, 'external-id'),
    createCloudRoles({ ...settings, clock }).operatorUin(),
    createCourier({ ...settings, clock, functionName: 'icp-filing-test-delivery' }).call(),
    createTextMessages({ ...settings, sdkAppId: '1400000001', signName: '备案', templates: { returned: '1' } }).send({
      id: 'm1',
      mobile: '13822230017',
      template: 'returned',
      parameters: ['shop.cn'],
    }),
    readSecrets(settings, { name: 'icp-filing', version: 'v1' }),
  ];
}
