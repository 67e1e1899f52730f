import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { targetOf } from './wechat/mini-program-code.ts';
import { LAPTOP_MINI_PROGRAM, openidOfName, startWeChat, type WeChatStandIn } from './wechat.ts';

const { appId, appSecret } = LAPTOP_MINI_PROGRAM;

let dir: string;
let now: Date;
let log: string[];
let weChat: WeChatStandIn;

const start = () => startWeChat({ port: 0, dir, log: (line) => log.push(line), now: () => now });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'wechat-'));
  now = new Date('2026-11-24T01:00:00Z');
  log = [];
  weChat = await start();
});

afterEach(async () => {
  await weChat.stop();
  await rm(dir, { recursive: true });
});

async function get(path: string, query: Record<string, string>): Promise<Record<string, unknown>> {
  const response = await fetch(`${weChat.url}${path}?${new URLSearchParams(query)}`);
  return (await response.json()) as Record<string, unknown>;
}

async function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${weChat.url}${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const postJson = async (path: string, body: unknown) =>
  (await (await post(path, body)).json()) as Record<string, unknown>;

const stableToken = async (more: Record<string, unknown> = {}) =>
  postJson('/cgi-bin/stable_token', { grant_type: 'client_credential', appid: appId, secret: appSecret, ...more });

const withToken = async (path: string) => `${path}?access_token=${String((await stableToken()).access_token)}`;

const session = { appid: appId, secret: appSecret, grant_type: 'authorization_code' };

describe('jscode2session', () => {
  it('returns the openid and a session key, and no errcode', async () => {
    const { code } = await get('/laptop/login', { name: '林小满' });

    const answer = await get('/sns/jscode2session', { ...session, js_code: String(code) });

    expect(answer).toEqual({ openid: openidOfName('林小满'), session_key: expect.stringMatching(/^[\w+/]{22}==$/) });
  });

  it.each([
    [{ js_code: '0unknown' }, 40029],
    [{ js_code: '' }, 41008],
    [{ appid: '' }, 41002],
    [{ secret: '' }, 41004],
    [{ appid: 'wxother' }, 40013],
    [{ secret: 'wrong' }, 40125],
    [{ grant_type: 'password' }, 40002],
  ])('answers %j with errcode %i under status 200', async (changes, errcode) => {
    const { code } = await get('/laptop/login', { name: '林小满' });

    const answer = await get('/sns/jscode2session', { ...session, js_code: String(code), ...changes });

    expect(answer).toMatchObject({ errcode });
  });

  it('logs neither name nor code nor secret', async () => {
    const { code } = await get('/laptop/login', { name: '林小满' });
    await get('/sns/jscode2session', { ...session, js_code: String(code) });
    await get('/sns/jscode2session', { ...session, js_code: String(code) });

    const lines = log;

    expect(lines).toEqual(['/laptop/login ok', '/sns/jscode2session ok', '/sns/jscode2session 40163']);
  });
});

describe('stable_token', () => {
  it('[40164] is refused to addresses that are not on the allow-list, where there is one', async () => {
    weChat.allowOnly(['203.0.113.20']);
    const refused = await stableToken();
    weChat.allowOnly(['203.0.113.20', '127.0.0.1']);
    const allowed = await stableToken();

    expect(refused).toEqual({
      errcode: 40164,
      errmsg: expect.stringMatching(/^invalid ip 127\.0\.0\.1 ipv6 ::ffff:127\.0\.0\.1, not in whitelist rid: /),
    });
    expect(allowed).toMatchObject({ access_token: expect.any(String) });
  });

  it('returns the same token to every caller until 5 minutes before its end, then a new one beside it', async () => {
    const first = await stableToken();
    now = new Date('2026-11-24T02:54:00Z');
    const later = await stableToken();
    now = new Date('2026-11-24T02:56:00Z');

    const renewed = await stableToken();

    expect(first).toMatchObject({ expires_in: 7200 });
    expect(later).toEqual({ access_token: first.access_token, expires_in: 360 });
    expect(renewed.access_token).not.toBe(first.access_token);
    expect(await postJson(`/wxa/getwxacodeunlimit?access_token=${String(first.access_token)}`, {})).toMatchObject({
      errcode: 40169,
    });
  });

  it('invalidates the old token when a refresh is forced', async () => {
    const path = await withToken('/wxa/getwxacodeunlimit');
    await stableToken({ force_refresh: true });

    const answer = await postJson(path, { scene: 'ticket' });

    expect(answer).toMatchObject({ errcode: 40001 });
  });

  it('accepts a token for 2 hours', async () => {
    const path = await withToken('/wxa/getwxacodeunlimit');
    now = new Date('2026-11-24T03:00:00Z');

    const answer = await postJson(path, { scene: 'ticket' });

    expect(answer).toMatchObject({ errcode: 42001 });
  });
});

describe('getwxacodeunlimit', () => {
  it('draws a picture of the requested width that contains page and scene', async () => {
    const path = await withToken('/wxa/getwxacodeunlimit');

    const response = await post(path, {
      scene: 'a=1&b=2',
      page: 'pages/start/start',
      width: 600,
    });
    const picture = Buffer.from(await response.arrayBuffer());
    const { format, width, height } = await sharp(picture).metadata();
    const { dominant } = await sharp(picture).stats();

    expect(response.headers.get('content-type')).toBe('image/png');
    expect({ format, width, height }).toEqual({ format: 'png', width: 600, height: 600 });
    expect(dominant).toEqual({ r: 248, g: 248, b: 248 });
    expect(targetOf(picture)).toEqual({ scene: 'a=1&b=2', page: 'pages/start/start' });
  });

  it.each([
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '' }, 40169],
    [{ scene: '100%' }, 40129],
    [{ scene: '票' }, 40129],
    [{ scene: 'x', page: '/pages/start' }, 41030],
    [{ scene: 'x', page: 'pages/start?a=1' }, 41030],
    [{ scene: 'x', width: 100 }, 40097],
    ['no json', 47001],
  ])('answers %j with errcode %i', async (body, errcode) => {
    const path = await withToken('/wxa/getwxacodeunlimit');

    const answer = await postJson(path, body);

    expect(answer).toMatchObject({ errcode });
  });

  it('requires an access token', async () => {
    const answer = await postJson('/wxa/getwxacodeunlimit', { scene: 'ticket' });

    expect(answer).toMatchObject({ errcode: 41001 });
  });
});

describe('subscribe messages', () => {
  const openid = openidOfName('林小满');
  const message = {
    touser: openid,
    template_id: 'laptop-progress-template',
    page: 'pages/progress/progress',
    data: {
      thing1: { value: 'yunfan-keji.cn' },
      thing2: { value: '备案审核通过' },
      thing3: { value: '即将提交管局审核' },
      time4: { value: '2026年11月24日 09:00' },
    },
  };

  it('arrive, and survive a restart', async () => {
    const path = await withToken('/cgi-bin/message/subscribe/send');
    const answer = await postJson(path, message);
    await weChat.stop();
    weChat = await start();

    const arrived = weChat.messages();

    expect(answer).toEqual({ errcode: 0, errmsg: 'ok' });
    expect(arrived).toEqual([
      {
        openid,
        templateId: 'laptop-progress-template',
        page: 'pages/progress/progress',
        values: {
          thing1: 'yunfan-keji.cn',
          thing2: '备案审核通过',
          thing3: '即将提交管局审核',
          time4: '2026年11月24日 09:00',
        },
        sentAt: '2026-11-24T01:00:00.000Z',
      },
    ]);
  });

  it('do not reach a person who refuses them, until they accept again', async () => {
    const path = await withToken('/cgi-bin/message/subscribe/send');
    weChat.refuseMessages(openid);
    const refused = await postJson(path, message);
    weChat.refuseMessages(openid, false);

    const wanted = await postJson(path, message);

    expect(refused).toMatchObject({ errcode: 43101 });
    expect(wanted).toMatchObject({ errcode: 0 });
    expect(weChat.messages()).toHaveLength(1);
  });

  it.each([
    [{ touser: 'somebody' }, 40003],
    [{ template_id: '?' }, 40037],
    [{ page: '/pages/progress' }, 41030],
    [{ template_id: 'template-of-another-mini-program' }, 40037],
    [{ data: { ...message.data, thing1: { value: '字'.repeat(21) } } }, 47003],
    [{ data: { ...message.data, thing1: { value: '' } } }, 47003],
    [{ data: { ...message.data, time4: { value: 'tomorrow' } } }, 47003],
    [{ data: { ...message.data, anything1: { value: 'x' } } }, 47003],
    [{ data: { thing1: { value: 'yunfan-keji.cn' } } }, 47003],
    [{ data: undefined }, 47003],
  ])('answers %j with errcode %i', async (changes, errcode) => {
    const path = await withToken('/cgi-bin/message/subscribe/send');

    const answer = await postJson(path, { ...message, ...changes });

    expect(answer).toMatchObject({ errcode });
    expect(weChat.messages()).toEqual([]);
  });
});

describe('getuserphonenumber', () => {
  it('returns the number of the button once', async () => {
    const { code } = await get('/laptop/phone', { number: '13822650039' });
    const path = await withToken('/wxa/business/getuserphonenumber');

    const first = await postJson(path, { code });
    const second = await postJson(path, { code });

    expect(first).toMatchObject({
      errcode: 0,
      phone_info: { phoneNumber: '13822650039', purePhoneNumber: '13822650039', countryCode: '86' },
    });
    expect(second).toMatchObject({ errcode: 40163 });
  });
});

describe('the stand-in', () => {
  it('fails vendor calls on demand, and then works again', async () => {
    weChat.failNext(-1, 2);

    const codes = [await stableToken(), await stableToken(), await stableToken()].map(({ errcode }) => errcode);

    expect(codes).toEqual([-1, -1, undefined]);
  });

  it('has no other path', async () => {
    const response = await fetch(`${weChat.url}/cgi-bin/token`);

    expect(response.status).toBe(404);
  });
});
