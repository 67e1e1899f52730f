import * as z from 'zod/mini';
import {
  exchangeBytes,
  jsonOrUndefined,
  type OutgoingRequest,
  parseJson as parseText,
} from '../../../platform/adapters/http/exchange.ts';
import type { Clock } from '../../../platform/ports/clock.ts';
import { Failed, type FailureKind } from '../../../platform/ports/failed.ts';

export interface WeChatSettings {
  readonly appId: string;
  readonly appSecret: string;
  /** `https://api.weixin.qq.com`, or a stand-in. No trailing slash. */
  readonly endpoint: string;
  /**
   * The version of the mini program that a code or a message opens. WeChat checks that the page is published only for
   * `release`.
   */
  readonly version: 'release' | 'trial' | 'develop';
  /** Timeout of one call. Less than the function's own timeout. */
  readonly timeoutSeconds: number;
  readonly clock: Clock;
}

const PORT = 'wechat';
/** More than a mini-program code of the largest width. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Codes for an access token that is wrong, replaced or expired. */
const STALE_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** WeChat answers calls that need the app's secret or token only to listed addresses, where an app has a list. */
const NOT_IN_LIST = 40164;

/** The kinds of known codes; others are `broken`. Source: WeChat developer documentation, global return codes. */
const KINDS: Readonly<Record<number, FailureKind>> = {
  [-1]: 'throttled', // system busy, try later
  45009: 'throttled', // quota of the interface
  45011: 'throttled', // calls per minute
  40001: 'refused', // credential
  40013: 'refused', // app id
  40014: 'refused', // access token
  40037: 'refused', // template
  40125: 'refused', // app secret
  [NOT_IN_LIST]: 'refused', // our address is not in the app's list
  41030: 'refused', // page
  42001: 'refused', // access token expired
  47003: 'refused', // a template has other keywords than we fill in
  48001: 'refused', // interface not granted
};

/** An old token stays valid for 5 minutes beside its successor, so a token is renewed that long before it expires. */
const RENEW_BEFORE_MS = 5 * 60 * 1000;

export interface WeChatQuestion {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** The server API of one mini program. Its replies are bytes: pictures, or JSON with an errcode. */
export interface WeChatApi {
  /**
   * @throws Failed('wechat', …) when no reply arrives in time, or none from WeChat itself, whose replies have status
   * 200.
   */
  ask(question: WeChatQuestion): Promise<Buffer>;
  /** The same with the mini program's access token. A token that WeChat calls stale is replaced once. */
  askWithToken(question: WeChatQuestion): Promise<Buffer>;
}

/** Caches the access token in this process. `stable_token` returns the same one to every process. */
export function weChatApi(settings: WeChatSettings): WeChatApi {
  let known: { readonly token: string; readonly renewAt: number } | undefined;
  let fetching: Promise<string> | undefined;

  /** One access token for all calls of this process; concurrent calls wait for the same request. */
  async function accessToken(): Promise<string> {
    if (known && known.renewAt > settings.clock.now().getTime()) return known.token;
    fetching ??= fetchToken(settings)
      .then((fetched) => {
        known = fetched;
        return fetched.token;
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  }

  return {
    ask: (question) => ask(settings, question),
    async askWithToken(question) {
      const asked = (access_token: string) =>
        ask(settings, { ...question, query: { ...question.query, access_token } });
      const token = await accessToken();
      const answer = await asked(token);
      if (!STALE_TOKEN.has(errcodeOf(answer) ?? 0)) return answer;
      if (known?.token === token) known = undefined;
      return asked(await accessToken());
    },
  };
}

async function fetchToken(settings: WeChatSettings) {
  const { appId, appSecret, clock } = settings;
  const body = { grant_type: 'client_credential', appid: appId, secret: appSecret };
  const answer = await ask(settings, { path: '/cgi-bin/stable_token', body });
  const errcode = errcodeOf(answer);
  if (errcode !== undefined) throw failed(errcode);
  const { access_token, expires_in } = parseJson(stableToken, answer);
  return { token: access_token, renewAt: clock.now().getTime() + expires_in * 1000 - RENEW_BEFORE_MS };
}

const stableToken = z.object({ access_token: z.string().check(z.minLength(1)), expires_in: z.number() });

async function ask(
  { endpoint, timeoutSeconds }: WeChatSettings,
  { path, query, body }: WeChatQuestion,
): Promise<Buffer> {
  const url = `${endpoint}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
  const headers = { 'content-type': 'application/json' };
  const request: OutgoingRequest = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
  const limits = { port: PORT, timeoutSeconds, maxBytes: MAX_BYTES };
  const { status, body: read } = await exchangeBytes(url, request, limits);
  if (status !== 200) throw new Failed(PORT, 'broken', `HTTP ${status}`);
  if (!read) throw new Failed(PORT, 'broken', 'AnswerTooLarge');
  return read;
}

/** The failure for an errcode, or for a reply that is neither an errcode nor the expected data. */
export const failed = (errcode: number | undefined) =>
  errcode === undefined
    ? new Failed(PORT, 'broken', 'UnexpectedAnswer')
    : new Failed(PORT, KINDS[errcode] ?? 'broken', String(errcode), {
        setting: errcode === NOT_IN_LIST ? 'wechat-ip-allow-list' : undefined,
      });

/** The errcode of an error; undefined for success, where it is missing or 0. */
export function errcodeOf(answer: Buffer): number | undefined {
  const errcode = z.object({ errcode: z.number() }).safeParse(jsonOf(answer)).data?.errcode;
  return errcode === 0 ? undefined : errcode;
}

/** @throws Failed('wechat', 'broken') when the reply does not match. */
export const parseJson = <T>(schema: z.ZodMiniType<T>, answer: Buffer): T =>
  parseText(PORT, answer.toString('utf8'), schema);

const jsonOf = (answer: Buffer): unknown => jsonOrUndefined(answer.toString('utf8'));

/** Whether the reply is from WeChat's API and not from a proxy in between. */
export const isJson = (answer: Buffer): boolean => jsonOf(answer) !== undefined;
