import * as z from 'zod/mini';
import { asAnybody, asApplicant } from '../../contracts/kit/callers.ts';
import { defineContract } from '../../contracts/kit/contract.ts';
import { perAccount, SIGN_IN_LIMITS } from '../../contracts/kit/default-limits.ts';
import { instant } from '../../contracts/kit/instant.ts';
import { view } from '../../contracts/kit/view.ts';
import { anyText, id, line, sixDigits } from '../../contracts/kit/words.ts';
import { codeTimes } from '../../shared/schemas/code-times.ts';

/** SHA-256 of a device's secret, base64url without padding. */
const challenge = z
  .string()
  .check(z.regex(/^[\w-]{43}$/, { error: '请填写密钥的 SHA-256 摘要（base64url，43 个字符）。' }));
const secret = z.string().check(z.regex(/^[\w-]{43}$/, { error: '请填写 32 字节随机密钥（base64url，43 个字符）。' }));
const limits = SIGN_IN_LIMITS;
/** Each ticket is a call to WeChat and an object; a page asks for one when somebody wants to scan it. */
const TICKET_LIMITS = [{ per: 'address', times: 200, seconds: 3600 }] as const;
const params = z.strictObject({ ticket: z.string().check(z.regex(/^[\w-]{22}$/)) });
/** The solution of `facts.puzzle` of a refusal, or what the vendor's captcha of `facts.captchaAppId` has given. */
const proof = z.union([
  z.strictObject({ puzzle: line(200), solution: z.int().check(z.minimum(0), z.maximum(2_147_483_647)) }),
  z.strictObject({ ticket: line(2000), randstr: line(200) }),
]);
const code = sixDigits('请填写短信里的 6 位验证码。');
const mobile = line(24);
export const sessionToken = z.strictObject({ token: z.string(), expiresAt: instant, accountId: id });
/** What the program of a device remembers, so that the device is known again. Without it a device is known by its User-Agent. */
const device = z.optional(
  z.string().check(z.regex(/^[\w-]{22,43}$/, { error: '请填写本机随机生成并一直保留的标识（base64url）。' })),
);

export const contract = defineContract({
  signIn: {
    ...asAnybody('POST', '/v1/sessions'),
    title: 'Sign in with a WeChat code',
    summary: '登录：用 wx.login 得到的 code 换取会话令牌；带上 challenge 的设备以后可以凭密钥续期',
    seesDevice: true,
    limits,
    body: z.strictObject({ code: line(128), challenge: z.optional(challenge), device }),
    reply: sessionToken,
    status: 201,
  },
  renew: {
    ...asAnybody('POST', '/v1/sessions/renewals'),
    title: 'Renew a session',
    summary: '续期：用本机密钥换取新的会话令牌，同时登记下一个密钥的摘要；密钥被重复使用时该登录立即失效',
    seesDevice: true,
    limits,
    body: z.strictObject({ secret, next: challenge, device }),
    reply: sessionToken,
    status: 201,
  },
  signOut: {
    ...asAnybody('POST', '/v1/sessions/ends'),
    title: 'Sign out on this device',
    summary: '退出本机的登录；本机的令牌立即失效',
    limits,
    body: z.strictObject({ secret }),
    reply: z.strictObject({}),
  },
  signOutEverywhere: {
    ...asApplicant('DELETE', '/v1/sessions'),
    title: 'Sign out on all devices',
    summary: '退出所有设备的登录；所有令牌立即失效',
    limits,
    reply: z.strictObject({ ended: z.int() }),
  },
  listSessions: {
    ...asApplicant('GET', '/v1/sessions'),
    title: 'List the devices that are signed in',
    summary: '我的设备：仍然有效的登录，最近使用的在前；isThis 为本次请求所用的登录',
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
    ...asApplicant('DELETE', '/v1/sessions/{sessionId}'),
    title: 'Sign out another device',
    summary: '退出一个设备的登录；它的令牌立即失效',
    limits,
    params: z.strictObject({ sessionId: id }),
    reply: z.strictObject({}),
  },
  makeScanTicket: {
    ...asAnybody('POST', '/v1/sessions/scan-tickets'),
    title: 'Start a sign-in by scan',
    summary: '网页扫码登录：得到要显示的小程序码；手机确认后，网页用自己的密钥续期即可得到令牌',
    origin: true,
    limits: TICKET_LIMITS,
    body: z.strictObject({ challenge }),
    reply: z.strictObject({ ticket: z.string(), expiresAt: instant, miniProgramCode: view }),
    status: 201,
  },
  showScanTicket: {
    ...asAnybody('GET', '/v1/sessions/scan-tickets/{ticket}'),
    title: 'Show whether a scan was confirmed',
    summary: '查看扫码登录是否已在手机上确认；wait 为最长等待的秒数',
    limits,
    // Many people behind one address may be scanning.
    atOnce: { per: 'address', most: 20 },
    params,
    query: z.strictObject({ wait: z._default(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(15)), 0) }),
    reply: z.strictObject({ state: z.enum(['waiting', 'confirmed', 'expired']) }),
  },
  showScanAsker: {
    ...asApplicant('GET', '/v1/sessions/scan-tickets/{ticket}/asker'),
    title: 'Show who asks for a sign-in by scan',
    summary: '扫码后、确认前在手机上显示：是什么在请求登录。没有地点数据，只给出网络地址的前半段；浏览器由它自己声明',
    limits,
    params,
    reply: z.strictObject({ addressRange: anyText, browser: anyText, askedAt: instant, expiresAt: instant }),
  },
  confirmScanTicket: {
    ...asApplicant('POST', '/v1/sessions/scan-tickets/{ticket}/confirmation'),
    title: 'Confirm a sign-in by scan',
    summary: '在已登录的手机上确认网页登录；须在 10 分钟内登录过',
    freshSignIn: true,
    limits,
    params,
    reply: z.strictObject({ state: z.literal('confirmed') }),
  },
  sendPhoneCode: {
    ...asAnybody('POST', '/v1/sessions/phone-codes'),
    title: 'Send a sign-in code to a phone number',
    summary:
      '手机号登录：向手机号发送验证码。号码有没有账号，应答都相同；每个号码、网络和浏览器的次数有限。再次获取须带 proof（见 one-time-code.proof-needed）；device 为本机的标识，用本机登录过这个号码就不算陌生人',
    origin: true,
    limits,
    body: z.strictObject({ mobile, challenge, device, proof: z.optional(proof) }),
    reply: codeTimes,
    status: 202,
  },
  signInByPhone: {
    ...asAnybody('POST', '/v1/sessions/phone-sign-ins'),
    title: 'Sign in with a phone code',
    summary:
      '手机号登录：填写验证码。signed-in 后用本机密钥续期即可得到令牌；certificate-needed 表示号码超过 90 天没有登录过，须再核对证件号码',
    seesDevice: true,
    limits,
    body: z.strictObject({ challenge, code, device }),
    reply: z.strictObject({ state: z.enum(['signed-in', 'certificate-needed']) }),
  },
  proveNumber: {
    ...asAnybody('POST', '/v1/sessions/phone-proofs'),
    title: 'Prove an account that was unused for long',
    summary: '手机号登录：号码超过 90 天没有登录过时，用原账号里的证件号码进入原账号，或用 startsNew 开始一个新账号',
    seesDevice: true,
    limits,
    body: z.union([
      z.strictObject({ challenge, device, certificateNumber: line(40) }),
      z.strictObject({ challenge, device, startsNew: z.literal(true) }),
    ]),
    reply: z.strictObject({ state: z.literal('signed-in') }),
  },
  sendLinkCode: {
    ...asApplicant('POST', '/v1/sessions/phone-links/codes'),
    title: 'Send a code to link a phone number',
    summary: '关联手机号：向手机号发送验证码；须在 10 分钟内登录过。每个号码和网络的次数有限',
    freshSignIn: true,
    origin: true,
    limits: perAccount(20),
    body: z.strictObject({ mobile }),
    reply: codeTimes,
    status: 202,
  },
  linkPhone: {
    ...asApplicant('POST', '/v1/sessions/phone-links'),
    title: 'Link a phone number',
    summary:
      '关联手机号：填写验证码，以后可以用它登录；须在 10 分钟内登录过。号码已有账号时，没有内容的那个账号并入另一个：moved 表示本次登录已属于手机号的账号，须续期',
    freshSignIn: true,
    seesDevice: true,
    limits: perAccount(60),
    body: z.strictObject({ code }),
    reply: z.strictObject({ state: z.enum(['linked', 'moved']) }),
  },
  unlinkPhone: {
    ...asApplicant('POST', '/v1/sessions/phone-links/ends'),
    title: 'Unlink the phone number',
    summary: '取消关联手机号；须在 10 分钟内登录过，且还能用微信登录',
    freshSignIn: true,
    limits: perAccount(20),
    reply: z.strictObject({}),
  },
  showBoundNumber: {
    ...asApplicant('POST', '/v1/sessions/bound-numbers'),
    title: 'Get the phone number that WeChat knows',
    summary:
      '微信绑定的手机号：用手机号快速验证按钮得到的 code 换取，供填写表单时省去输入，不填也可以；带上 filingId 的，号码在这份备案里算已确认。完整号码只在 view 里。每次由微信计费，与短信验证码共用每日上限',
    limits: perAccount(20),
    body: z.strictObject({ code: line(128), filingId: z.optional(id) }),
    reply: z.strictObject({ mobile: anyText, view }),
    view: z.object({ mobile: anyText }),
  },
});
