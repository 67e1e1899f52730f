import * as z from 'zod/mini';
import type { RecordId } from '../../contracts/kit/record-id.ts';
import { mailboxOf } from '../../contracts/normal-forms/email.ts';
import { phoneForm } from '../../contracts/normal-forms/phone.ts';
import {
  mailText,
  smsParameters,
  subscribeTexts,
  type TextSource,
} from '../../shared/domain/messages/notification-text.ts';
import {
  beside,
  isStillTrue,
  NOTIFICATIONS,
  type Notification,
  notificationEntry,
  personOf,
  type Recipient,
  smsRecipients,
} from '../../shared/domain/messages/notifications.ts';
import { noticesOf } from '../../shared/domain/record/record-event.ts';
import type { ClaimedMessage } from '../../shared/ports/outbox.ts';
import type { ReminderOutcome } from '../../shared/ports/reminders.ts';
import type { Ports } from './ports.ts';

const notification = z.custom<Notification>((name) => typeof name === 'string' && Object.hasOwn(NOTIFICATIONS, name));
const aboutFiling = z.object({
  notification,
  filingId: z.guid(),
  round: z.int(),
  recipient: z.custom<Recipient>((text) => /^(account|phone|mailbox|principal|site-owner:.+)$/.test(String(text))),
});
const aboutRecord = z.object({
  notification,
  recordId: z.guid(),
  notice: z.optional(z.int()),
  recipient: z.enum(['account', 'phone', 'mailbox', 'principal']),
});
const aboutAccount = z.strictObject({ notification, accountId: z.guid(), recipient: z.literal('account') });
const reminder = z.union([aboutAccount, aboutRecord, aboutFiling]);

/** Subject of messages that are about no filing. */
const INTEGRATION = '接口推送';
const NOTHING = { flagged: [], numbers: undefined };

/**
 * Sends one notification to one person by one channel, if they want to hear by it. Address and text are read from the
 * filing or the record at this time, so that the outbox holds neither. Mail and SMS to the account are written beside its
 * message.
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
  const about = 'recordId' in message ? await aboutTheRecord(message, ports) : await aboutTheFiling(message, ports);
  if (!about) return 'out-of-date';
  const { recipient } = message;
  const channels = await ports.notificationPreferences.channelsOf(about.accountId);
  if (recipient === 'mailbox') return channels.mail ? sendMail(key, name, about, payload, ports) : 'refused';
  if ((recipient === 'principal' || recipient === 'phone') && !channels.sms) return 'refused';
  if (recipient !== 'account') return sendSms(key, name, recipient, about, payload, ports);
  if (channels.mail) await ports.outbox.add([beside({ key, payload }, 'mailbox')]);
  if (channels.sms && (await hearsAtOwnNumber(name, about, ports)))
    await ports.outbox.add([beside({ key, payload }, 'phone')]);
  if (!channels.weChat) return 'refused';
  const { subject, filingId } = about;
  const texts = subscribeTexts(name, about.source, payload);
  return sendWeChat(key, name, about.accountId, { subject, ...(filingId && { filingId }), ...texts }, ports);
}

/** What a notification is about, and who hears of it. */
interface About {
  /** Who pays: an account, and the filing, or the one that began the record. */
  readonly accountId: string;
  readonly payer: string;
  /** The domain; of a record its number. */
  readonly subject: string;
  readonly source: TextSource;
  readonly email: string | undefined;
  /** Who is told by SMS beside the account, and at which number. */
  readonly people: readonly Recipient[];
  readonly mobileOf: (recipient: Recipient) => string | undefined;
  /** Whose progress page the message opens. */
  readonly filingId?: string;
}

/** Whoever holds the record hears of the filing that it came from: it may have gone to another account since. */
async function aboutTheFiling(
  { notification: name, filingId, round }: z.infer<typeof aboutFiling>,
  { recordTransfers, reviews }: Ports,
): Promise<About | undefined> {
  const filing = await reviews.findFiling(filingId);
  if (!isStillTrue(name, round, filing)) return undefined;
  const accountId = (await recordTransfers.holderOf(filingId)) ?? filing.applicantId;
  return {
    accountId,
    payer: filing.id,
    subject: filing.contents.websites[0]?.domain ?? '',
    source: filing,
    email: filing.contents.principal?.email,
    people: smsRecipients(name, filing),
    mobileOf: (recipient) => personOf(recipient, filing.contents)?.mobile,
    ...(accountId === filing.applicantId && { filingId }),
  };
}

/** Undefined when the record is gone, or the notice is answered or done with. */
async function aboutTheRecord(
  { recordId, notice }: z.infer<typeof aboutRecord>,
  { recordEvents }: Ports,
): Promise<About | undefined> {
  const record = await recordEvents.find(recordId as RecordId);
  if (!record) return undefined;
  const { accountId, number, contents } = record;
  const isDone = noticesOf(contents).some(
    (recordNotice) => recordNotice.notice === notice && recordNotice.state !== 'open',
  );
  if (isDone) return undefined;
  return {
    accountId,
    payer: recordId,
    subject: number,
    source: { flagged: [], numbers: { organizer: number, websites: {} } },
    email: contents.principal?.email,
    people: ['principal'],
    mobileOf: () => contents.principal?.mobile,
  };
}

/** Whether an account has a number of its own that isn't told the same as somebody's of the filing. */
async function hearsAtOwnNumber(
  name: Notification,
  { accountId, people, mobileOf }: About,
  { accounts }: Ports,
): Promise<boolean> {
  const own = notificationEntry(name).sms ? await accounts.phoneOf(accountId) : undefined;
  return own !== undefined && !people.some((who) => phoneForm(mobileOf(who) ?? '') === own);
}

/** To the principal's mailbox, once a code has reached it: a mistyped one may be a stranger's. */
async function sendMail(
  id: string,
  name: Notification,
  { accountId, payer, subject, source, email }: About,
  facts: ClaimedMessage['payload'],
  { contacts, mails, outbox }: Ports,
): Promise<ReminderOutcome> {
  const to = mailboxOf(email ?? '');
  if (to === undefined || (await contacts.confirmed(payer, [to])).length === 0) return 'unreachable';
  await outbox.markBegun(id);
  const mail = { id, to, subject: `网站备案：${subject}`, text: mailText(name, source, facts) };
  return mails.paidBy({ accountId, filingId: payer }).send(mail);
}

/** To an account, with what the message is about. */
export async function sendWeChat(
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
  { accountId, payer, source, mobileOf }: About,
  facts: ClaimedMessage['payload'],
  { accounts, outbox, textMessages }: Ports,
): Promise<ReminderOutcome> {
  const mobile = recipient === 'phone' ? await accounts.phoneOf(accountId) : mobileOf(recipient);
  if (mobile === undefined) return 'unreachable';
  await outbox.markBegun(id);
  return textMessages
    .paidBy({ accountId, filingId: payer })
    .send({ id, mobile: phoneForm(mobile), template: name, parameters: smsParameters(name, source, facts) });
}
