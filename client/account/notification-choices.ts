import type { Channels } from '../../shared/domain/messages/channels.ts';

/** The ways to choose from, in this order. */
export const NOTIFICATION_CHOICES: readonly {
  readonly channel: keyof Channels;
  readonly label: string;
  readonly hint: string;
}[] = [
  { channel: 'weChat', label: '微信', hint: '网页不能代你订阅：在小程序里提交或打开备案时，同意接收订阅消息。' },
  {
    channel: 'sms',
    label: '短信',
    hint: '发到登录用的手机号和主体负责人的手机，只发重要的。网站负责人本人要处理的事，短信照常发给他们。',
  },
  { channel: 'mail', label: '邮件', hint: '发到主体负责人的邮箱，邮箱须先在主体信息里用验证码确认。' },
];
