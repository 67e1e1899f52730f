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

/** Where a sign-in by phone is. `certificate`: the number was silent for long. */
export type PhoneStep = 'number' | 'code' | 'certificate';

/** Seconds until the next code may be asked for; 0 when it may. @param sentAtMs when the last one was sent. */
export const secondsToResend = (sentAtMs: number, resendInSeconds: number, nowMs: number): number =>
  Math.max(0, Math.ceil((sentAtMs + resendInSeconds * 1000 - nowMs) / 1000));

/** The label of the button that asks for another code. */
export const resendLabel = (seconds: number): string =>
  seconds > 0 ? `${seconds} 秒后可${PHONE_SIGN_IN.resend}` : PHONE_SIGN_IN.resend;

/** What was sent where, with the number as people recognise it. */
export const codeSentTo = (maskedMobile: string): string => `验证码已发送到 ${maskedMobile}，5 分钟内有效。`;

/** The sentence about tries that are left after a wrong code; undefined for other refusals. */
export const triesLeftText = (triesLeft: unknown): string | undefined =>
  typeof triesLeft === 'number' && triesLeft > 0 ? `还可以试 ${triesLeft} 次。` : undefined;
