import type { NotificationTemplate } from './notifications.ts';

/** Messages with a one-time code, and what they say: the whole sentence of the approved SMS template. */
export const CODE_MESSAGES = {
  'sign-in-code': '你的登录验证码为{code}，5分钟内有效，请勿告诉他人。如非本人操作请忽略。',
  'contact-code': '你的验证码为{code}，用于确认网站备案的联系方式，5分钟内有效，请勿告诉他人。',
  'transfer-code': '你的验证码为{code}，用于把网站备案转到另一个账号，5分钟内有效。如果你没有同意转移，请勿告诉他人。',
  'claim-code': '你的验证码为{code}，用于把备案归到一个账号管理，5分钟内有效。如果你没有同意，请勿告诉他人。',
  'ending-code': '你的验证码为{code}，用于注销备案或取消接入，5分钟内有效，请勿告诉他人。如非本人操作请忽略。',
} as const satisfies Record<string, string>;

/** The subject of an e-mail with a code. */
export const MAIL_SUBJECT = '网站备案：验证码';

export type CodeMessage = keyof typeof CODE_MESSAGES;

/** What an operator registers a template for. */
export type SmsTemplate = NotificationTemplate | CodeMessage;
