import * as z from 'zod/mini';
import type { Filing } from '../../shared/domain/filing/filing.ts';
import { mailboxOf } from '../../shared/domain/identity/mailbox.ts';
import { mailText, smsParameters, subscribeTexts } from '../../shared/domain/messages/notification-text.ts';
import {
  isStillTrue,
  mailBeside,
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
  recipient: z.custom<Recipient>((text) => /^(account|mailbox|principal|site-owner:.+)$/.test(String(text))),
});
const aboutAccount = z.strictObject({ notification, accountId: z.guid(), recipient: z.literal('account') });
const reminder = z.union([aboutAccount, aboutFiling]);

/** Subject of messages that are about no filing. */
const INTEGRATION = '接口推送';
const NOTHING = { flagged: [], numbers: undefined };

/**
 * Sends one notification to one person by one channel, if they want to hear by it. Address and text are read from the
 * filing at this time, so that the outbox holds neither. A mail is written beside the account's message.
 *
 * @throws Failed('wechat' | 'sms' | 'mail', …)
 */
export async function sendReminder(
  { key, payload }: ClaimedMessage,
  ports: Ports,
): Promise<ReminderOutcome | 'out-of-date'> {
  const message = reminder.parse(payload);
  const name = message.notification;
  if ('accountId' in message) {
    const texts = subscribeTexts(name, NOTHING, {});
    if (!(await ports.notificationPreferences.channelsOf(message.accountId)).weChat) return 'refused';
    return sendWeChat(key, name, message.accountId, { subject: INTEGRATION, ...texts }, ports);
  }
  const { filingId, round, recipient } = message;
  const filing = await ports.reviews.findFiling(filingId);
  if (!isStillTrue(name, round, filing)) return 'out-of-date';
  const channels = await ports.notificationPreferences.channelsOf(filing.applicantId);
  if (recipient === 'mailbox') return channels.mail ? sendMail(key, name, filing, payload, ports) : 'refused';
  if (recipient === 'principal' && !channels.sms) return 'refused';
  if (recipient !== 'account') return sendSms(key, name, recipient, filing, payload, ports);
  if (channels.mail) await ports.outbox.add([mailBeside({ key, payload })]);
  if (!channels.weChat) return 'refused';
  const texts = subscribeTexts(name, filing, payload);
  return sendWeChat(key, name, filing.applicantId, { subject: subjectOf(filing), filingId, ...texts }, ports);
}

const subjectOf = ({ contents }: Filing): string => contents.websites[0]?.domain ?? '';

/** To the principal's mailbox, once a code has reached it: a mistyped one may be a stranger's. */
async function sendMail(
  id: string,
  name: Notification,
  filing: Filing,
  facts: ClaimedMessage['payload'],
  { contacts, mails, outbox }: Ports,
): Promise<ReminderOutcome> {
  const to = mailboxOf(filing.contents.principal?.email ?? '');
  if (to === undefined || (await contacts.confirmed(filing.id, [to])).length === 0) return 'unreachable';
  await outbox.markBegun(id);
  const mail = { id, to, subject: `网站备案：${subjectOf(filing)}`, text: mailText(name, filing, facts) };
  return mails.paidBy({ accountId: filing.applicantId, filingId: filing.id }).send(mail);
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
