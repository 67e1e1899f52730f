import type { Notification, TemplateKind } from '../domain/messages/notifications.ts';

/**
 * How a reminder ended. Only `sent` reached somebody; the others end this channel for this message, and no retry would change them:
 * `refused`, the person wants no such messages · `unreachable`, there is nobody behind this address · `not-set-up`, the operator has
 * registered no template for it.
 */
export type ReminderOutcome = 'sent' | 'refused' | 'unreachable' | 'not-set-up';

/** A message to a person's WeChat, which opens a page of the mini program. */
export interface SubscribeMessage {
  /** The same on every attempt. The page is told it, so that a message that came twice is seen to be one. */
  readonly id: string;
  readonly openid: string;
  readonly template: TemplateKind;
  /** What it is about: the domain of a filing. These three are cut to 20 characters. */
  readonly subject: string;
  readonly what: string;
  readonly next: string;
  readonly at: Date;
  /** The filing whose progress the message opens; left out, the mini program's home page. */
  readonly filingId?: string | undefined;
}

/** 订阅消息: people's WeChat, as far as they have allowed it. */
export interface SubscribeMessages {
  /** @throws Failed('wechat', …) when WeChat is busy, unreachable, or takes no message from us. */
  send(message: SubscribeMessage): Promise<ReminderOutcome>;
}

/** An SMS of an approved template. */
export interface TextMessage {
  /** The same on every attempt. */
  readonly id: string;
  /** Mainland mobile number, 11 digits. */
  readonly mobile: string;
  readonly notification: Notification;
  /** Values of the template's variables, in their order. */
  readonly parameters: readonly string[];
}

/** SMS to people's phones. */
export interface TextMessages {
  /**
   * @throws Failed('sms', …): `throttled`, with the wait where it is known, when this number has had enough for now; `refused` for
   * what the operator must put right, such as a template or the balance.
   */
  send(message: TextMessage): Promise<ReminderOutcome>;
}
