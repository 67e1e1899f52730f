import type { TemplateKind } from '../domain/notifications.ts';
import type { ReminderOutcome } from './reminder-outcome.ts';

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
