import * as z from 'zod/mini';
import { isAtTheDesk } from '../../shared/domain/filing/machine.ts';
import type { ClaimedMessage } from '../../shared/ports/messages/outbox.ts';
import type { ReminderOutcome } from '../../shared/ports/messages/reminders.ts';
import { buildPackage } from './build-package.ts';
import type { Ports } from './ports.ts';
import { sendReminder } from './send-reminder.ts';
import { isTransferNotice, sendTransferNotice } from './send-transfer-notice.ts';
import { sendWebhook } from './send-webhook.ts';
import { submitRecovery } from './submit-recovery.ts';

/** Whether a message was sent, or why not: `disabled` until its receiver is enabled again, the others for good. */
export type SendOutcome = ReminderOutcome | 'out-of-date' | 'gone' | 'disabled';

const erasure = z.object({ filingId: z.guid() });
const submission = z.object({ filingId: z.guid(), round: z.int() });

const recovery = z.object({ transferId: z.guid() });

/**
 * Sends one message, with its key as message id; a submission has a new id on each attempt, as its links are new. One that
 * was withdrawn or replaced is not sent. One without an initial review is queued for the authority before the desk has it
 * (PR-18).
 *
 * @throws Failed of the vendor or the store that failed.
 */
export async function sendMessage(message: ClaimedMessage, ports: Ports): Promise<SendOutcome> {
  const { topic, key, payload } = message;
  switch (topic) {
    case 'review-desk.submit': {
      if ('transferId' in payload) return submitRecovery(recovery.parse(payload).transferId, ports);
      const { filingId, round } = submission.parse(payload);
      const filing = await ports.reviews.findFiling(filingId);
      if (!isAtTheDesk(filing.state) || filing.round !== round) return 'out-of-date';
      await ports.reviewDesk.submit(await buildPackage(filing, ports));
      return 'sent';
    }
    case 'review-desk.withdraw': {
      const { filingId, round } = submission.parse(payload);
      await ports.reviewDesk.withdraw(key, filingId, round);
      return 'sent';
    }
    case 'review-desk.erase': {
      const { filingId } = erasure.parse(payload);
      await ports.reviewDesk.erase(key, filingId);
      return 'sent';
    }
    case 'reminder':
      return isTransferNotice(payload) ? sendTransferNotice(message, ports) : sendReminder(message, ports);
    case 'webhook':
      return sendWebhook(message, ports);
  }
}
