import * as z from 'zod/mini';
import { Refused } from '../../contracts/kit/refusal.ts';
import { smsParameters, subscribeTexts } from '../../shared/domain/messages/notification-text.ts';
import { toldPrincipal } from '../../shared/domain/record/transfer.ts';
import type { ClaimedMessage } from '../../shared/ports/outbox.ts';
import type { TransferOfRecord } from '../../shared/ports/record-transfers.ts';
import type { ReminderOutcome } from '../../shared/ports/reminders.ts';
import type { Ports } from './ports.ts';
import { sendWeChat } from './send-reminder.ts';

const notice = z.strictObject({
  notification: z.enum(['transfer-waiting', 'transfer-stopped', 'transfer-moved']),
  transferId: z.guid(),
  recipient: z.enum(['holder', 'target', 'principal']),
});
type Notice = z.infer<typeof notice>;

/** Whether a message is about a transfer. */
export const isTransferNotice = (payload: ClaimedMessage['payload']): boolean => 'transferId' in payload;

/**
 * Tells one of those whom a transfer concerns: the accounts by WeChat, the principal by SMS, whatever the account has
 * chosen: they may be the only one who knows that it is not meant to be.
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
  { notification, recipient }: Notice,
  { transfer, record }: TransferOfRecord,
  ports: Ports,
): Promise<ReminderOutcome> {
  const accountId = recipient === 'holder' ? transfer.holderId : transfer.targetId;
  if (accountId === undefined) return 'unreachable';
  if (!(await ports.notificationPreferences.channelsOf(accountId)).weChat) return 'refused';
  const texts = subscribeTexts(notification, sourceOf(record.number), {});
  return sendWeChat(key, notification, accountId, { subject: record.number, ...texts }, ports);
}

async function toPrincipal(
  key: string,
  { notification }: Notice,
  { transfer, record }: TransferOfRecord,
  { outbox, recordTransfers, textMessages }: Ports,
): Promise<ReminderOutcome> {
  const mobile = record.contents.principal?.mobile;
  if (mobile === undefined) return 'unreachable';
  const stopCode = (await recordTransfers.stopCodeOf(transfer.id)) ?? '';
  await outbox.markBegun(key);
  const parameters = smsParameters(notification, sourceOf(record.number), { stopCode });
  const payer = { accountId: transfer.holderId, filingId: undefined };
  const outcome = await textMessages.paidBy(payer).send({ id: key, mobile, template: notification, parameters });
  if (outcome === 'sent' && notification === 'transfer-waiting')
    await recordTransfers.change({ id: transfer.id }, (transferCase) => {
      const told = toldPrincipal(transferCase);
      return told && { transfer: told };
    });
  return outcome;
}

const sourceOf = (organizer: string) => ({ flagged: [], numbers: { organizer, websites: {} } });
