import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { listen, type Running, readBody } from 'loopback-server/http-server.ts';
import * as z from 'zod/mini';
import { AccessTokens } from './wechat/access-tokens.ts';
import { drawMiniProgramCode } from './wechat/mini-program-code.ts';
import { OneTimeCodes } from './wechat/one-time-codes.ts';
import { type SentMessage, SubscribeMessages } from './wechat/subscribe-messages.ts';
import { WeChatError } from './wechat/wechat-error.ts';

/** The only mini program of the laptop's WeChat. */
export const LAPTOP_MINI_PROGRAM = { appId: 'wx00000000laptop00', appSecret: 'laptop-app-secret-of-no-value' } as const;

/** A person's openid in the laptop's mini program: derived from the name, so it is the same on every laptop. */
export const openidOfName = (name: string): string =>
  `o${createHash('sha256').update(`${LAPTOP_MINI_PROGRAM.appId}\n${name}`).digest('base64url').slice(0, 27)}`;

export interface WeChatStandIn extends Running {
  /** Subscribe messages sent so far, oldest first. */
  messages(): readonly SentMessage[];
  /** Makes this person refuse messages (43101), or accept them again. */
  refuseMessages(openid: string, refuse?: boolean): void;
  /** Makes the next vendor calls fail with this errcode, e.g. -1 busy, 45009 quota, 40001 token. */
  failNext(errcode: number, times?: number): void;
  /** Accepts the next message without a response. */
  loseNextAnswer(): void;
  /** The IP allow-list of the mini program: others get no access token (40164). Undefined is no list, the default. */
  allowOnly(addresses: readonly string[] | undefined): void;
}

const SEND_MESSAGE = '/cgi-bin/message/subscribe/send';

interface Call {
  readonly query: URLSearchParams;
  /** The request's JSON body; undefined when there is none. */
  readonly body: unknown;
  /** IPv4 address of the caller. */
  readonly address: string;
}

type Answer = Record<string, unknown> | unknown[] | Buffer;
type Interface = (call: Call) => Answer | Promise<Answer>;

/**
 * Starts a stand-in for `api.weixin.qq.com` that speaks its JSON: jscode2session, stable_token, getwxacodeunlimit,
 * subscribe/send and getuserphonenumber, with their error codes. Source: WeChat developer documentation, mini program
 * server API.
 *
 * Paths under `/laptop/` simulate the phone: `GET /laptop/login?name=` is `wx.login` of a named person (`&blocked=1`
 * for one whom WeChat calls high-risk), `GET /laptop/phone?number=` is the phone number button, `GET /laptop/messages`
 * lists the received messages.
 *
 * @param log one line per call: path and errcode, nothing of the content.
 * @param now only tests set it.
 */
export async function startWeChat({
  port,
  dir,
  log,
  now = () => new Date(),
}: {
  port: number;
  dir: string;
  log: (line: string) => void;
  now?: () => Date;
}): Promise<WeChatStandIn> {
  const messages = await SubscribeMessages.open(join(dir, 'messages.jsonl'), now);
  let allowed: readonly string[] | undefined;
  const interfaces = vendorInterfaces(messages, now, () => allowed);
  const failures: number[] = [];
  let lost = 0;

  const running = await listen(port, async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://wechat');
    const serve = interfaces[`${request.method} ${pathname}`];
    if (!serve) return sendNotFound(response);
    try {
      const failure = pathname.startsWith('/laptop/') ? undefined : failures.shift();
      if (failure !== undefined) throw new WeChatError(failure, 'failed on demand');
      const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
      const answer = await serve({ query, body: await jsonBody(request), address });
      if (lost > 0 && pathname === SEND_MESSAGE) lost -= 1;
      else send(response, answer);
      log(`${pathname} ok`);
    } catch (error) {
      if (!(error instanceof WeChatError)) throw error;
      log(`${pathname} ${error.errcode}`);
      send(response, { errcode: error.errcode, errmsg: `${error.errmsg} rid: ${randomBytes(8).toString('hex')}` });
    }
  });

  return {
    ...running,
    messages: () => messages.sent,
    refuseMessages: (openid, refuse = true) => {
      if (refuse) messages.refusing.add(openid);
      else messages.refusing.delete(openid);
    },
    failNext: (errcode, times = 1) => failures.push(...Array<number>(times).fill(errcode)),
    loseNextAnswer: () => {
      lost += 1;
    },
    allowOnly: (addresses) => {
      allowed = addresses;
    },
  };
}

function vendorInterfaces(
  messages: SubscribeMessages,
  now: () => Date,
  allowed: () => readonly string[] | undefined,
): Readonly<Record<string, Interface>> {
  const tokens = new AccessTokens(now);
  const logins = new OneTimeCodes<{ readonly name: string; readonly blocked: boolean }>(now);
  const phones = new OneTimeCodes<string>(now);
  const withToken =
    (serve: (body: unknown) => Answer | Promise<Answer>): Interface =>
    ({ query, body }) => {
      tokens.check(query.get('access_token'));
      return serve(body);
    };

  return {
    'GET /laptop/login': ({ query }) => ({
      code: logins.issue({ name: required(query, 'name'), blocked: query.has('blocked') }),
    }),
    'GET /laptop/phone': ({ query }) => ({ code: phones.issue(required(query, 'number')) }),
    'GET /laptop/messages': () => [...messages.sent],

    'GET /sns/jscode2session': ({ query }) => {
      checkApp(query.get('appid'), query.get('secret'));
      if (query.get('grant_type') !== 'authorization_code') throw new WeChatError(40002, 'invalid grant_type');
      const code = query.get('js_code');
      if (!code) throw new WeChatError(41008, 'missing code');
      const { name, blocked } = logins.redeem(code);
      if (blocked) throw new WeChatError(40226, 'code blocked');
      return { session_key: randomBytes(16).toString('base64'), openid: openidOfName(name) };
    },

    'POST /cgi-bin/stable_token': ({ body, address }) => {
      const { grant_type, appid, secret, force_refresh } = parse(tokenRequest, body);
      if (grant_type !== 'client_credential') throw new WeChatError(40002, 'invalid grant_type');
      checkApp(appid, secret);
      if (!(allowed()?.includes(address) ?? true))
        throw new WeChatError(40164, `invalid ip ${address} ipv6 ::ffff:${address}, not in whitelist`);
      return tokens.stable(force_refresh);
    },

    'POST /wxa/getwxacodeunlimit': withToken((body) => {
      const { scene, page, width } = parse(codeRequest, body);
      if (scene.length === 0 || scene.length > 32)
        throw new WeChatError(40169, 'invalid length for scene, or the data is not json string');
      if (!SCENE.test(scene)) throw new WeChatError(40129, 'invalid scene');
      if (!PAGE.test(page)) throw new WeChatError(41030, 'invalid page');
      return drawMiniProgramCode({ scene, page }, width);
    }),

    [`POST ${SEND_MESSAGE}`]: withToken(async (body) => {
      await messages.send(body);
      return { errcode: 0, errmsg: 'ok' };
    }),

    'POST /wxa/business/getuserphonenumber': withToken((body) => {
      const number = phones.redeem(parse(z.object({ code: z.string() }), body).code);
      const watermark = { timestamp: Math.floor(now().getTime() / 1000), appid: LAPTOP_MINI_PROGRAM.appId };
      const phone = { phoneNumber: number, purePhoneNumber: number, countryCode: '86', watermark };
      return { errcode: 0, errmsg: 'ok', phone_info: phone };
    }),
  };
}

const SCENE = /^[A-Za-z0-9!#$&'()*+,/:;=?@\-._~]+$/;
/** Without a leading slash and without a query; empty is the home page. */
const PAGE = /^([A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*)?$/;

const tokenRequest = z.object({
  grant_type: z._default(z.string(), ''),
  appid: z._default(z.string(), ''),
  secret: z._default(z.string(), ''),
  force_refresh: z._default(z.boolean(), false),
});

const codeRequest = z.object({
  scene: z._default(z.string(), ''),
  page: z._default(z.string(), ''),
  check_path: z._default(z.boolean(), true),
  env_version: z._default(z.enum(['release', 'trial', 'develop']), 'release'),
  width: z._default(z.int().check(z.minimum(280), z.maximum(1280)), 430),
});

function checkApp(appId: string | null, secret: string | null): void {
  if (!appId) throw new WeChatError(41002, 'appid missing');
  if (!secret) throw new WeChatError(41004, 'appsecret missing');
  if (appId !== LAPTOP_MINI_PROGRAM.appId) throw new WeChatError(40013, 'invalid appid');
  if (secret !== LAPTOP_MINI_PROGRAM.appSecret) throw new WeChatError(40125, 'invalid appsecret');
}

function required(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw new WeChatError(40097, `invalid args: ${name} missing`);
  return value;
}

function parse<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new WeChatError(40097, 'invalid args');
  return parsed.data;
}

async function jsonBody(request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'POST') return undefined;
  const body = await readBody(request, 100_000);
  try {
    return JSON.parse(body?.toString('utf8') ?? '');
  } catch {
    throw new WeChatError(47001, 'data format error');
  }
}

function send(response: ServerResponse, answer: Answer): void {
  const [contentType, body] = Buffer.isBuffer(answer)
    ? ['image/png', answer]
    : ['application/json; encoding=utf-8', JSON.stringify(answer)];
  // The web page on another port simulates the phone, so any origin may send requests.
  response.writeHead(200, { 'content-type': contentType, 'access-control-allow-origin': '*' }).end(body);
}

function sendNotFound(response: ServerResponse): void {
  response.writeHead(404).end();
}
