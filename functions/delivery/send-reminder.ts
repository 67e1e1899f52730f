import * as z from 'zod/mini';
import { type FilingId, recordIdFrom } from '../../contracts/kit/record-id.ts';
import { mailboxOf } from '../../contracts/normal-forms/email.ts';
import { phoneForm } from '../../contracts/normal-forms/phone.ts';
import {
  mailText,
  namesOf,
  smsParameters,
  subjectOf,
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
  roleOf,
  smsRecipients,
  templateFor,
  textFor,
} from '../../shared/domain/messages/notifications.ts';
import { DEVICES_ADDRESS, filingAddress, recordAddress } from '../../shared/domain/messages/short-address.ts';
import { type FiledRecord, namesOfRecord } from '../../shared/domain/record/record.ts';
import { noticesOf } from '../../shared/domain/record/record-event.ts';
import type { ClaimedMessage } from '../../shared/ports/messages/outbox.ts';
import type { ReminderOutcome } from '../../shared/ports/messages/reminders.ts';
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
const aboutAccount = z.strictObject({
  notification,
  accountId: z.guid(),
  recipient: z.enum(['account', 'phone', 'mailbox']),
});
const reminder = z.union([aboutAccount, aboutRecord, aboutFiling]);

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
  const about =
    'accountId' in message
      ? await aboutTheAccount(message, ports)
      : await ('recordId' in message ? aboutTheRecord(message, ports) : aboutTheFiling(message, ports));
  if (!about) return 'out-of-date';
  const { recipient } = message;
  const chosen = await ports.notificationPreferences.channelsOf(about.accountId);
  const channels = notificationEntry(name).alwaysToAccount ? { ...chosen, weChat: true, sms: true } : chosen;
  if (recipient === 'mailbox') return channels.mail ? sendMail(key, name, about, payload, ports) : 'unwanted';
  const ownNumber = channels.sms ? await ownNumberFor(name, about.accountId, ports) : undefined;
  if (recipient !== 'account') {
    if ((recipient === 'principal' || recipient === 'phone') && !channels.sms) return 'unwanted';
    const mobile = recipient === 'phone' ? ownNumber : phoneForm(about.mobileOf(recipient) ?? '');
    if (!mobile) return 'unreachable';
    return isToldElsewhere(name, recipient, ownNumber, about)
      ? 'same-number'
      : sendSms(key, name, recipient, mobile, about, payload, ports);
  }
  if (channels.mail) await ports.outbox.add([beside({ key, payload }, 'mailbox')]);
  if (ownNumber !== undefined) await ports.outbox.add([beside({ key, payload }, 'phone')]);
  if (!channels.weChat) return channels.mail || ownNumber !== undefined ? 'unwanted' : 'unreachable';
  const { source, filingId } = about;
  const texts = subscribeTexts(name, source, payload);
  return sendWeChat(
    key,
    name,
    about.accountId,
    { subject: subjectOf(source), ...(filingId && { filingId }), ...texts },
    ports,
  );
}

/** The number at which an account hears of this by SMS; undefined: it has none, or there is no such text. */
export const ownNumberFor = async (
  name: Notification,
  accountId: string,
  { accounts }: Ports,
): Promise<string | undefined> => (notificationEntry(name).sms ? accounts.phoneOf(accountId) : undefined);

/**
 * Whoever files and is in the forms too hears once: as the filer, unless those people are asked to do something themselves.
 */
function isToldElsewhere(
  name: Notification,
  recipient: Recipient,
  ownNumber: string | undefined,
  { people, mobileOf }: About,
): boolean {
  const isOwn = (who: Recipient) => ownNumber !== undefined && phoneForm(mobileOf(who) ?? '') === ownNumber;
  const { asksPeople = false } = notificationEntry(name);
  return recipient === 'phone' ? asksPeople && people.some(isOwn) : !asksPeople && isOwn(recipient);
}

/** What a notification is about, and who hears of it. */
interface About {
  readonly accountId: string;
  /** The filing, those of the record, or the account's last one, newest first. The newest pays; any may have confirmed the mailbox. */
  readonly filings: readonly FilingId[];
  readonly source: TextSource;
  readonly email: string | undefined;
  /** Who is told by SMS beside the account, and at which number. */
  readonly people: readonly Recipient[];
  readonly mobileOf: (recipient: Recipient) => string | undefined;
  /** Whose progress page the message opens. */
  readonly filingId?: string;
}

/** A draft may have no mailbox yet, and the one before it may not have come so far. */
const LATEST_FILINGS = 5;

/** An account has no mailbox of its own: it reads that of its newest filing that has one. */
async function aboutTheAccount(
  { notification: name, accountId }: z.infer<typeof aboutAccount>,
  { filings }: Ports,
): Promise<About> {
  const latest = (await filings.listOwn(accountId)).slice(0, LATEST_FILINGS);
  const all = await Promise.all(latest.map(({ id }) => filings.findOwn(id, accountId)));
  const filing = all.find(({ contents }) => contents.principal?.email) ?? all[0];
  return {
    accountId,
    filings: filing ? [filing.id] : [],
    source: {
      ...{ flagged: [], numbers: undefined, address: DEVICES_ADDRESS },
      names: [name === 'new-device' ? '账号安全' : '接口推送'],
    },
    email: filing?.contents.principal?.email,
    people: [],
    mobileOf: () => undefined,
  };
}

/** Whoever holds the record hears of the filing that it came from: it may have gone to another account since. */
async function aboutTheFiling(
  { notification: name, filingId, round, recipient }: z.infer<typeof aboutFiling>,
  { recordTransfers, reviews }: Ports,
): Promise<About | undefined> {
  const filing = await reviews.findFiling(filingId);
  if (!isStillTrue(name, round, filing)) return undefined;
  const accountId = (await recordTransfers.holderOf(filingId)) ?? filing.applicantId;
  return {
    accountId,
    filings: [filing.id],
    source: { ...filing, ...namesOf(filing, recipient), address: filingAddress(filing.id) },
    email: filing.contents.principal?.email,
    people: smsRecipients(name, filing),
    mobileOf: (recipient) => personOf(recipient, filing.contents)?.mobile,
    ...(accountId === filing.applicantId && { filingId }),
  };
}

/** Undefined when the record is gone, or the notice is answered or done with. */
async function aboutTheRecord(
  { recordId, notice }: z.infer<typeof aboutRecord>,
  { recordEvents, records }: Ports,
): Promise<About | undefined> {
  const id = recordIdFrom(recordId);
  const record = await recordEvents.find(id);
  if (!record) return undefined;
  const { accountId, contents } = record;
  const isDone = noticesOf(contents).some(
    (recordNotice) => recordNotice.notice === notice && recordNotice.state !== 'open',
  );
  if (isDone) return undefined;
  return {
    accountId,
    filings: await records.filingsOf(id),
    source: recordSource(record, notice),
    email: contents.principal?.email,
    people: ['principal'],
    mobileOf: () => contents.principal?.mobile,
  };
}

/** What messages say of a record. */
export const recordSource = (record: FiledRecord, notice?: number): TextSource => ({
  flagged: [],
  numbers: { organizer: record.number, websites: {} },
  names: namesOfRecord(record),
  address: recordAddress(record.id, notice),
});

/** To the principal's mailbox, once a code has reached it: a mistyped one may be a stranger's. */
async function sendMail(
  id: string,
  name: Notification,
  { accountId, filings, source, email }: About,
  facts: ClaimedMessage['payload'],
  { contacts, mails, outbox, pageUrl }: Ports,
): Promise<ReminderOutcome> {
  const to = mailboxOf(email ?? '');
  if (to === undefined || !(await isReached(to, filings, contacts))) return 'unreachable';
  await outbox.markBegun(id);
  const text = mailText(name, source, facts, pageUrl);
  const mail = { id, to, subject: `网站备案：${subjectOf(source)}`, text };
  return mails.paidBy({ accountId, filingId: filings[0] }).send(mail);
}

async function isReached(mailbox: string, filings: readonly FilingId[], contacts: Ports['contacts']): Promise<boolean> {
  for (const filingId of filings) if ((await contacts.confirmed(filingId, [mailbox])).length > 0) return true;
  return false;
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

/** To a number, in the words for its role. */
export async function sendSms(
  id: string,
  name: Notification,
  recipient: Recipient,
  mobile: string,
  { accountId, filings, source }: Pick<About, 'accountId' | 'filings' | 'source'>,
  facts: ClaimedMessage['payload'],
  { outbox, textMessages }: Ports,
): Promise<ReminderOutcome> {
  const role = roleOf(recipient);
  const parameters = smsParameters(textFor(name, role) ?? '', source, facts);
  await outbox.markBegun(id);
  return textMessages
    .paidBy({ accountId, filingId: filings[0] })
    .send({ id, mobile, template: templateFor(name, role), parameters });
}
