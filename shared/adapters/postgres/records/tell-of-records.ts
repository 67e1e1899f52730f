import { recordWebhookMessage } from '../../../domain/messages/webhook-event.ts';
import type { RecordStep } from '../../../domain/record/fold.ts';
import { recordState } from '../../../domain/record/record.ts';
import { noticeOfCause, remindersOfStep, webhookEventOfStep } from '../../../domain/record/record-messages.ts';
import type { MessageParts } from '../database.ts';
import { addToOutbox } from '../messages/outbox.ts';
import { endpointsFor } from '../messages/webhook-endpoints.ts';

/** Writes the messages about new versions of records, to people and to integrators' endpoints. Joins the transaction. */
export async function tellOfRecords(steps: readonly RecordStep[], parts: Omit<MessageParts, 'seal'>): Promise<void> {
  for (const step of steps) {
    const { record, cause } = step;
    const event = webhookEventOfStep(step);
    const news = {
      recordId: String(record.id),
      event,
      cause: cause.kind,
      state: recordState(record.contents),
      version: record.version,
      notice: noticeOfCause(cause),
      at: cause.at,
    } as const;
    const endpoints = await endpointsFor(parts.database, record.accountId, event);
    const webhooks = endpoints.map((id) => recordWebhookMessage(id, news));
    await addToOutbox(parts, [...remindersOfStep(step), ...webhooks]);
  }
}
