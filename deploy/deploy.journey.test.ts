import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StopList } from 'loopback-server/stop-list.ts';
import { type RunningCloudApi, startCloudApi } from 'tencent-stand-in/api.ts';
import { startCos } from 'tencent-stand-in/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from 'tencent-stand-in/credentials.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createScfAccount, type ScfAccount } from '../local/scf/account.ts';
import { createCam } from '../local/scf/cam.ts';
import type { RecordedCall } from '../local/scf/recorded-actions.ts';
import { readStoredCode } from '../local/scf/stored-code.ts';
import { type Call, callText } from './calls.ts';
import { ROOT } from './root.ts';
import { serverlessCli } from './serverless-cli.ts';

const BUCKET = `files-${LAPTOP_ACCOUNT.appId}`;

let project: string;
let stops: StopList;
let scf: ScfAccount;
let calls: RecordedCall[];
let api: RunningCloudApi;
let cosUrl: string;

beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), 'deploy-'));
  stops = new StopList();
  const cos = await startCos({
    port: 0,
    dir: join(project, 'cos'),
    credentials: LAPTOP_CREDENTIALS,
    account: LAPTOP_ACCOUNT,
    buckets: [BUCKET],
  });
  stops.add(cos.stop);
  cosUrl = cos.url;
  calls = [];
  const cam = createCam(calls);
  scf = createScfAccount({
    hasRole: cam.hasRole,
    certificates: ['cert-1'],
    dir: join(project, 'deployed'),
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    readObject: (bucket, key) => readStoredCode(cosUrl, bucket, key),
    calls,
  });
  stops.add(scf.stop);
  api = await startCloudApi({
    port: 0,
    credentials: LAPTOP_CREDENTIALS,
    actions: { ...scf.actions, ...cam.actions },
  });
  stops.add(api.stop);
  // The plugin takes the folder above its own for the project.
  cpSync(join(ROOT, 'deploy'), join(project, 'deploy'), { recursive: true });
  for (const name of ['contracts', 'desk', 'node_modules', 'platform', 'shared'])
    symlinkSync(join(ROOT, name), join(project, name));
  writeFunction('hello', hello('one'));
  writeFunction('tick', 'export const main_handler = async () => console.log("ticked");');
  writeYml();
});
afterEach(async () => {
  await stops.run();
  rmSync(project, { recursive: true });
});

/** It has the variables that it names. */
const hello = (body: string): string => `export const main_handler = async () => {
  const { PLAIN, SESSION_KEY } = process.env;
  console.log(PLAIN && SESSION_KEY && 'was asked');
  return { statusCode: 200, body: '${body}' };
};`;

function writeFunction(name: string, text: string): void {
  mkdirSync(join(project, 'functions', name), { recursive: true });
  writeFileSync(join(project, 'functions', name, 'index.ts'), text);
}

const HELLO = `
  hello:
    handler: index.main_handler
    events: [{ http: { paths: [/v1/hello] } }]`;
const tick = (cron = '0 * * * * * *') => `
  tick:
    handler: index.main_handler
    events:
      - timer: { name: tick, parameters: { cronExpression: '${cron}' } }
      - cos: { bucket: ${BUCKET}, filter: { prefix: incoming/ }, events: 'cos:ObjectCreated:*' }`;

function writeYml({ functions = HELLO + tick(), domain = 'api.shop.cn' } = {}): void {
  writeFileSync(
    join(project, 'serverless.yml'),
    `service: shop
configValidationMode: error
plugins: [./deploy/plugin.cjs]
package: { individually: true }
provider:
  name: tencent
  runtime: Nodejs20.19
  region: ap-guangzhou
  stage: \${env:STAGE, 'test'}
  bucket: ${BUCKET}
  customDomain: { name: ${domain}, certificateId: cert-1 }
  logs: { retentionDays: '180' }
  environment: { variables: { SESSION_KEY: not-to-be-seen, PLAIN: seen } }
  release: { smoke: { function: hello, path: /v1/hello } }
functions:${functions}
`,
  );
}

/** Runs the CLI as an operator does. */
function serverless(...args: readonly string[]) {
  const { secretId, secretKey, token } = LAPTOP_CREDENTIALS;
  const environment = {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    TENCENTCLOUD_SESSION_TOKEN: token,
    DEPLOY_CLOUD_API_ENDPOINT: api.url,
    DEPLOY_COS_ENDPOINT: cosUrl,
    DEPLOY_PAUSE_MS: '5',
  };
  return serverlessCli(args, environment, project);
}

const READS = /^(Get|List|Describe)/;
/** Changing calls that reached the account since the previous check, in order. */
function changes(): readonly string[] {
  return calls
    .splice(0)
    .filter(({ action }) => !READS.test(action))
    .map(({ action, body }) => `${action} ${nameIn(body)}`.trim());
}
const nameIn = ({ FunctionName, RoleName, Domain, TopicId }: Readonly<Record<string, unknown>>): string =>
  String(FunctionName ?? RoleName ?? Domain ?? TopicId ?? '').replace('shop-test-', '');

/** The calls to the Cloud API that a plan lists; what a run learns has the ids of a first one. */
const textsIn = (plan: string): readonly string[] =>
  [...plan.matchAll(/^(?:scf|cam|cls) \w+ \{$.*?^\}/gms)].map(([text]) =>
    text
      .replaceAll('<published>', '1')
      .replaceAll('<log set>', 'logset-1')
      .replaceAll(' <log topic>', ' topic1')
      .replaceAll('<log topic>', 'topic-1'),
  );
/** The same in the form of `changes`. */
const actionsIn = (plan: string): readonly string[] =>
  textsIn(plan).map((text) => {
    const [, action = ''] = text.split(' ');
    return `${action} ${nameIn(JSON.parse(text.slice(text.indexOf('{'))))}`;
  });

const FIRST = [
  'CreateLogset',
  'CreateTopic',
  'CreateIndex topic-1',
  'CreateRole hello',
  'CreateRole tick',
  'CreateFunction hello',
  'PublishVersion hello',
  'CreateFunction tick',
  'PublishVersion tick',
  'UpdateAlias hello',
  'UpdateAlias tick',
  'CreateTrigger hello',
  'UpdateFunctionEventInvokeConfig tick',
  'CreateTrigger tick',
  'CreateTrigger tick',
  'Invoke hello',
  'CreateCustomDomain api.shop.cn',
];

/** Each run of the CLI takes 2 s, and on a busy machine five times as long. */
describe('serverless', { timeout: 240_000 }, () => {
  it('plan lists, without an account, every call of the first deployment, and shows no secret', async () => {
    const plan = await serverless('plan');
    const changesOfPlan = changes();
    const deployed = await serverless('deploy');
    const made = calls.filter(({ action }) => !READS.test(action)).map((call) => callText(call as Call));

    expect({ plan: plan.code, deployed: deployed.code }, deployed.text).toEqual({ plan: 0, deployed: 0 });
    expect(changesOfPlan).toEqual([]);
    expect(textsIn(plan.text)).toEqual(made);
    expect(plan.text).toMatch(
      /^部署到 .*：2 个函数.*\n日志：日志集和主题 shop-test，至少保存 180 天。\n共 \d+ 个调用，什么也没改：\n {2}cos putBucket × 1$/m,
    );
    expect(changes()).toEqual(FIRST);
    expect(scf.functions.get('shop-test-hello')?.settings).toMatchObject({
      ClsLogsetId: 'logset-1',
      ClsTopicId: 'topic-1',
    });
    expect(plan.text).toContain('putBucketLifecycle');
    expect(plan.text).toContain('"Value": "seen"');
    expect(plan.text).not.toContain('not-to-be-seen');
  });

  it('deploy brings up code; a second one only reads; a changed one changes the difference; remove leaves nothing', async () => {
    await serverless('deploy');
    changes();
    const said = await serverless('invoke', '-f', 'hello');
    changes();
    const again = await serverless('deploy');
    const afterAgain = changes();
    writeFunction('hello', hello('two'));
    writeYml({ functions: HELLO + tick('0 */5 * * * * *') });
    const planned = await serverless('plan', '--now');
    const afterPlan = changes();
    await serverless('deploy');
    const afterChange = changes();
    const saidThen = await serverless('invoke', '-f', 'hello');
    const written = await serverless('logs', '-f', 'hello');
    changes();
    const removed = await serverless('remove');

    expect(said.text).toContain('"body":"one"');
    expect(written.text).toMatch(/^\d{4}-\d\d-\d\dT\S+ [\da-f-]{36} was asked$/m);
    expect(again.text).toContain('没有差异');
    expect(afterAgain).toEqual(['Invoke hello']);
    expect(afterPlan).toEqual([]);
    expect(actionsIn(planned.text)).toEqual(afterChange);
    expect(afterChange).toEqual([
      'UpdateFunctionCode hello',
      'UpdateFunctionConfiguration hello',
      'PublishVersion hello',
      'UpdateAlias hello',
      'UpdateTrigger tick',
      'Invoke hello',
    ]);
    expect(saidThen.text).toContain('"body":"two"');
    expect(removed.code, removed.text).toBe(0);
    expect(changes()).toEqual([
      'DeleteCustomDomain api.shop.cn',
      'DeleteTrigger hello',
      'DeleteFunction hello',
      'DeleteTrigger tick',
      'DeleteTrigger tick',
      'DeleteFunction tick',
      'DeleteRole hello',
      'DeleteRole tick',
    ]);
  });

  it('lets a new stage take over from an old one, whose removal leaves the domain to the new one', async () => {
    await serverless('deploy');
    changes();
    const refused = await serverless('deploy', '--stage', 'new');
    const afterRefusal = changes();
    const taken = await serverless('deploy', '--stage', 'new', '--take-over', 'test');
    const atTheEnd = changes().slice(-5);
    const removed = await serverless('remove');

    expect([refused.code, taken.code, removed.code], taken.text + removed.text).toEqual([1, 0, 0]);
    expect(refused.text).toContain('incoming/ 的上传事件已经交给 shop-test-tick');
    expect(afterRefusal).toEqual([]);
    expect(atTheEnd).toEqual([
      'CreateTrigger shop-new-tick',
      'Invoke shop-new-hello',
      'DeleteTrigger tick',
      'CreateTrigger shop-new-tick',
      'UpdateCustomDomain api.shop.cn',
    ]);
    expect([...scf.functions.keys()]).toEqual(['shop-new-hello', 'shop-new-tick']);
    expect(scf.domains.get('api.shop.cn')?.EndpointsConfig.map(({ FunctionName }) => FunctionName)).toEqual([
      'shop-new-hello',
    ]);
  });

  it('refuses a wrong field with its path, before anything is bundled', async () => {
    writeYml({ functions: HELLO + tick().replace('prefix: incoming/', 'suffix: jpg') });

    const refused = await serverless('package');

    expect(refused.code).toBe(1);
    expect(refused.text).toContain('functions.tick.events.1.cos.filter.suffix');
    expect(refused.text, 'a sentence, without a stack').not.toMatch(/\n\s+at /);
  });

  it('deploys from a folder of the project; files are the project’s, and the desk’s variables are checked first', async () => {
    mkdirSync(join(project, 'back'));
    writeFileSync(
      join(project, 'back/serverless.yml'),
      readFileSync(join(project, 'serverless.yml'), 'utf8')
        .replace('[./deploy/plugin.cjs]', '{ localPath: ../deploy, modules: [plugin.cjs] }')
        .replace('individually: true', 'individually: true, patterns: [serverless.yml]')
        .replace('variables: {', "variables: { DESK_AUDIT_KEY: '',")
        .replace('release: {', "release: { migrations: { databaseUrl: '', schema: desk },"),
    );

    const refused = await serverlessCli(['deploy'], { STAGE: 'test' }, join(project, 'back'));

    expect(refused.code).toBe(1);
    expect(refused.text).toContain('DESK_AUDIT_KEY: is missing');
    expect(readdirSync(join(project, 'build/packages'))).toEqual(['hello.zip', 'tick.zip']);
    expect(readdirSync(join(project, 'back'))).toEqual(['serverless.yml']);
  });

  it('package makes the same zips again', async () => {
    await serverless('package');
    const buffer = readFileSync(join(project, 'build/packages/hello.zip'));
    await serverless('package');
    const other = readFileSync(join(project, 'build/packages/hello.zip'));

    expect(buffer.equals(other)).toBe(true);
  });
});
