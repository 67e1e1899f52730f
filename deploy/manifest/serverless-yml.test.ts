import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readServerlessYml } from './serverless-yml.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serverless-yml-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Around {
  readonly env?: Record<string, string>;
  readonly head?: string;
  readonly provider?: string;
}

function read(functions: string, { env = {}, head = '', provider = '' }: Around = {}) {
  const file = join(folder, 'serverless.yml');
  writeFileSync(
    file,
    `service: icp
${head}
provider: { name: tencent, runtime: Nodejs20.19, region: ap-guangzhou, stage: dev, timeout: 10, ${provider}
  environment: { variables: { LOG: all, SHARED: 1 } } }
functions:
${functions}`,
  );
  return readServerlessYml(file, env);
}

describe('readServerlessYml', () => {
  it('says which file is not there', () => {
    expect(() => readServerlessYml('no-such.yml', {})).toThrow('找不到 no-such.yml。');
  });

  it("fills in a function's missing fields from the provider, and keeps its own variables apart", () => {
    const service = read(`
  ocr:
    handler: index.main_handler
    memorySize: 512
    environment: { variables: { LOG: few } }
    events:
      - cos: { bucket: files-125, filter: { prefix: clean/ }, events: 'cos:ObjectCreated:*' }
      - timer: { name: sweep, parameters: { cronExpression: '0 */5 * * * * *' } }`);

    expect(service.variables).toEqual({ LOG: 'few', SHARED: '1' });
    expect(service.functions.ocr).toEqual({
      name: 'ocr',
      handler: 'index.main_handler',
      description: '',
      memoryMb: 512,
      timeoutSeconds: 10,
      environment: { LOG: 'few' },
      provisionedConcurrency: 0,
      reservedConcurrency: 0,
      files: [],
      http: undefined,
      cos: [{ bucket: 'files-125', prefix: 'clean/', suffix: '', events: 'cos:ObjectCreated:*' }],
      timers: [{ name: 'sweep', cronExpression: '0 */5 * * * * *', enable: true, argument: '' }],
    });
  });

  it('caps functions by a share that comes from the environment, at two instances at least, or not at all', () => {
    const functions = `
  list: { handler: index.main_handler, reservedConcurrency: 40 }
  tick: { handler: index.main_handler, reservedConcurrency: 2 }
  free: { handler: index.main_handler }`;
    const capsWith = (share?: string) => {
      const service = read(functions, {
        env: share === undefined ? {} : { CAPS: share },
        provider: `instanceCaps: "\${env:CAPS, '100'}",`,
      });
      return Object.values(service.functions).map(({ reservedConcurrency }) => reservedConcurrency);
    };

    expect(capsWith()).toEqual([40, 2, 0]);
    expect(capsWith('30')).toEqual([12, 2, 0]);
    expect(capsWith('250')).toEqual([100, 5, 0]);
    expect(capsWith('0')).toEqual([0, 0, 0]);
    expect(() => capsWith('few')).toThrow('provider.instanceCaps: a percentage from 0 to 1000');
  });

  it('refuses a cap that has no room for the provisioned instances of two versions', () => {
    expect(() =>
      read('  list: { handler: index.main_handler, reservedConcurrency: 5, provisionedConcurrency: 3 }'),
    ).toThrow('functions.list: reservedConcurrency is less than twice its provisionedConcurrency');
  });

  it('allows browsers of any origin with our four headers unless corsConfig says otherwise', () => {
    const service = read(`
  session: { handler: index.main_handler, events: [{ http: { paths: [/v1/sessions, /v1/sessions/*] } }] }`);

    expect(service.functions.session?.http).toEqual({
      paths: ['/v1/sessions', '/v1/sessions/*'],
      cors: {
        enable: true,
        origins: ['*'],
        methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        headers: ['content-type', 'authorization', 'idempotency-key', 'if-match'],
        exposeHeaders: ['x-request-id', 'retry-after'],
        credentials: false,
        maxAge: 600,
      },
    });
  });

  it('resolves env with and without default, and self:custom through another variable', () => {
    const service = read(
      `
  ocr:
    handler: index.main_handler
    timeout: \${self:custom.limits.seconds}
    environment: { variables: { A: '\${env:A}', B: "\${env:B, 'b'}", URL: 'http://\${self:custom.host}/x' } }`,
      { env: { A: 'from-env' }, head: `custom: { limits: { seconds: 42 }, host: "\${env:HOST, 'localhost'}" }` },
    );

    expect(service.functions.ocr?.timeoutSeconds).toBe(42);
    expect(service.functions.ocr?.environment).toMatchObject({ A: 'from-env', B: 'b', URL: 'http://localhost/x' });
  });

  it.each([
    [
      'an unset variable',
      `  ocr: { handler: '\${env:NOPE}' }`,
      'functions.ocr.handler: environment variable NOPE is not',
    ],
    [
      'another kind of variable',
      `  ocr: { handler: '\${ssm:x}' }`,
      'has a variable that is neither env nor self:custom',
    ],
    ['an unknown key', `  ocr: { handler: index.main, memory: 1 }`, 'functions.ocr: Unrecognized key: "memory"'],
    ['a memory size SCF lacks', `  ocr: { handler: index.main, memorySize: 200 }`, 'functions.ocr.memorySize: 64, or'],
    [
      'a description with characters that SCF does not list',
      `  ocr: { handler: index.main, description: '期限：提醒、草稿' }`,
      'functions.ocr.description: only Chinese characters, letters, digits, spaces, commas and full stops',
    ],
    ['a folder in the handler', `  ocr: { handler: dist/index.main }`, 'functions.ocr.handler: file.export'],
    ['a variable of the platform', `  ocr: { handler: index.main, environment: { variables: { SCF_X: 1 } } }`, 'SCF_X'],
    [
      'a suffix without dot',
      `  ocr: { handler: index.main, events: [{ cos: { bucket: b, filter: { suffix: jpg }, events: 'cos:ObjectCreated:*' } }] }`,
      'functions.ocr.events.0.cos.filter.suffix: must begin with a dot',
    ],
    [
      'a cron of five fields',
      `  ocr: { handler: index.main, events: [{ timer: { name: t, parameters: { cronExpression: '* * * * *' } } }] }`,
      'functions.ocr.events.0.timer.parameters.cronExpression: cron "* * * * *" has 5 fields',
    ],
    [
      'a pattern the custom domain lacks',
      `  ocr: { handler: index.main, events: [{ http: { paths: ['/a/*/b'] } }] }`,
      'functions.ocr.events.0.http.paths.0: neither an exact path nor /prefix/*',
    ],
    [
      'one path for two functions',
      `  aa: { handler: index.main, events: [{ http: { paths: [/a] } }] }
  bb: { handler: index.main, events: [{ http: { paths: [/a] } }] }`,
      'functions.bb: path /a is taken by functions.aa',
    ],
    [
      'overlapping COS rules',
      `  aa: { handler: index.main, events: [{ cos: { bucket: b, filter: { prefix: in/ }, events: 'cos:ObjectCreated:*' } }] }
  bb: { handler: index.main, events: [{ cos: { bucket: b, filter: { prefix: in/x/ }, events: 'cos:ObjectCreated:*' } }] }`,
      'functions.bb: its COS rule overlaps with one of functions.aa',
    ],
  ])('refuses %s with its path', (_, functions, message) => {
    const reading = () => read(functions);

    expect(reading).toThrow(message);
  });

  it('turns the public network on, without a fixed address, unless the file says otherwise', () => {
    const { publicNet } = read('  ocr: { handler: index.main }');

    expect(publicNet).toEqual({ publicNetStatus: 'ENABLE', eipConfig: { eipStatus: 'DISABLE' } });
  });

  it('refuses a fixed address without the public network', () => {
    const off = '{ publicNetStatus: DISABLE, eipConfig: { eipStatus: ENABLE } }';
    const reading = () => read('  ocr: { handler: index.main }', { provider: `publicNetConfig: ${off},` });

    expect(reading).toThrow('provider.publicNetConfig: a fixed address (eipStatus) needs publicNetStatus: ENABLE');
  });

  it('refuses a custom value that refers to itself', () => {
    const reading = () => read('  ocr: { handler: index.main }', { head: `custom: { a: '\${self:custom.a}' }` });

    expect(reading).toThrow(/^custom\.a: .* refers to itself$/);
  });
});
