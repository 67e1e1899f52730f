import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { ALIAS } from '../../deploy/calls.ts';
import { at, prefixOf } from '../../deploy/desired-state.ts';
import { jsonOf } from '../../deploy/json-of.ts';
import { check } from './check.ts';
import { later, type Outcome, ok, trouble } from './outcome.ts';

const tokenAnswer = z.object({
  access_token: z.optional(z.string()),
  errcode: z.optional(z.number()),
  errmsg: z.optional(z.string()),
});

const TIMEOUT_MS = 10_000;
const NOT_IN_LIST = 40164;
const PAGE_UNKNOWN = 41030;
const ALLOW_LIST = '微信公众平台 › 开发管理 › 开发设置 › IP 白名单';
const SECRET =
  '在微信公众平台 › 开发管理 › 开发设置核对；AppSecret 忘了的只能重置，重置后更新 SSM 凭据里的 WECHAT_APP_SECRET。';

/** Source: WeChat developer documentation, getStableAccessToken. */
const CODES: Readonly<Record<number, readonly [found: string, todo: string]>> = {
  40013: ['WECHAT_APP_ID 不对', SECRET],
  40125: ['WECHAT_APP_SECRET 不对', SECRET],
  41002: ['没有 WECHAT_APP_ID', SECRET],
  41004: ['没有 WECHAT_APP_SECRET', SECRET],
  45009: ['今天取令牌的次数用完了', '明天再查；平时不会用完，看是不是有别的程序在用同一个小程序。'],
  [-1]: ['微信忙', '几分钟后再运行一次。'],
};

/** Whether WeChat gives this machine a token: AppID and AppSecret fit. Nothing is forced: the functions' token stays. */
export const weChatToken = check('wechat-token', '微信令牌', async ({ service }) => {
  const { WECHAT_API_URL = '', WECHAT_APP_ID: appid = '', WECHAT_APP_SECRET: secret = '' } = service.variables;
  const body = JSON.stringify({ grant_type: 'client_credential', appid, secret });
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
  const answer = await fetch(`${WECHAT_API_URL}/cgi-bin/stable_token`, {
    ...request,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
    .then((response) => response.text())
    .catch(() => undefined);
  if (answer === undefined) return trouble('连不上微信', '检查这台电脑的网络和 WECHAT_API_URL（平时不用设置）。');
  const { access_token, errcode, errmsg = '' } = tokenAnswer.safeParse(jsonOf(answer)).data ?? {};
  if (access_token) return ok('AppID 和 AppSecret 正确，取到了令牌');
  if (errcode === NOT_IN_LIST) return notListed(errmsg);
  const [found, todo] = CODES[errcode ?? 0] ?? [`微信返回 ${errcode ?? '看不懂的内容'}`, '按错误码查微信的文档。'];
  return trouble(errcode === undefined ? found : `${found}（${errcode}）`, todo);
});

/** This machine need not be in the list; the functions must. */
function notListed(errmsg: string): Outcome {
  const [, address = '（未知）'] = /invalid ip ([\d.]+)/.exec(errmsg) ?? [];
  return later(
    `本机 ${address} 不在 IP 白名单（40164），AppSecret 没有查到`,
    `函数的出口地址才须在白名单里，由“微信（从函数）”检查；部署前就想查的，把 ${address} 临时加入：${ALLOW_LIST}。`,
  );
}

interface Invoked {
  readonly Result?: { readonly RetMsg?: string; readonly ErrMsg?: string; readonly Log?: string };
}

/**
 * Whether WeChat answers the deployed functions, from their own address: a code to scan for sign-in is made and thrown
 * away. What went wrong is in the log that the platform returns with the reply.
 */
export const weChatFromFunctions = check(
  'wechat-from-functions',
  '微信（从函数）',
  async ({ account, cloud, deployed, service }) => {
    await account();
    const name = `${prefixOf(service)}session`;
    const session = await deployed();
    if (!session) return later('还没有部署', '部署、登记出口地址以后再运行一次。');
    const { Result = {} } = await cloud.read<Invoked>('scf', 'Invoke', {
      ...at(name),
      Qualifier: ALIAS,
      InvocationType: 'RequestResponse',
      LogType: 'Tail',
      ClientContext: JSON.stringify(scanRequest()),
    });
    const { statusCode } = (jsonOf(Result.RetMsg ?? '') ?? {}) as { readonly statusCode?: number };
    if (statusCode === 201) return ok('函数取到了令牌，小程序码已生成');
    return weChatTrouble(Result.Log ?? '', session.addresses, statusCode);
  },
);

/** The event of a function URL. Source: SCF, function URL (583/96099). */
const scanRequest = () => ({
  httpMethod: 'POST',
  path: '/v1/sessions/scan-tickets',
  queryString: {},
  headers: { 'content-type': 'application/json', 'user-agent': 'icp-filing-doctor', 'x-scf-remote-addr': '127.0.0.1' },
  body: JSON.stringify({ challenge: randomBytes(32).toString('base64url') }),
});

function weChatTrouble(log: string, egress: readonly string[], statusCode: number | undefined): Outcome {
  const lines = log.split('\n').map((line) => (jsonOf(line) ?? {}) as Readonly<Record<string, unknown>>);
  const failed = lines.find(({ port, vendorCode, outcome }) => port === 'wechat' && (vendorCode || outcome !== 'ok'));
  const code = Number(lines.find(({ port, vendorCode }) => port === 'wechat' && vendorCode)?.vendorCode);
  if (code === NOT_IN_LIST || lines.some(({ setting }) => setting === 'wechat-ip-allow-list'))
    return trouble(
      '函数的出口地址不在 IP 白名单（40164）',
      `把 ${egress.length > 0 ? egress.join('、') : 'NAT 网关的地址'} 加入：${ALLOW_LIST}；几分钟后再查。`,
    );
  if (code === PAGE_UNKNOWN)
    return later('令牌取到了，小程序还没有发布（41030）', '小程序发布以后再查；在此之前，网页不能扫码登录。');
  const [found, todo] = CODES[code] ?? [];
  if (found && todo) return trouble(`${found}（${code}）`, `${todo}然后再部署。`);
  if (failed && !Number.isFinite(code))
    return trouble(
      '函数连不上微信',
      '函数要能访问公网：看“函数的网络和出口”；用 NAT 网关的，看子网的路由表有没有指向它。',
    );
  return trouble(
    `函数没有答应（${statusCode ?? '出错'}）`,
    '运行 npx serverless logs -f session 看日志，再看 /v1/health 的 facts.failing。',
  );
}
