import * as z from 'zod/mini';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, id, line, sixDigits } from '../../contracts/kit/words.ts';
import { codeTimes } from '../../shared/schemas/code-times.ts';

/** SHA-256 of a device's secret, base64url without padding. */
const challenge = z
  .string()
  .check(z.regex(/^[\w-]{43}$/, { error: '请填写密钥的 SHA-256 摘要（base64url，43 个字符）。' }));
const secret = z.string().check(z.regex(/^[\w-]{43}$/, { error: '请填写 32 字节随机密钥（base64url，43 个字符）。' }));
/** Slow enough against guessing, and enough for many people behind one address. */
const limits = [{ per: 'address', times: 300, seconds: 600 }] as const;
const params = z.strictObject({ ticket: z.string().check(z.regex(/^[\w-]{22}$/)) });
const code = sixDigits('请填写短信里的 6 位验证码。');
const mobile = line(24);
export const sessionToken = z.strictObject({ token: z.string(), expiresAt: instant });

export const contract = defineContract({
  signIn: {
    method: 'POST',
    path: '/v1/sessions',
    summary: '登录：用 wx.login 得到的 code 换取会话令牌；带上 challenge 的设备以后可以凭密钥续期',
    caller: 'anonymous',
    seesDevice: true,
    limits,
    body: z.strictObject({ code: line(128), challenge: z.optional(challenge) }),
    reply: sessionToken,
    status: 201,
  },
  renew: {
    method: 'POST',
    path: '/v1/sessions/renewals',
    summary: '续期：用本机密钥换取新的会话令牌，同时登记下一个密钥的摘要；密钥被重复使用时该登录立即失效',
    caller: 'anonymous',
    seesDevice: true,
    limits,
    body: z.strictObject({ secret, next: challenge }),
    reply: sessionToken,
    status: 201,
  },
  signOut: {
    method: 'POST',
    path: '/v1/sessions/ends',
    summary: '退出本机的登录；本机的令牌立即失效',
    caller: 'anonymous',
    limits,
    body: z.strictObject({ secret }),
    reply: z.strictObject({}),
  },
  signOutEverywhere: {
    method: 'DELETE',
    path: '/v1/sessions',
    summary: '退出所有设备的登录；所有令牌立即失效',
    caller: 'session',
    limits,
    reply: z.strictObject({ ended: z.int() }),
  },
  listSessions: {
    method: 'GET',
    path: '/v1/sessions',
    summary: '我的设备：仍然有效的登录，最近使用的在前；isThis 为本次请求所用的登录',
    caller: 'session',
    seesDevice: true,
    limits,
    reply: z.strictObject({
      sessions: z.array(
        z.strictObject({
          sessionId: id,
          device: z.optional(z.string()),
          isThis: z.boolean(),
          openedAt: instant,
          usedAt: instant,
          expiresAt: instant,
        }),
      ),
    }),
  },
  endSession: {
    method: 'DELETE',
    path: '/v1/sessions/{sessionId}',
    summary: '退出一个设备的登录；它的令牌立即失效',
    caller: 'session',
    limits,
    params: z.strictObject({ sessionId: id }),
    reply: z.strictObject({}),
  },
  makeScanTicket: {
    method: 'POST',
    path: '/v1/sessions/scan-tickets',
    summary: '网页扫码登录：得到要显示的小程序码；手机确认后，网页用自己的密钥续期即可得到令牌',
    caller: 'anonymous',
    origin: true,
    limits,
    body: z.strictObject({ challenge }),
    reply: z.strictObject({ ticket: z.string(), expiresAt: instant, miniProgramCode: view }),
    status: 201,
  },
  showScanTicket: {
    method: 'GET',
    path: '/v1/sessions/scan-tickets/{ticket}',
    summary: '查看扫码登录是否已在手机上确认；wait 为最长等待的秒数',
    caller: 'anonymous',
    limits,
    // Many people behind one address may be scanning.
    atOnce: { per: 'address', most: 20 },
    params,
    query: z.strictObject({ wait: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(15)), 0) }),
    reply: z.strictObject({ state: z.enum(['waiting', 'confirmed', 'expired']) }),
  },
  showScanAsker: {
    method: 'GET',
    path: '/v1/sessions/scan-tickets/{ticket}/asker',
    summary: '扫码后、确认前在手机上显示：是什么在请求登录。没有地点数据，只给出网络地址的前半段；浏览器由它自己声明',
    caller: 'session',
    limits,
    params,
    reply: z.strictObject({ addressRange: anyText, browser: anyText, askedAt: instant, expiresAt: instant }),
  },
  confirmScanTicket: {
    method: 'POST',
    path: '/v1/sessions/scan-tickets/{ticket}/confirmation',
    summary: '在已登录的手机上确认网页登录',
    caller: 'session',
    limits,
    params,
    reply: z.strictObject({ state: z.literal('confirmed') }),
  },
  sendPhoneCode: {
    method: 'POST',
    path: '/v1/sessions/phone-codes',
    summary: '手机号登录：向手机号发送验证码。号码有没有账号，应答都相同；每个号码、网络和浏览器的次数有限',
    caller: 'anonymous',
    origin: true,
    limits,
    body: z.strictObject({ mobile, challenge }),
    reply: codeTimes,
    status: 202,
  },
  signInByPhone: {
    method: 'POST',
    path: '/v1/sessions/phone-sign-ins',
    summary:
      '手机号登录：填写验证码。signed-in 后用本机密钥续期即可得到令牌；certificate-needed 表示号码超过 90 天没有登录过，须再核对证件号码',
    caller: 'anonymous',
    seesDevice: true,
    limits,
    body: z.strictObject({ challenge, code }),
    reply: z.strictObject({ state: z.enum(['signed-in', 'certificate-needed']) }),
  },
  proveNumber: {
    method: 'POST',
    path: '/v1/sessions/phone-proofs',
    summary: '手机号登录：号码超过 90 天没有登录过时，用原账号里的证件号码进入原账号，或用 startsNew 开始一个新账号',
    caller: 'anonymous',
    seesDevice: true,
    limits,
    body: z.union([
      z.strictObject({ challenge, certificateNumber: line(40) }),
      z.strictObject({ challenge, startsNew: z.literal(true) }),
    ]),
    reply: z.strictObject({ state: z.literal('signed-in') }),
  },
  sendLinkCode: {
    method: 'POST',
    path: '/v1/sessions/phone-links/codes',
    summary: '关联手机号：向手机号发送验证码；须在 10 分钟内登录过。每个号码和网络的次数有限',
    caller: 'session',
    seesDevice: true,
    origin: true,
    limits: perAccount(20),
    body: z.strictObject({ mobile }),
    reply: codeTimes,
    status: 202,
  },
  linkPhone: {
    method: 'POST',
    path: '/v1/sessions/phone-links',
    summary:
      '关联手机号：填写验证码，以后可以用它登录；须在 10 分钟内登录过。号码已有账号时，没有内容的那个账号并入另一个：moved 表示本次登录已属于手机号的账号，须续期',
    caller: 'session',
    seesDevice: true,
    limits: perAccount(60),
    body: z.strictObject({ code }),
    reply: z.strictObject({ state: z.enum(['linked', 'moved']) }),
  },
  unlinkPhone: {
    method: 'POST',
    path: '/v1/sessions/phone-links/ends',
    summary: '取消关联手机号；须在 10 分钟内登录过，且还能用微信登录',
    caller: 'session',
    seesDevice: true,
    limits: perAccount(20),
    reply: z.strictObject({}),
  },
  showBoundNumber: {
    method: 'POST',
    path: '/v1/sessions/bound-numbers',
    summary:
      '微信绑定的手机号：用手机号快速验证按钮得到的 code 换取，供填写表单时省去输入，不填也可以。完整号码只在 view 里。每次由微信计费，与短信验证码共用每日上限',
    caller: 'session',
    limits: perAccount(20),
    body: z.strictObject({ code: line(128) }),
    reply: z.strictObject({ mobile: anyText, view }),
    view: z.object({ mobile: anyText }),
  },
});
