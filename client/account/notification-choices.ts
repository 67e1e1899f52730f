import type { Channels } from '../../shared/domain/messages/channels.ts';
import type { Call } from '../calls/api-client.ts';
import type { Reply } from '../calls/messages.ts';

type SignIn = Reply<'showMe'>['signIn'];

/** One way to be told, as it may be chosen. */
export interface NotificationChoice {
  readonly channel: keyof Channels;
  readonly label: string;
  /** Where it goes, or what it lacks. */
  readonly hint: string;
  /** Whether the account can't be reached by it. */
  readonly isMissing: boolean;
}

/** The ways to choose from, in this order. */
export const notificationChoices = ({ weChat, phone }: SignIn): readonly NotificationChoice[] => [
  {
    channel: 'weChat',
    label: '微信',
    hint: weChat ? '网页不能代你订阅：在小程序里提交或打开备案时，同意接收订阅消息。' : '这个账号没有关联微信。',
    isMissing: !weChat,
  },
  {
    channel: 'sms',
    label: '短信',
    hint: `${phone ? '重要的事发到登录用的手机号。' : '你还没有关联手机号，请在“登录方式”里关联，才收得到短信。'}主体负责人另收要他知道的；网站负责人要做的事，关掉也照常发给他。`,
    isMissing: false,
  },
  {
    channel: 'mail',
    label: '邮件',
    hint: '发到主体负责人的邮箱，邮箱须先在主体信息里用验证码确认。',
    isMissing: false,
  },
];

/** How whoever files is told what becomes of it, as the page of the submission says it. */
export interface Reach {
  /** With what to do so that nothing is missed. */
  readonly text: string;
  /** Whether no way works. */
  readonly isNone: boolean;
}

export const REACH_CHANGE = '改提醒方式';

/** A subscribe message needs a permission each time: their own number alone is a way that is sure to work. */
export function reachOf({ weChat, phone }: SignIn, channels: Channels): Reach {
  const bySms = channels.sms && phone !== undefined;
  const ways = [
    ...(bySms ? [`短信到 ${phone}`] : []),
    ...(channels.weChat && weChat ? ['微信（要在小程序里同意接收）'] : []),
    ...(channels.mail ? ['邮件（主体负责人的邮箱要先确认）'] : []),
  ];
  const advice =
    phone === undefined ? '关联手机号，收短信，才不会漏掉要你做的事。' : '打开短信，才不会漏掉要你做的事。';
  const isNone = ways.length === 0;
  const text = isNone ? '现在没有能告诉你进展的办法。' : `提交以后，要你做的事和结果这样告诉你：${ways.join('、')}。`;
  return { text: `${text}${bySms ? '' : advice}`, isNone };
}

/** Asks how the account is reached. @throws ApiError */
export async function loadReach(call: Call): Promise<Reach> {
  const [{ signIn }, channels] = await Promise.all([call('showMe', {}), call('showNotifications', {})]);
  return reachOf(signIn, channels);
}
