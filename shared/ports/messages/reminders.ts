import type { SmsTemplate } from '../../domain/messages/code-messages.ts';
import type { TemplateKind } from '../../domain/messages/notifications.ts';

/**
 * How a reminder ended. Only `sent` reached the person. The others end this channel for this message, and no retry
 * would change them: `refused`, the person does not accept such messages · `unreachable`, nobody is at this address ·
 * `not-set-up`, the operator has registered no template for it · `unwanted`, the account has chosen other ways ·
 * `same-number`, the person is told under another role at the same number.
 */
export type ReminderOutcome = 'sent' | 'refused' | 'unreachable' | 'not-set-up' | 'unwanted' | 'same-number';

/** A message to a person's WeChat, which opens a page of the mini program. */
export interface SubscribeMessage {
  /** The same on every attempt. It is passed to the page, so that duplicates can be detected. */
  readonly id: string;
  readonly openid: string;
  readonly template: TemplateKind;
  /** What it is about: the domain of a filing. This and the next two are cut to 20 characters. */
  readonly subject: string;
  readonly what: string;
  readonly next: string;
  readonly at: Date;
  /** The filing whose progress page the message opens; left out, the mini program's home page. */
  readonly filingId?: string | undefined;
}

/** 订阅消息: messages to WeChat users who have subscribed to them. */
export interface SubscribeMessages {
  /** @throws Failed('wechat', …) when WeChat is busy or unreachable, or rejects our messages. */
  send(message: SubscribeMessage): Promise<ReminderOutcome>;
}

/** An SMS of an approved template. */
export interface TextMessage {
  /** The same on every attempt. */
  readonly id: string;
  /** Mainland mobile number, 11 digits. */
  readonly mobile: string;
  readonly template: SmsTemplate;
  /** Values of the template's variables, in their order. */
  readonly parameters: readonly string[];
}

/** SMS to people's phones. */
export interface TextMessages {
  /**
   * @throws Failed('sms', …): `throttled`, with the wait where it is known, when this number has received too many for
   * now; `refused` for what the operator must fix, such as a template or the balance.
   */
  send(message: TextMessage): Promise<ReminderOutcome>;
}
