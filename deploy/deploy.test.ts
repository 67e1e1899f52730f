import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningCloudApi, startCloudApi } from '../local/cloud/api.ts';
import { type Cam, createCam } from '../local/cloud/cam.ts';
import { startCos } from '../local/cloud/cos.ts';
import { LAPTOP_ACCOUNT, LAPTOP_CREDENTIALS } from '../local/cloud/credentials.ts';
import { createScfAccount, type ScfAccount } from '../local/cloud/scf-account.ts';
import { ROOT } from '../local/root.ts';
import { StopList } from '../local/stop-list.ts';

const CLI = join(ROOT, 'node_modules/serverless/bin/serverless.js');
const BUCKET = `files-${LAPTOP_ACCOUNT.appId}`;

let project: string;
let stops: StopList;
let scf: ScfAccount;
let cam: Cam;
let api: RunningCloudApi;
let cosUrl: string;

beforeEach(async () => {
  project = mkdtempSync(join(tmpdir(), 'deploy-'));
  stops = new StopList();
  const cos = await startCos({
    ...{ port: 0, dir: join(project, 'cos'), credentials: LAPTOP_CREDENTIALS, account: LAPTOP_ACCOUNT },
    buckets: [BUCKET],
  });
  stops.add(cos.stop);
  cosUrl = cos.url;
  scf = createScfAccount({
    dir: join(project, 'deployed'),
    account: { ...LAPTOP_ACCOUNT, credentials: LAPTOP_CREDENTIALS },
    readObject: async () => new Uint8Array(),
  });
  stops.add(scf.stop);
  cam = createCam();
  api = await startCloudApi({
    ...{ port: 0, credentials: LAPTOP_CREDENTIALS, actions: { ...scf.actions, ...cam.actions } },
  });
  stops.add(api.stop);
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
  writeFunction('hello', 'export const main_handler = async () => ({ statusCode: 200, headers: {}, body: "one" });');
  writeFunction('tick', 'export const main_handler = async () => console.log("ticked");');
  writeYml();
});
afterEach(async () => {
  await stops.run();
  rmSync(project, { recursive: true });
});

function writeFunction(name: string, text: string): void {
  mkdirSync(join(project, 'functions', name), { recursive: true });
  writeFileSync(join(project, 'functions', name, 'index.ts'), text);
}

const HELLO = `
  hello:
    handler: index.main_handler
    events: [{ http: { paths: [/v1/hello] } }]`;
const tick = (cron = '0 * * * * * *', runtime = '') => `
  tick:
    handler: index.main_handler${runtime}
    events:
      - timer: { name: tick, parameters: { cronExpression: '${cron}' } }
      - cos: { bucket: ${BUCKET}, filter: { prefix: incoming/ }, events: 'cos:ObjectCreated:*' }`;

function writeYml({ functions = HELLO + tick(), runtime = 'Nodejs20.19' } = {}): void {
  writeFileSync(
    join(project, 'serverless.yml'),
    `service: shop
configValidationMode: error
plugins: [${join(ROOT, 'deploy/plugin.cjs')}]
package: { individually: true }
provider:
  name: tencent
  runtime: ${runtime}
  region: ap-guangzhou
  stage: \${env:STAGE, 'test'}
  bucket: ${BUCKET}
  customDomain: { name: api.shop.cn, certificateId: cert-1 }
  environment: { variables: { SESSION_KEY: not-to-be-seen, PLAIN: seen } }
  release: { smoke: { function: hello, path: /v1/hello } }
functions:${functions}
`,
  );
}

/** Runs the CLI as an operator does. */
async function serverless(...args: readonly string[]) {
  const { secretId, secretKey, token } = LAPTOP_CREDENTIALS;
  const child = spawn(process.execPath, [CLI, ...args], {
    cwd: project,
    env: {
      ...{ PATH: process.env.PATH, HOME: project, SLS_NOTIFICATIONS_MODE: 'off', SLS_TELEMETRY_DISABLED: '1' },
      ...{ TENCENTCLOUD_SECRET_ID: secretId, TENCENTCLOUD_SECRET_KEY: secretKey, TENCENTCLOUD_SESSION_TOKEN: token },
      ...{ DEPLOY_CLOUD_API_ENDPOINT: api.url, DEPLOY_COS_ENDPOINT: cosUrl, DEPLOY_PAUSE_MS: '5' },
    },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, text };
}

const READS = /^(Get|List|Describe)/;
/** Changing calls that reached the account since the last time: first CAM's, then SCF's, each in its order. */
let seen = { scf: 0, cam: 0 };
beforeEach(() => {
  seen = { scf: 0, cam: 0 };
});
function changes(): readonly string[] {
  const fresh = [...cam.calls.slice(seen.cam), ...scf.calls.slice(seen.scf)];
  seen = { scf: scf.calls.length, cam: cam.calls.length };
  return fresh
    .filter(({ action }) => !READS.test(action))
    .map(({ action, body }) => `${action} ${nameIn(body)}`.trim());
}
const nameIn = ({ FunctionName, RoleName, Domain }: Readonly<Record<string, unknown>>): string =>
  String(FunctionName ?? RoleName ?? Domain ?? '').replace('shop-test-', '');

const FIRST = [
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
  'CreateCustomDomain api.shop.cn',
  'Invoke hello',
];

describe('serverless', () => {
  it('plan names, without an account, every call of the first deployment, and shows no secret', async () => {
    const plan = await serverless('plan');
    const asked = changes();
    const deployed = await serverless('deploy');

    const planned = [...plan.text.matchAll(/^(?:scf|cam) (\w+) (\{$.*?^\})/gms)].map(
      ([, action, body = '']) => `${action} ${nameIn(JSON.parse(body))}`,
    );
    expect({ plan: plan.code, deployed: deployed.code }, deployed.text).toEqual({ plan: 0, deployed: 0 });
    expect(asked).toEqual([]);
    expect(planned).toEqual(FIRST);
    expect(changes()).toEqual(FIRST);
    expect(plan.text).toContain('putBucketLifecycle');
    expect(plan.text).toContain('"Value": "seen"');
    expect(plan.text).not.toContain('not-to-be-seen');
  });

  it('deploy brings up code that runs; a second one only reads; a changed one changes what differs; remove leaves nothing', async () => {
    await serverless('deploy');
    changes();
    const said = await serverless('invoke', '-f', 'hello');
    changes();
    const again = await serverless('deploy');
    const afterAgain = changes();
    writeFunction('hello', 'export const main_handler = async () => ({ statusCode: 200, headers: {}, body: "two" });');
    writeYml({ functions: HELLO + tick('0 */5 * * * * *') });
    await serverless('deploy');
    const afterChange = changes();
    const saidThen = await serverless('invoke', '-f', 'hello');
    changes();
    const removed = await serverless('remove');

    expect(said.text).toContain('"body":"one"');
    expect(again.text).toContain('没有差异');
    expect(afterAgain).toEqual([]);
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
      'DeleteRole hello',
      'DeleteRole tick',
      'DeleteCustomDomain api.shop.cn',
      'DeleteTrigger hello',
      'DeleteFunction hello',
      'DeleteTrigger tick',
      'DeleteTrigger tick',
      'DeleteFunction tick',
    ]);
  });

  it('deploy goes on where a failed one stopped', async () => {
    api.failNext('PublishVersion', { code: 'InternalError' });
    const failed = await serverless('deploy');
    const before = changes();
    const resumed = await serverless('deploy');

    expect(failed.code).toBe(1);
    expect(failed.text).toContain('scf PublishVersion shop-test-hello');
    expect(before).toEqual(FIRST.slice(0, 3));
    expect(resumed.code, resumed.text).toBe(0);
    expect(changes()).toEqual(FIRST.slice(3));
  });

  it('deploy turns traffic back to the version before when the new one does not answer 200', async () => {
    await serverless('deploy');
    changes();
    writeFunction('hello', 'export const main_handler = async () => ({ statusCode: 500, headers: {}, body: "" });');

    const broken = await serverless('deploy');
    const said = await serverless('invoke', '-f', 'hello');

    expect(broken.code).toBe(1);
    expect(broken.text).toContain('退回之前的版本');
    expect(said.text).toContain('"body":"one"');
  });

  it('deploy refuses another runtime, and says what to do', async () => {
    await serverless('deploy');
    changes();
    writeYml({ runtime: 'Nodejs18.15' });

    const refused = await serverless('deploy');

    expect(refused.code).toBe(1);
    expect(refused.text).toContain('运行环境不能从 Nodejs20.19 改为 Nodejs18.15');
    expect(changes()).toEqual([]);
  });

  it('removes with its role a function that is no longer in the file', async () => {
    await serverless('deploy');
    changes();
    writeYml({ functions: HELLO });

    await serverless('deploy');

    expect(changes()).toEqual([
      'DeleteRole tick',
      'DeleteTrigger tick',
      'DeleteTrigger tick',
      'DeleteFunction tick',
      'Invoke hello',
    ]);
  });

  it('refuses a wrong field with its path, before anything is bundled', async () => {
    writeYml({ functions: HELLO + tick().replace('prefix: incoming/', 'suffix: jpg') });

    const refused = await serverless('package');

    expect(refused.code).toBe(1);
    expect(refused.text).toContain('functions.tick.events.1.cos.filter.suffix');
  });

  it('package makes the same zips again', async () => {
    await serverless('package');
    const one = readFileSync(join(project, 'build/packages/hello.zip'));
    await serverless('package');
    const other = readFileSync(join(project, 'build/packages/hello.zip'));

    expect(one.equals(other)).toBe(true);
  });
});
