import { sql } from 'kysely';
import type { FilingState } from '../../../domain/filing/machine.ts';
import type { OutboxMessage } from '../../../domain/messages/outbox-message.ts';
import { type RecordWebhookEvent, webhookEventOf } from '../../../domain/messages/webhook-event.ts';
import type { WebhookAttempt, WebhookMessages } from '../../../ports/webhook-messages.ts';
import type { Database, MessageParts } from '../database.ts';

export function createWebhookMessages({ database, clock, courier }: Omit<MessageParts, 'seal'>): WebhookMessages {
  const again = (endpointId: string) =>
    database.sql
      .updateTable('outbox')
      .set({ state: 'waiting', attempts: 0, due_at: clock.now(), failure: null })
      .where('lane', '=', 'webhook')
      .where(sql`payload ->> 'endpointId'`, '=', endpointId);

  return {
    async noteAttempt(messageId, { at, durationMs, status, failure }) {
      await database.add('webhook_attempt', {
        message_key: messageId,
        at,
        duration_ms: durationMs,
        status: status ?? null,
        failure: failure ?? null,
      });
    },

    async ofEndpoint(endpointId, limit) {
      const messages = await database.sql
        .selectFrom('outbox')
        .selectAll()
        .where('lane', '=', 'webhook')
        .where(sql`payload ->> 'endpointId'`, '=', endpointId)
        .orderBy('created_at', 'desc')
        .orderBy('key')
        .limit(limit)
        .execute();
      const attempts = await attemptsOf(
        database,
        messages.map(({ key }) => key),
      );
      return messages.map(({ key, payload, state, due_at, created_at }) => ({
        id: key,
        ...subjectOf(payload),
        version: Number(payload.version),
        delivery: state,
        nextAttemptAt: state === 'waiting' ? due_at : undefined,
        createdAt: created_at,
        attempts: attempts.get(key) ?? [],
      }));
    },

    async sendAgain(endpointId, messageId) {
      await again(endpointId).where('key', '=', messageId).where('state', '!=', 'waiting').execute();
      await database.afterCommit(courier.call);
      const message = await database.sql
        .selectFrom('outbox')
        .select('key')
        .where('lane', '=', 'webhook')
        .where(sql`payload ->> 'endpointId'`, '=', endpointId)
        .where('key', '=', messageId)
        .executeTakeFirst();
      return message !== undefined;
    },

    async sendGivenUpAgain(endpointId, since) {
      const { numUpdatedRows } = await again(endpointId)
        .where('state', '=', 'parked')
        .where('created_at', '>=', since)
        .executeTakeFirst();
      await database.afterCommit(courier.call);
      return Number(numUpdatedRows);
    },
  };
}

/** What a message is about, and its event. */
const subjectOf = ({ filingId, recordId, state, event }: OutboxMessage['payload']) =>
  recordId === undefined
    ? { about: { filingId: String(filingId) }, event: webhookEventOf(state as FilingState) }
    : { about: { recordId: String(recordId) }, event: event as RecordWebhookEvent };

async function attemptsOf(database: Database, keys: readonly string[]): Promise<Map<string, WebhookAttempt[]>> {
  const byMessage = new Map<string, WebhookAttempt[]>();
  if (keys.length === 0) return byMessage;
  const rows = await database.sql
    .selectFrom('webhook_attempt')
    .selectAll()
    .where('message_key', 'in', [...keys])
    .orderBy('at')
    .execute();
  for (const { message_key, at, duration_ms, status, failure } of rows) {
    const attempt = { at, durationMs: duration_ms, status: status ?? undefined, failure: failure ?? undefined };
    byMessage.set(message_key, [...(byMessage.get(message_key) ?? []), attempt]);
  }
  return byMessage;
}
