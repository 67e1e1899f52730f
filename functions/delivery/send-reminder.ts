import * as z from 'zod/mini';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { smsParameters, subscribeTexts } from '../../shared/domain/messages/notification-text.ts';
import {
  isStillTrue,
  NOTIFICATIONS,
  type Notification,
  notificationEntry,
  personOf,
  type Recipient,
} from '../../shared/domain/messages/notifications.ts';
import type { ClaimedMessage } from '../../shared/ports/outbox.ts';
import type { ReminderOutcome } from '../../shared/ports/reminders.ts';
import type { Ports } from './ports.ts';

const notification = z.custom<Notification>((name) => typeof name === 'string' && Object.hasOwn(NOTIFICATIONS, name));
const aboutFiling = z.object({
  notification,
  filingId: z.guid(),
  round: z.int(),
  recipient: z.custom<Recipient>((text) => /^(account|principal|site-owner:.+)$/.test(String(text))),
});
const aboutAccount = z.strictObject({ notification, accountId: z.guid(), recipient: z.literal('account') });
const reminder = z.union([aboutAccount, aboutFiling]);

/** Subject of messages that are about no filing. */
const INTEGRATION = '接口推送';
const NOTHING = { flagged: [], numbers: undefined };

/**
 * Sends one notification to one person by one channel. Address and text are read from the filing at this time, so that
 * the outbox holds neither.
 *
 * @throws Failed('wechat' | 'sms', …)
 */
export async function sendReminder(
  { key, payload }: ClaimedMessage,
  ports: Ports,
): Promise<ReminderOutcome | 'out-of-date'> {
  const message = reminder.parse(payload);
  if ('accountId' in message) {
    const texts = subscribeTexts(message.notification, NOTHING, {});
    return sendWeChat(key, message.notification, message.accountId, { subject: INTEGRATION, ...texts }, ports);
  }
  const { filingId, round, recipient } = message;
  const filing = await ports.reviews.findFiling(filingId);
  if (!isStillTrue(message.notification, round, filing)) return 'out-of-date';
  if (recipient !== 'account') return sendSms(key, message.notification, recipient, filing, payload, ports);
  const texts = subscribeTexts(message.notification, filing, payload);
  const subject = filing.contents.websites[0]?.domain ?? '';
  return sendWeChat(key, message.notification, filing.applicantId, { subject, filingId, ...texts }, ports);
}

async function sendWeChat(
  id: string,
  name: Notification,
  accountId: string,
  texts: { readonly subject: string; readonly what: string; readonly next: string; readonly filingId?: string },
  { accounts, clock, outbox, subscribeMessages }: Ports,
): Promise<ReminderOutcome> {
  const openid = await accounts.openidOf(accountId);
  const template = notificationEntry(name).wechat?.template;
  if (openid === undefined || template === undefined) return 'unreachable';
  await outbox.markBegun(id);
  return subscribeMessages.send({ id, openid, template, at: clock.now(), ...texts });
}

async function sendSms(
  id: string,
  name: Notification,
  recipient: Recipient,
  filing: Filing,
  facts: ClaimedMessage['payload'],
  { outbox, textMessages }: Ports,
): Promise<ReminderOutcome> {
  const mobile = personOf(recipient, filing.contents)?.mobile;
  if (mobile === undefined) return 'unreachable';
  await outbox.markBegun(id);
  const payer = { accountId: filing.applicantId, filingId: filing.id };
  return textMessages
    .paidBy(payer)
    .send({ id, mobile, template: name, parameters: smsParameters(name, filing, facts) });
}
