import * as z from 'zod/mini';
import { Refused } from '../../contracts/kit/refusal.ts';
import { phoneForm } from '../../contracts/normal-forms/phone.ts';
import { subjectOf, subscribeTexts } from '../../shared/domain/messages/notification-text.ts';
import { FILINGS_ADDRESS, STOP_ADDRESS } from '../../shared/domain/messages/short-address.ts';
import { toldPrincipal } from '../../shared/domain/record/transfer.ts';
import type { ClaimedMessage } from '../../shared/ports/messages/outbox.ts';
import type { ReminderOutcome } from '../../shared/ports/messages/reminders.ts';
import type { TransferOfRecord } from '../../shared/ports/records/record-transfers.ts';
import type { Ports } from './ports.ts';
import { ownNumberFor, recordSource, sendSms, sendWeChat } from './send-reminder.ts';

const notice = z.strictObject({
  notification: z.enum(['transfer-waiting', 'transfer-stopped', 'transfer-moved']),
  transferId: z.guid(),
  recipient: z.enum(['holder', 'target', 'principal', 'holder-phone', 'target-phone']),
});
type Notice = z.infer<typeof notice>;

/** Whether a message is about a transfer. */
export const isTransferNotice = (payload: ClaimedMessage['payload']): boolean => 'transferId' in payload;

/**
 * Tells one of those whom a transfer concerns: the accounts by WeChat and at their own numbers, the principal by SMS, by SMS
 * whatever the account has chosen: they may be the only one who knows that it is not meant to be.
 */
export async function sendTransferNotice(
  { key, payload }: ClaimedMessage,
  ports: Ports,
): Promise<ReminderOutcome | 'out-of-date'> {
  const message = notice.parse(payload);
  const found = await ports.recordTransfers.find({ id: message.transferId }).catch(nothingUnknown);
  // Stopped or moved since: the next message says so.
  if (!found || (message.notification === 'transfer-waiting' && found.transfer.endedAt)) return 'out-of-date';
  return message.recipient === 'principal'
    ? toPrincipal(key, message, found, ports)
    : toAccount(key, message, found, ports);
}

/** A transfer goes with its record. */
function nothingUnknown(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}

async function toAccount(
  key: string,
  message: Notice,
  { transfer, record }: TransferOfRecord,
  ports: Ports,
): Promise<ReminderOutcome> {
  const { notification, recipient } = message;
  const accountId = recipient.startsWith('holder') ? transfer.holderId : transfer.targetId;
  if (accountId === undefined) return 'unreachable';
  const source = { ...recordSource(record), address: FILINGS_ADDRESS };
  const mobile = await ownNumberFor(notification, accountId, ports);
  if (recipient === 'holder-phone' || recipient === 'target-phone') {
    if (mobile === undefined) return 'unreachable';
    // The principal's text has the code by which they stop it, too.
    if (mobile === phoneForm(record.contents.principal?.mobile ?? '')) return 'same-number';
    return sendSms(key, notification, 'phone', mobile, { accountId, filings: [], source }, {}, ports);
  }
  if (mobile !== undefined)
    await ports.outbox.add([
      { topic: 'reminder', key: `${key}-phone`, payload: { ...message, recipient: `${recipient}-phone` } },
    ]);
  if (!(await ports.notificationPreferences.channelsOf(accountId)).weChat) return 'unwanted';
  const texts = subscribeTexts(notification, source, {});
  return sendWeChat(key, notification, accountId, { subject: subjectOf(source), ...texts }, ports);
}

async function toPrincipal(
  key: string,
  { notification }: Notice,
  { transfer, record }: TransferOfRecord,
  ports: Ports,
): Promise<ReminderOutcome> {
  const { recordTransfers } = ports;
  const mobile = record.contents.principal?.mobile;
  if (mobile === undefined) return 'unreachable';
  const facts = { stopCode: (await recordTransfers.stopCodeOf(transfer.id)) ?? '' };
  const source = { ...recordSource(record), ...(notification === 'transfer-waiting' && { address: STOP_ADDRESS }) };
  const about = { accountId: transfer.holderId, filings: [], source };
  const outcome = await sendSms(key, notification, 'principal', phoneForm(mobile), about, facts, ports);
  if (outcome === 'sent' && notification === 'transfer-waiting')
    await recordTransfers.change({ id: transfer.id }, (transferCase) => {
      const told = toldPrincipal(transferCase);
      return told && { transfer: told };
    });
  return outcome;
}
