import { dayInWords } from '../../../contracts/kit/beijing-time.ts';
import { isEnding } from '../filing/ending-types.ts';
import { recordReminders } from '../messages/notifications.ts';
import type { OutboxMessage } from '../messages/outbox-message.ts';
import type { RecordWebhookEvent } from '../messages/webhook-event.ts';
import type { RecordCause, RecordStep } from './fold.ts';

/** What integrators hear of each cause. */
const WEBHOOK_EVENTS: Readonly<Record<RecordCause['kind'], RecordWebhookEvent>> = {
  approval: 'record.changed',
  claim: 'record.changed',
  revocation: 'record.ended',
  'filed-anew': 'record.ended',
  cancelled: 'record.ended',
  'access-ended': 'record.ended',
  notice: 'record.notice',
  inspection: 'record.notice',
  'notice-closed': 'record.notice',
  'notice-extended': 'record.notice',
  'notice-answered': 'record.notice',
};

/** The event of a new version for integrators. */
export const webhookEventOfStep = ({ cause }: RecordStep): RecordWebhookEvent =>
  cause.kind === 'approval' && isEnding(cause.filing.filingType) ? 'record.ended' : WEBHOOK_EVENTS[cause.kind];

/** The notice that a version is about; undefined: none. */
export function noticeOfCause(cause: RecordCause): number | undefined {
  if (cause.kind === 'notice' || cause.kind === 'inspection') return cause.sequence;
  return 'notice' in cause ? cause.notice : undefined;
}

/**
 * What people hear of a new version. What their own filing brings about is told with that filing, so it is not told here;
 * what another person's filing has taken from them is. Nothing is said of their own acts.
 */
export function remindersOfStep({ record, cause }: RecordStep): readonly OutboxMessage[] {
  const occasion = `v${record.version}`;
  switch (cause.kind) {
    case 'cancelled':
      return recordReminders('record-cancelled', record, occasion);
    case 'access-ended':
      return recordReminders('access-ended', record, occasion);
    case 'filed-anew':
      return recordReminders('website-filed-anew', record, occasion);
    case 'notice':
    case 'inspection': {
      const facts = { notice: cause.sequence };
      if (cause.dueAt === undefined) return recordReminders('record-notice', record, occasion, facts);
      return recordReminders('record-inspection', record, occasion, {
        ...facts,
        date: dayInWords(new Date(cause.dueAt)),
      });
    }
    case 'notice-closed':
      // Without its notice: what asks to act on one is not sent once it is done with.
      return recordReminders('record-notice-closed', record, occasion);
    default:
      return [];
  }
}
