import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StopList } from 'loopback-server/stop-list.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { parsePolicy } from 'tencent-stand-in/policy.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScfAccount, type ScfAccount } from '../local/scf/account.ts';
import { createCam } from '../local/scf/cam.ts';
import type { RecordedCall } from '../local/scf/recorded-actions.ts';
import { readStoredCode } from '../local/scf/stored-code.ts';
import { addressLines, readAddresses } from './addresses.ts';
import { CORS_RULES, lifecycleRules } from './bucket-rules.ts';
import { type Cloud, openCloud } from './cloud.ts';
import { deployerPolicy } from './deployer-policy.ts';
import { type DesiredState, desiredState } from './desired-state.ts';
import { isSame } from './is-same.ts';
import { readLogs } from './log-topic.ts';
import { readServerlessYml } from './manifest/serverless-yml.ts';
import type { PolicyDocument } from './permissions.ts';
import { deploy, remove } from './release.ts';
import { fingerprint, zipOf } from './zip.ts';

const BUCKET = `files-${LAPTOP_ACCOUNT.appId}`;
const NAME = 'shop-test-hello';

let dir: string;
let stops: StopList;
let cloud: Cloud;
let scf: ScfAccount;
let api: RunningCloudApi;
let calls: RecordedCall[];
/** The policy of the deployer's CAM user; undefined for the account's owner. */
let deployerMay: PolicyDocument | undefined;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'release-'));
  stops = new StopList();
  calls = [];
  deployerMay = undefined;
  const deployer = { ...LAPTOP_CREDENTIALS, secretId: 'AKID-deployer' };
  const issued = (secretId: string) => {
    if (secretId !== deployer.secretId) return undefined;
    const policy = parsePolicy(deployerMay);
    return { credentials: deployer, uin: LAPTOP_ACCOUNT.uin, policies: policy ? [policy] : [] };
  };
  const cos = await startCos({
    port: 0,
    dir: join(dir, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    issued,
    account: LAPTOP_ACCOUNT,
    buckets: [],
  });
  stops.add(cos.stop);
  const cam = createCam(calls, { roleDelayMs: 40 });
  scf = createScfAccount({
    hasRole: cam.hasRole,
    certificates: ['cert-1'],
    dir: join(dir, 'deployed'),
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    calls,
    readObject: (bucket, key) => readStoredCode(cos.url, bucket, key),
  });
  stops.add(scf.stop);
  api = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    issued,
    actions: { ...scf.actions, ...cam.actions },
  });
  stops.add(api.stop);
  cloud = openCloud({
    credentials: () => deployer,
    region: LAPTOP_ACCOUNT.region,
    cloudApiEndpoint: api.url,
    cosEndpoint: cos.url,
    firstPauseMs: 5,
  });
});
afterEach(async () => {
  await stops.run();
  rmSync(dir, { recursive: true });
});

type Statements = PolicyDocument['statement'];
const withoutPassRole = (statements: Statements): Statements =>
  statements.map((statement) => ({
    ...statement,
    action: (statement.action as string[]).filter((name) => name !== 'cam:PassRole'),
  }));

interface Variant {
  readonly status?: number;
  readonly provisioned?: number;
  readonly besides?: Uint8Array;
  readonly runtime?: string;
  readonly withTick?: boolean;
  readonly stage?: string;
  readonly domain?: string;
  /** Functions that receive uploads, by the prefix of the keys. */
  readonly uploads?: Readonly<Record<string, string>>;
  readonly objectPrefix?: string;
  readonly fixedEgress?: boolean;
  readonly vpc?: string;
  readonly publicNet?: 'ENABLE' | 'DISABLE';
  /** How many more functions there are, whose code needs rights. */
  readonly rooms?: number;
  /** Most instances of `hello`. */
  readonly cap?: number;
  /** Days of the stage's own logs. */
  readonly logDays?: number;
}

const logs = (days: number) => `\n  logs: { retentionDays: ${days} }`;

/** A service whose function `hello` replies with `status`, with other bytes beside its code. */
function service(variant: Variant = {}): DesiredState {
  const { status = 200, provisioned = 0, besides = new Uint8Array(), runtime = 'Nodejs20.19', withTick } = variant;
  const { stage = 'test', domain = '', uploads = {}, objectPrefix = '' } = variant;
  const rooms = Array.from({ length: variant.rooms ?? 0 }, (_, index) => `room-${index}`);
  const file = join(dir, 'serverless.yml');
  const intake = ([name, prefix]: readonly [string, string]) => `
  ${name}:
    handler: index.main_handler
    events: [{ cos: { bucket: ${BUCKET}, filter: { prefix: '${prefix}' }, events: 'cos:ObjectCreated:*' } }]`;
  const tick = `
  tick:
    handler: index.main_handler
    events: [{ timer: { name: tick, parameters: { cronExpression: '0 0 0 1 1 * *' } } }]`;
  writeFileSync(
    file,
    `service: shop
provider:
  name: tencent
  runtime: ${runtime}
  region: ap-guangzhou
  stage: ${stage}
  bucket: ${BUCKET}
  objectPrefix: '${objectPrefix}'
  vpcConfig: { vpcId: '${variant.vpc ?? ''}', subnetId: subnet-1 }
  publicNetConfig:
    publicNetStatus: ${variant.publicNet ?? 'ENABLE'}
    eipConfig: { eipStatus: ${variant.fixedEgress ? 'ENABLE' : 'DISABLE'} }
  customDomain: { name: '${domain}', certificateId: cert-1 }
  release: { smoke: { function: hello, path: /v1/hello } }${variant.logDays ? logs(variant.logDays) : ''}
functions:
  hello:
    handler: index.main_handler
    environment: { variables: { GREETING: hello } }
    provisionedConcurrency: ${provisioned}
    reservedConcurrency: ${variant.cap ?? 0}
    events: [{ http: { paths: [/v1/hello] } }]${withTick ? tick : ''}${Object.entries(uploads).map(intake).join('')}
${rooms.map((name) => `  ${name}: { handler: index.main_handler }`).join('\n')}
`,
  );
  const code = `exports.main_handler = async ({ show, ask }, { function_version: version }) => {
    if (ask) return fetch(ask).then(({ status }) => status, (error) => error.cause.code);
    if (!show) return { statusCode: ${status}, headers: {}, body: version };
    const { GREETING, ...rest } = process.env;
    const others = Object.keys(rest).filter((name) => !/^(TENCENTCLOUD_|SCF_|USER_CODE_ROOT$|PWD$|LANG$)/.test(name));
    return { version, own: { GREETING }, others };
  };`;
  const zip = zipOf({ 'index.js': Buffer.from(code), 'other.bin': besides });
  const packaged = { zip, fingerprint: fingerprint(zip), inputs: {} };
  const names = ['hello', 'tick', ...Object.keys(uploads)];
  const inputs = { 'shared/application/views.ts': 1 };
  const packages = [...names.map((name) => [name, packaged]), ...rooms.map((name) => [name, { ...packaged, inputs }])];
  return desiredState(readServerlessYml(file, {}), Object.fromEntries(packages));
}

const settings = () => ({ cloud, firstPauseMs: 1, log: () => {}, migrate: async () => [] });
const run = (desired: DesiredState, takeOver?: string) => deploy(desired, settings(), takeOver);

/** Changing calls since the previous check. */
const changes = () =>
  calls
    .splice(0)
    .filter(({ action }) => !/^(Get|List|Describe)/.test(action))
    .map(({ action, body }) => [action, body.Qualifier ?? body.FunctionVersion].filter(Boolean).join(' '));

const another = () => randomBytes(16);

describe('a release', () => {
  it('runs in its published version, with the variables of serverless.yml and of the platform, and no others', async () => {
    await run(service());

    const answer = await scf.invoke(NAME, '$DEFAULT', { show: true });

    expect(answer.ok && answer.value).toEqual({
      version: '1',
      own: { GREETING: 'hello' },
      others: [],
    });
  });

  it('provisions instances before traffic reaches them, ends the old ones after the check, and provisions none by default', async () => {
    await run(service({ provisioned: 2 }));
    const first = changes();
    await run(service({ provisioned: 3, besides: another() }));
    const second = changes();
    await run(service({ provisioned: 0 }));
    const third = changes();

    expect(first.slice(0, 5)).toEqual([
      'CreateRole',
      'CreateFunction',
      'PublishVersion',
      'PutProvisionedConcurrencyConfig 1',
      'UpdateAlias 1',
    ]);
    expect(second).toEqual([
      'UpdateFunctionCode',
      'UpdateFunctionConfiguration',
      'PublishVersion',
      'PutProvisionedConcurrencyConfig 2',
      'UpdateAlias 2',
      'Invoke $DEFAULT',
      'DeleteProvisionedConcurrencyConfig 1',
    ]);
    expect(third.at(-1)).toBe('DeleteProvisionedConcurrencyConfig 2');
    expect(scf.functions.get(NAME)?.provisioned.size).toBe(0);
  });

  it('is capped before traffic reaches it, without a new version when only the cap changes, and no more when it has none', async () => {
    await run(service({ cap: 4, provisioned: 2 }));
    const first = changes();
    await run(service({ cap: 6, provisioned: 2 }));
    const second = changes();
    const { reservedMb } = scf.functions.get(NAME) ?? {};
    await run(service({ provisioned: 2 }));

    expect(first.slice(1, 6)).toEqual([
      'CreateFunction',
      'PublishVersion',
      'PutReservedConcurrencyConfig',
      'PutProvisionedConcurrencyConfig 1',
      'UpdateAlias 1',
    ]);
    expect(second).toEqual(['PutReservedConcurrencyConfig', 'Invoke $DEFAULT']);
    expect(reservedMb).toBe(768);
    expect(changes()).toEqual(['DeleteReservedConcurrencyConfig', 'Invoke $DEFAULT']);
  });

  it('that doesn’t fit beside what others have reserved is refused before anything changes', async () => {
    await run(service());
    changes();

    await expect(run(service({ cap: 1000 }))).rejects.toThrow('请设 INSTANCE_CAPS=90（现在是 100）');

    expect(changes()).toEqual([]);
  });

  it('that is rolled back leaves no provisioned instances of the failed version', async () => {
    await run(service({ provisioned: 2 }));
    changes();

    await expect(run(service({ provisioned: 2, status: 500 }))).rejects.toThrow('检查没有得到 200，而是 500');

    expect(changes().slice(-3)).toEqual(['Invoke $DEFAULT', 'UpdateAlias 1', 'DeleteProvisionedConcurrencyConfig 2']);
    expect([...(scf.functions.get(NAME)?.provisioned.keys() ?? [])]).toEqual(['1']);
  });

  it('is checked also when nothing changes, and again while the check fails', async () => {
    await run(service());
    changes();
    await run(service());
    const checked = changes();

    await expect(run(service({ status: 503 }))).rejects.toThrow('检查没有得到 200，而是 503');

    expect(checked).toEqual(['Invoke $DEFAULT']);
    expect(changes().filter((change) => change === 'Invoke $DEFAULT')).toHaveLength(8);
  });

  it('keeps the version in use and two to roll back to', async () => {
    for (let release = 1; release <= 5; release += 1) await run(service({ besides: another() }));

    expect(scf.functions.get(NAME)?.versions.map(({ Version }) => Version)).toEqual(['3', '4', '5']);
  });

  it('uploads code of more than 4.5 MB through a private bucket, where uploads, views and code expire after a day', async () => {
    const done = await run(service({ besides: randomBytes(5_000_000) }));

    const answer = await scf.invoke(NAME, '$DEFAULT', {});
    expect(answer.ok && answer.value).toEqual({ statusCode: 200, headers: {}, body: '1' });
    expect(done.filter(({ product }) => product === 'cos').map(({ action }) => action)).toEqual([
      'putBucket',
      'putBucketEncryption',
      'putBucketCors',
      'putBucketLifecycle',
      'putObject',
    ]);
    expect(done.find(({ action }) => action === 'putBucket')?.body.ACL).toBe('private');
    const { cors, lifecycle, ...others } = (await cloud.readBucket(BUCKET)) ?? {};
    expect(others).toEqual({ isPrivate: true, isEncrypted: true });
    expect([isSame(CORS_RULES, cors), isSame(lifecycleRules(''), lifecycle)]).toEqual([true, true]);
    const expiring = lifecycleRules('').map(({ Filter, Expiration }) => ({ Filter, Expiration }));
    expect(expiring.filter(({ Expiration }) => isSame({ Days: 1 }, Expiration))).toEqual(
      ['incoming/', 'views/', 'deploy/'].map((Prefix) => ({ Filter: { Prefix }, Expiration: { Days: 1 } })),
    );
  });

  it('ends old versions and delete markers in every folder of its bucket', async () => {
    await run(service());

    const rules = (await cloud.readBucket(BUCKET))?.lifecycle as readonly Readonly<Record<string, unknown>>[];
    const ofVersions = rules.filter(({ NoncurrentVersionExpiration }) => NoncurrentVersionExpiration);
    expect(
      ofVersions.map(({ Filter, Expiration, NoncurrentVersionExpiration }) => [
        (Filter as { Prefix: string }).Prefix,
        Expiration,
        NoncurrentVersionExpiration,
      ]),
    ).toEqual([
      ['incoming/', { ExpiredObjectDeleteMarker: 'true' }, { NoncurrentDays: '1' }],
      ['views/', { ExpiredObjectDeleteMarker: 'true' }, { NoncurrentDays: '1' }],
      ['deploy/', { ExpiredObjectDeleteMarker: 'true' }, { NoncurrentDays: '1' }],
      ['clean/', { ExpiredObjectDeleteMarker: 'true' }, { NoncurrentDays: '7' }],
    ]);
  });

  it("is refused with advice when SCF's own role, which reads such code, is missing", async () => {
    await cloud.change('cam', 'DeleteRole', { RoleName: 'SCF_QcsRole' });
    changes();

    await expect(run(service({ besides: randomBytes(5_000_000) }))).rejects.toThrow('请用主账号打开一次云函数控制台');

    expect(changes()).toEqual([]);
  });

  it('continues where a failed one stopped', async () => {
    api.failNext('PublishVersion', { code: 'InternalError' });
    await expect(run(service())).rejects.toThrow(`scf PublishVersion ${NAME}`);
    const failed = changes();

    await run(service());

    expect(failed).toEqual(['CreateRole', 'CreateFunction']);
    expect(changes()).toEqual(['PublishVersion', 'UpdateAlias 1', 'CreateTrigger $DEFAULT', 'Invoke $DEFAULT']);
  });

  it('waits while SCF does not know a new role, and while CAM takes no more policies', async () => {
    await run(service({ rooms: 12 }));

    expect(scf.functions.size).toBe(13);
    expect(calls.filter(({ action }) => action === 'CreatePolicy')).toHaveLength(12);
  });

  it('removes, after the check has passed, a function that is no longer in the file, with its trigger and role', async () => {
    await run(service({ withTick: true }));
    changes();

    await run(service());

    expect(changes()).toEqual(['Invoke $DEFAULT', 'DeleteTrigger $DEFAULT', 'DeleteFunction', 'DeleteRole']);
    expect([...scf.functions.keys()]).toEqual([NAME]);
  });

  it('moves the events of a prefix from one function to another, also when the first one goes', async () => {
    await run(service({ uploads: { intake: 'incoming/', archive: 'clean/' } }));
    changes();

    await run(service({ uploads: { archive: 'incoming/', receive: 'clean/' } }));

    const prefixes = [...scf.functions.values()].flatMap(({ name, triggers }) =>
      triggers.filter(({ Type }) => Type === 'cos').map(({ TriggerDesc }) => `${name} ${TriggerDesc}`),
    );
    expect(prefixes).toEqual([
      'shop-test-archive {"event":"cos:ObjectCreated:*","filter":{"Prefix":"incoming/","Suffix":""}}',
      'shop-test-receive {"event":"cos:ObjectCreated:*","filter":{"Prefix":"clean/","Suffix":""}}',
    ]);
  });

  it('of a second stage shares the bucket below its own prefix, with a life cycle of its own', async () => {
    const uploads = { intake: 'incoming/' };
    await run(service({ uploads }));
    await run(service({ uploads: { intake: 'trial/incoming/' }, stage: 'trial', objectPrefix: 'trial/' }));
    await run(service({ uploads }));

    const rules = (await cloud.readBucket(BUCKET))?.lifecycle as readonly { ID: string; Filter: object }[];
    const expiring = rules.filter(({ ID }) => ID.startsWith('one-day-'));
    expect(Object.fromEntries(expiring.map(({ ID, Filter }) => [ID, Filter]))).toEqual({
      'one-day-incoming': { Prefix: 'incoming/' },
      'one-day-views': { Prefix: 'views/' },
      'one-day-deploy': { Prefix: 'deploy/' },
      'one-day-trial-incoming': { Prefix: 'trial/incoming/' },
      'one-day-trial-views': { Prefix: 'trial/views/' },
    });
  });

  it('of a new stage moves neither events nor domain when its check fails', async () => {
    const uploads = { intake: 'incoming/' };
    await run(service({ uploads, domain: 'api.shop.cn' }));
    changes();

    const taking = run(service({ uploads, domain: 'api.shop.cn', stage: 'new', status: 500 }), 'test');

    await expect(taking).rejects.toThrow('检查没有得到 200，而是 500');
    expect(changes().filter((change) => /Domain|DeleteTrigger/.test(change))).toEqual([]);
  });

  it('of a trial with the domain of production is refused before its first call, and with --take-over moves it', async () => {
    await run(service({ domain: 'api.shop.cn' }));
    changes();

    const trial = run(service({ domain: 'api.shop.cn', stage: 'trial' }));

    await expect(trial).rejects.toThrow(
      /^域名 api\.shop\.cn 现在由 shop-test-hello 使用。如果这个环境要替换那一个，请加 --take-over/,
    );
    expect(changes()).toEqual([]);
    await run(service({ domain: 'api.shop.cn', stage: 'trial' }), 'test');
    const leadsTo = scf.domains.get('api.shop.cn')?.EndpointsConfig.map(({ FunctionName }) => FunctionName);
    expect(leadsTo).toEqual(['shop-trial-hello']);
  });

  it('removed from a domain that also leads elsewhere takes only its own ways with it', async () => {
    await run(service({ domain: 'api.shop.cn' }));
    const domain = scf.domains.get('api.shop.cn');
    const foreign = { FunctionName: 'shop-other-hello', Namespace: 'default', Qualifier: '$DEFAULT', PathMatch: '/x' };
    await run(service({ stage: 'other' }));
    const both = [...(domain?.EndpointsConfig ?? []), foreign];
    await cloud.change('scf', 'UpdateCustomDomain', { ...domain, EndpointsConfig: both });
    changes();

    await remove(service({ domain: 'api.shop.cn' }), settings());

    expect(scf.domains.get('api.shop.cn')?.EndpointsConfig).toEqual([foreign]);
    expect([...scf.functions.keys()]).toEqual(['shop-other-hello']);
  });

  it('reaches the internet out of a VPC only with the public network, which it asks for by itself', async () => {
    const asked = async () => {
      const answer = await scf.invoke(NAME, '$DEFAULT', { ask: `${api.url}/laptop/faults` });
      return answer.ok && answer.value;
    };
    await run(service({ vpc: 'vpc-1', publicNet: 'DISABLE' }));
    const without = await asked();
    await run(service({ vpc: 'vpc-1' }));

    expect([without, await asked()]).toEqual(['ETIMEDOUT', 400]);
  });

  it('says where the domain points, where its functions are reached, and from where they call', async () => {
    const desired = service({ domain: 'api.shop.cn', withTick: true, fixedEgress: true });
    await run(desired);

    const lines = addressLines(await readAddresses(desired, cloud));

    expect(lines).toEqual([
      '域名解析：把 api.shop.cn 的 CNAME 记录指向 1250000000.ap-guangzhou.tencentscf.com',
      '函数 URL：shop-test-hello https://1250000000-shop-test-hello.ap-guangzhou.tencentscf.com',
      '出口地址：203.0.113.10（加入微信公众平台的 IP 白名单）',
    ]);
    expect(addressLines(await readAddresses(desired, cloud), true)).toEqual([
      '域名解析：用 CDN 承接 api.shop.cn，/v1/ 转到 1250000000.ap-guangzhou.tencentscf.com，其余转到页面的存储桶（docs/desk.md 的“页面”）',
      '函数 URL：shop-test-hello https://1250000000-shop-test-hello.ap-guangzhou.tencentscf.com',
      '出口地址：203.0.113.10（只接受部分来源地址的登录服务和管局接口，把它加入名单）',
    ]);
  });

  it('needs no right beyond the policy that the plan prints, and passes roles with it', async () => {
    const uploads = { intake: 'incoming/' };
    const everything = { uploads, domain: 'api.shop.cn', provisioned: 1, rooms: 1 };
    deployerMay = deployerPolicy({ region: 'ap-guangzhou', service: 'shop', prefix: 'shop-test-', bucket: BUCKET });

    await run(service(everything));
    await run(service({ ...everything, provisioned: 0, besides: randomBytes(5_000_000) }));
    await remove(service(everything), settings());

    expect(scf.functions.size).toBe(0);
    deployerMay = { ...deployerMay, statement: withoutPassRole(deployerMay.statement) };
    await expect(run(service(everything))).rejects.toThrow('You are not authorized to perform scf:CreateFunction');
  });

  it('of another stage is refused by that policy', async () => {
    deployerMay = deployerPolicy({ region: 'ap-guangzhou', service: 'shop', prefix: 'shop-test-', bucket: BUCKET });

    await expect(run(service({ stage: 'other' }))).rejects.toThrow('You are not authorized to perform cam:CreateRole');
  });

  it('with another runtime is refused with advice', async () => {
    await run(service());
    changes();

    await expect(run(service({ runtime: 'Nodejs18.15' }))).rejects.toThrow(
      '运行环境不能从 Nodejs20.19 改为 Nodejs18.15，平台只在创建函数时接受它。请换一个 --stage 部署一套新的',
    );

    expect(changes()).toEqual([]);
  });
});

describe('the logs of a stage', () => {
  const TOPIC = { TopicId: 'topic-1' };
  const kept = async () => (await readLogs({ name: 'shop-test', days: 180 }, cloud))?.topic;
  const topicOf = (version: string) =>
    scf.functions.get(NAME)?.versions.find(({ Version }) => Version === version)?.topicId;
  const MOVED = ['UpdateFunctionConfiguration', 'PublishVersion', 'UpdateAlias 2', 'Invoke $DEFAULT'];

  it('go to a new topic after theirs was lost, also when the deployment that mends it was interrupted', async () => {
    await run(service({ logDays: 180 }));
    await cloud.change('cls', 'DeleteTopic', TOPIC);
    changes();

    api.failNext('PublishVersion', { code: 'InternalError' });
    await expect(run(service({ logDays: 180 }))).rejects.toThrow(`scf PublishVersion ${NAME}`);
    await run(service({ logDays: 180 }));
    const mended = changes();
    await run(service({ logDays: 180 }));

    expect(mended).toEqual(['CreateTopic', 'CreateIndex', ...MOVED]);
    expect([scf.functions.get(NAME)?.alias, topicOf('1'), topicOf('2')]).toEqual(['2', 'topic-1', 'topic-2']);
    expect(changes()).toEqual(['Invoke $DEFAULT']);
  });

  it('are found again after their index was lost', async () => {
    await run(service({ logDays: 180 }));
    await cloud.change('cls', 'DeleteIndex', TOPIC);
    changes();

    await run(service({ logDays: 180 }));

    expect(changes()).toEqual(['CreateIndex', 'Invoke $DEFAULT']);
  });

  it('are taken again after the topic was closed and shortened, and its index changed; what was added to it stays', async () => {
    await run(service({ logDays: 180 }));
    const KeyValues = [{ Key: 'region', Value: { Type: 'text', Tokenizer: '' } }];
    await cloud.change('cls', 'ModifyTopic', { ...TOPIC, Period: 7, Status: false });
    await cloud.change('cls', 'ModifyIndex', { ...TOPIC, Rule: { KeyValue: { CaseSensitive: true, KeyValues } } });
    changes();

    await run(service({ logDays: 180 }));

    expect(changes()).toEqual(['ModifyTopic', 'ModifyIndex', 'Invoke $DEFAULT']);
    const { days, isOpen, index } = (await kept()) ?? {};
    expect({ days, isOpen, isOn: index?.isOn }).toEqual({ days: 180, isOpen: true, isOn: true });
    const keys = index?.rule.KeyValue?.KeyValues?.map(({ Key }) => Key);
    expect(keys).toHaveLength(33);
    expect(keys).toEqual(expect.arrayContaining(['SCF_FunctionName', 'level', 'metric', 'region']));
  });

  it('are kept longer when the setting says so, and never shorter than they were', async () => {
    await run(service({ logDays: 180 }));
    await run(service({ logDays: 365 }));
    const longer = (await kept())?.days;
    await cloud.change('cls', 'ModifyTopic', { ...TOPIC, Period: 730 });
    changes();

    await run(service({ logDays: 180 }));

    expect(longer).toBe(365);
    expect((await kept())?.days).toBe(730);
    expect(changes()).toEqual(['Invoke $DEFAULT']);
  });
});
