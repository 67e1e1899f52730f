import { TRIES_LEFT } from '../../contracts/client/api-error.ts';
import { minuteOf } from '../kit/time.ts';

/** Texts of signing in with a mobile number, and of linking one. */
export const PHONE_SIGN_IN = {
  title: '手机号登录',
  mobile: '手机号',
  send: '获取验证码',
  resend: '重新获取',
  code: '验证码',
  enter: '登录',
  noHttps: '手机号登录需要通过 https 打开本页。',
  ownDevice: '这是我自己的设备，30 天内不用再登录',
  ownDeviceHint: '公用的设备请不要勾选：关闭本页就退出。',
  silent: '这个号码超过 90 天没有登录过。为确认是你本人，填写原账号里的任一证件号码（营业执照或身份证）。',
  certificate: '证件号码',
  prove: '核对并登录',
  isNewOwner: '我是这个号码的新机主',
  newOwnerQuestion: '用这个号码开始一个新账号？',
  newOwnerWarning: '原账号从此不能再用这个号码登录，里面的内容不会显示给你。如果原账号是你的，返回填写证件号码。',
  newOwnerConfirm: '开始新账号',
} as const;

/** Texts of signing in again, before what a stolen session must not do. */
export const SIGN_IN_AGAIN = {
  title: '再次登录',
  why: '为确认是你本人，请再登录一次，然后继续刚才的操作。',
  other: '这次登录的是另一个账号，刚才的操作没有进行。',
  showOther: '查看这个账号',
} as const;

/** Where a sign-in by phone is. `certificate`: the number was silent for long. */
export type PhoneStep = 'number' | 'code' | 'certificate';

/** Seconds until the next code may be asked for; 0 when it may. @param sentAtMs when the last one was sent. */
export const secondsToResend = (sentAtMs: number, resendInSeconds: number, nowMs: number): number =>
  Math.max(0, Math.ceil((sentAtMs + resendInSeconds * 1000 - nowMs) / 1000));

/** The label of the button that asks for another code. */
export const resendLabel = (seconds: number): string =>
  seconds > 0 ? `${seconds} 秒后可${PHONE_SIGN_IN.resend}` : PHONE_SIGN_IN.resend;

/** A code that was sent: where to, as people recognise it, and its times. */
export interface SentCode {
  readonly to: string;
  readonly atMs: number;
  readonly expiresInSeconds: number;
  readonly resendInSeconds: number;
}

const DIGITS = 6;

/** How many digits a typed code lacks. */
export const digitsMissing = (typed: string): number => Math.max(0, DIGITS - typed.replace(/\D/g, '').length);

/** The one sentence beside a code: what it lacks, why it was refused, that its time is over, or where it went. */
export function codeLine(
  { to, atMs, expiresInSeconds }: SentCode,
  { missing, error }: { readonly missing: number; readonly error: string | undefined },
  nowMs: number,
) {
  const endsMs = atMs + expiresInSeconds * 1000;
  const ends = minuteOf(new Date(endsMs).toISOString()).slice(-'10:26'.length);
  const isOver = nowMs >= endsMs;
  if (missing > 0 && !isOver) return { text: `还差 ${missing} 位，请填写收到的 ${DIGITS} 位数字。`, isBad: true };
  if (error && !(isOver && error.includes(TRIES_LEFT))) return { text: error, isBad: true };
  if (isOver) return { text: `过了 ${ends}，这个验证码已失效，请重新获取。`, isBad: true };
  return { text: `验证码已发送到 ${to}，${ends} 前填写有效。`, isBad: false };
}
