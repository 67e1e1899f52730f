import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, type Running } from 'loopback-server/http-server.ts';
import { targetOf } from 'tencent-stand-in/wechat/mini-program-code.ts';
import { LAPTOP_MINI_PROGRAM, startWeChat, type WeChatStandIn } from 'tencent-stand-in/wechat.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { describeWeChat } from './wechat.suite.ts';
import { createWeChat } from './wechat.ts';
import type { WeChatSettings } from './wechat-api.ts';

let dir: string;
let platform: WeChatStandIn;
let now: Date;
let log: string[];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wechat-'));
});

afterAll(() => rm(dir, { recursive: true }));

beforeEach(async () => {
  now = new Date('2026-11-24T01:00:00Z');
  log = [];
  platform = await startWeChat({ port: 0, dir, log: (line) => log.push(line), now: () => now });
});

afterEach(() => platform.stop());

const settings = (changes: Partial<WeChatSettings> = {}): WeChatSettings => ({
  ...LAPTOP_MINI_PROGRAM,
  endpoint: platform.url,
  version: 'develop',
  timeoutSeconds: 5,
  clock: { now: () => now },
  ...changes,
});

async function login(name: string, more = ''): Promise<string> {
  const response = await fetch(`${platform.url}/laptop/login?name=${encodeURIComponent(name)}${more}`);
  return ((await response.json()) as { code: string }).code;
}

const draw = (weChat: ReturnType<typeof createWeChat>) => weChat.miniProgramCode('ticket', 'pages/start/start');
const tokenCalls = () => log.filter((line) => line.startsWith('/cgi-bin/stable_token')).length;

describeWeChat('WeChat server API', () => ({
  weChat: createWeChat(settings()),
  login: (name) => login(name),
  loginBlocked: (name) => login(name, '&blocked=1'),
  scan: targetOf,
}));

describe('createWeChat', () => {
  it('returns nobody for a code older than 5 minutes', async () => {
    const weChat = createWeChat(settings());
    const code = await login('林小满');
    now = new Date('2026-11-24T01:05:00Z');

    const openid = await weChat.openidOf(code);

    expect(openid).toBeUndefined();
  });

  it.each([
    [-1, 'throttled'],
    [45009, 'throttled'],
    [45011, 'throttled'],
    [40013, 'refused'],
    [99999, 'broken'],
  ])('fails with the kind of errcode %i: %s', async (errcode, kind) => {
    const weChat = createWeChat(settings());
    platform.failNext(errcode);

    const outcome = weChat.openidOf(await login('林小满'));

    await expect(outcome).rejects.toMatchObject({ name: 'Failed', port: 'wechat', kind, vendorCode: String(errcode) });
  });

  it('says which setting is missing when WeChat does not answer the address from which we call', async () => {
    const weChat = createWeChat(settings());
    platform.failNext(40164);

    const drawing = draw(weChat);

    await expect(drawing).rejects.toMatchObject({
      port: 'wechat',
      kind: 'refused',
      vendorCode: '40164',
      setting: 'wechat-ip-allow-list',
    });
  });

  it('reports that the app secret is refused', async () => {
    const weChat = createWeChat(settings({ appSecret: 'wrong' }));

    const outcome = draw(weChat);

    await expect(outcome).rejects.toMatchObject({ kind: 'refused', vendorCode: '40125' });
  });

  it('reports that the scene is refused instead of returning the error as a picture', async () => {
    const weChat = createWeChat(settings());

    const outcome = weChat.miniProgramCode('x'.repeat(33), 'pages/start/start');

    await expect(outcome).rejects.toMatchObject({ kind: 'broken', vendorCode: '40169' });
  });

  it('requests one access token for concurrent calls', async () => {
    const weChat = createWeChat(settings());

    await Promise.all([draw(weChat), draw(weChat)]);
    await draw(weChat);

    expect(tokenCalls()).toBe(1);
  });

  it('requests the next access token 5 minutes before the old one expires', async () => {
    const weChat = createWeChat(settings());
    await draw(weChat);

    now = new Date('2026-11-24T02:54:59Z');
    await draw(weChat);
    const before = tokenCalls();
    now = new Date('2026-11-24T02:55:00Z');
    await draw(weChat);

    expect(before).toBe(1);
    expect(tokenCalls()).toBe(2);
  });

  it('replaces an access token that WeChat no longer accepts, without the caller noticing', async () => {
    const weChat = createWeChat(settings());
    await draw(weChat);
    await fetch(`${platform.url}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({
        grant_type: 'client_credential',
        appid: LAPTOP_MINI_PROGRAM.appId,
        secret: LAPTOP_MINI_PROGRAM.appSecret,
        force_refresh: true,
      }),
    });

    const picture = await draw(weChat);

    expect(targetOf(picture)).toEqual({ scene: 'ticket', page: 'pages/start/start' });
    expect(log.filter((line) => line.endsWith('40001'))).toHaveLength(1);
  });

  it('rethrows the failure when WeChat returns no new access token', async () => {
    const weChat = createWeChat(settings());
    await draw(weChat);
    platform.failNext(40001);
    platform.failNext(-1);

    const outcome = draw(weChat);

    await expect(outcome).rejects.toMatchObject({ kind: 'throttled', vendorCode: '-1' });
  });

  it('retries after a failure to get an access token', async () => {
    const weChat = createWeChat(settings());
    platform.failNext(-1);
    const first = await draw(weChat).catch((error: unknown) => error);

    const second = await draw(weChat);

    expect(first).toMatchObject({ name: 'Failed', kind: 'throttled' });
    expect(targetOf(second)?.scene).toBe('ticket');
  });
});

describe('createWeChat on a bad connection', () => {
  let server: Running;
  let answer: (response: ServerResponse) => void;

  beforeEach(async () => {
    server = await listen(0, async (_request, response) => answer(response));
  });

  afterEach(() => server.stop());

  it.each([
    ['no answer in time', () => {}, { kind: 'timeout', vendorCode: undefined }],
    ['a gateway error', (r: ServerResponse) => r.writeHead(502).end(), { kind: 'broken', vendorCode: 'HTTP 502' }],
    ['a web page', (r: ServerResponse) => r.end('<html>'), { kind: 'broken', vendorCode: 'UnexpectedAnswer' }],
    ['no openid', (r: ServerResponse) => r.end('{}'), { kind: 'broken', vendorCode: 'UnexpectedAnswer' }],
    ['a cut line', (r: ServerResponse) => r.destroy(), { kind: 'broken', vendorCode: undefined }],
    [
      'a redirect',
      (r: ServerResponse) => r.writeHead(302, { location: platform.url }).end(),
      { kind: 'broken', vendorCode: 'HTTP 302' },
    ],
  ])('fails after %s', async (_case, respond, failure) => {
    const weChat = createWeChat(settings({ endpoint: server.url, timeoutSeconds: 0.2 }));
    answer = respond;

    const outcome = weChat.openidOf('0code');

    await expect(outcome).rejects.toMatchObject({ name: 'Failed', port: 'wechat', ...failure });
  });

  it('never includes the secret or the code in errors', async () => {
    const weChat = createWeChat(settings({ endpoint: server.url }));
    answer = (response) => response.writeHead(500).end();

    const error: unknown = await weChat.openidOf('0code').catch((thrown: unknown) => thrown);

    expect(String(error)).toBe('Failed: wechat: broken (HTTP 500)');
  });
});
