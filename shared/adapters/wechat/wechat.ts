import * as z from 'zod';
import type { Clock } from '../../ports/clock.ts';
import { Failed, type FailureKind } from '../../ports/failed.ts';
import type { WeChat } from '../../ports/wechat.ts';

export interface WeChatSettings {
  readonly appId: string;
  readonly appSecret: string;
  /** `https://api.weixin.qq.com`, or a stand-in. No trailing slash. */
  readonly endpoint: string;
  /** Which version of the mini program a code opens. Only `release` makes WeChat check that the page is published. */
  readonly version: 'release' | 'trial' | 'develop';
  /** Time for one call. Less than the function's own limit. */
  readonly timeoutSeconds: number;
  readonly clock: Clock;
}

const PORT = 'wechat';

/** The code is bad or too old, was used, or WeChat blocked this person as high-risk. */
const NOBODY: ReadonlySet<number> = new Set([40029, 40163, 40226]);

/** The access token is wrong, replaced or over. */
const STALE_TOKEN: ReadonlySet<number> = new Set([40001, 40014, 42001]);

/** Other codes whose kind we know; everything else is `broken`. Source: WeChat developer documentation, global return codes. */
const KINDS: Readonly<Record<number, FailureKind>> = {
  [-1]: 'throttled', // system busy, try later
  45009: 'throttled', // quota of the interface
  45011: 'throttled', // calls per minute
  40001: 'refused', // credential
  40013: 'refused', // app id
  40014: 'refused', // access token
  40125: 'refused', // app secret
  40164: 'refused', // our address is not in the app's list
  42001: 'refused', // access token over
  48001: 'refused', // interface not granted
};

/** WeChat lets an old token live for 5 minutes beside its successor, so a token is renewed that long before its end. */
const RENEW_BEFORE_MS = 5 * 60 * 1000;

/**
 * The WeChat platform by its server API (`jscode2session`, `stable_token`, `getwxacodeunlimit`).
 *
 * The access token is cached in this process. In normal mode `stable_token` gives every process the same token, so nothing is shared.
 */
export function createWeChat(settings: WeChatSettings): WeChat {
  const tokens = new TokenCache(settings);

  return {
    async openidOf(code) {
      const { appId, appSecret } = settings;
      const query = { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' };
      const answer = await ask(settings, { path: '/sns/jscode2session', query });
      const errcode = errcodeOf(answer);
      if (errcode === undefined) return parseJson(z.object({ openid: z.string().min(1) }), answer).openid;
      if (NOBODY.has(errcode)) return undefined;
      throw failed(errcode);
    },

    async miniProgramCode(scene, page) {
      const body = { scene, page, env_version: settings.version, check_path: settings.version === 'release' };
      const draw = (access_token: string) =>
        ask(settings, { path: '/wxa/getwxacodeunlimit', query: { access_token }, body });

      const token = await tokens.get();
      let answer = await draw(token);
      if (STALE_TOKEN.has(errcodeOf(answer) ?? 0)) answer = await draw(await tokens.replace(token));
      if (isPicture(answer)) return answer;
      throw failed(errcodeOf(answer));
    },
  };
}

/** One access token for all calls of this process; calls that come while it is fetched wait for the same answer. */
class TokenCache {
  readonly #settings: WeChatSettings;
  #known: { readonly token: string; readonly renewAt: number } | undefined;
  #fetching: Promise<string> | undefined;

  constructor(settings: WeChatSettings) {
    this.#settings = settings;
  }

  async get(): Promise<string> {
    if (this.#known && this.#known.renewAt > this.#settings.clock.now().getTime()) return this.#known.token;
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  /** Another token than the one that WeChat has just refused. */
  async replace(refused: string): Promise<string> {
    if (this.#known?.token === refused) this.#known = undefined;
    return this.get();
  }

  async #fetch(): Promise<string> {
    const { appId, appSecret, clock } = this.#settings;
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret };
    const answer = await ask(this.#settings, { path: '/cgi-bin/stable_token', body });
    const errcode = errcodeOf(answer);
    if (errcode !== undefined) throw failed(errcode);
    const { access_token, expires_in } = parseJson(stableToken, answer);
    this.#known = { token: access_token, renewAt: clock.now().getTime() + expires_in * 1000 - RENEW_BEFORE_MS };
    return access_token;
  }
}

const stableToken = z.object({ access_token: z.string().min(1), expires_in: z.number() });

interface Question {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** @throws Failed when no answer came in time, or none that WeChat itself gives: those have status 200. */
async function ask({ endpoint, timeoutSeconds }: WeChatSettings, { path, query, body }: Question): Promise<Buffer> {
  const url = `${endpoint}${path}${query ? `?${new URLSearchParams(query)}` : ''}`;
  let response: Response;
  try {
    response = await fetch(url, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutSeconds * 1000),
    });
    if (response.ok) return Buffer.from(await response.arrayBuffer());
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    throw new Failed(PORT, timedOut ? 'timeout' : 'broken', undefined, { cause: error });
  }
  throw new Failed(PORT, 'broken', `HTTP ${response.status}`);
}

const failed = (errcode: number | undefined) =>
  errcode === undefined
    ? new Failed(PORT, 'broken', 'UnexpectedAnswer')
    : new Failed(PORT, KINDS[errcode] ?? 'broken', String(errcode));

/** JPEG, or PNG for a transparent ground: told by the bytes, since an error comes under the same status. */
const isPicture = (answer: Buffer) =>
  ['ffd8ff', '89504e47'].some((signature) => answer.subarray(0, signature.length / 2).toString('hex') === signature);

/** The errcode of an error; undefined for success, where it is absent or 0. */
function errcodeOf(answer: Buffer): number | undefined {
  const errcode = z.object({ errcode: z.number() }).safeParse(jsonOf(answer)).data?.errcode;
  return errcode === 0 ? undefined : errcode;
}

function parseJson<T>(schema: z.ZodType<T>, answer: Buffer): T {
  const parsed = schema.safeParse(jsonOf(answer));
  // The schema error repeats the vendor's values, so it is not kept as the cause.
  if (!parsed.success) throw failed(undefined);
  return parsed.data;
}

function jsonOf(answer: Buffer): unknown {
  try {
    return JSON.parse(answer.toString('utf8'));
  } catch {
    return undefined;
  }
}
