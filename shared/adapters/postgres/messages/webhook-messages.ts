import { sql } from 'kysely';
import type { FilingState } from '../../../domain/filing/machine.ts';
import type { OutboxMessage } from '../../../domain/messages/outbox-message.ts';
import { type RecordWebhookEvent, webhookEventOf } from '../../../domain/messages/webhook-event.ts';
import type { ClaimedMessage } from '../../../ports/messages/outbox.ts';
import type { WebhookAttempt, WebhookMessages } from '../../../ports/messages/webhook-messages.ts';
import type { Database, MessageParts } from '../database.ts';

export function createWebhookMessages({ database, clock, courier }: Omit<MessageParts, 'seal'>): WebhookMessages {
  const again = (endpointId: string) =>
    database.sql
      .updateTable('outbox')
      .set({ state: 'waiting', attempts: 0, due_at: clock.now(), failure: null })
      .where('lane', '=', 'webhook')
      .where(sql`payload ->> 'endpointId'`, '=', endpointId);

  const endPause = (endpointId: string) =>
    database.change('webhook_endpoint', { id: endpointId }, { next_call_at: clock.now() });

  return {
    async claimDue(isSlow, leaseSeconds) {
      const now = clock.now();
      const until = new Date(now.getTime() + leaseSeconds * 1000);
      const { rows } = await sql<Omit<ClaimedMessage, 'traceparent'> & { traceparent: string | null }>`
        with turn as (
          select id from webhook_endpoint where is_slow = ${isSlow} and next_call_at <= ${now} and exists (
            select from outbox where lane = 'webhook' and state = 'waiting' and payload ->> 'endpointId' = webhook_endpoint.id::text
              and due_at <= ${now})
          order by next_call_at limit 1 for update skip locked
        ), held as (
          update webhook_endpoint set next_call_at = case when disabled_at is null then ${until}::timestamptz else ${now} end
          from turn where webhook_endpoint.id = turn.id returning turn.id
        )
        update outbox set due_at = ${until} where key = (
          select key from outbox join held on payload ->> 'endpointId' = held.id::text
          where lane = 'webhook' and state = 'waiting' and due_at <= ${now} order by due_at limit 1)
        returning key, topic, payload, attempts, begun, traceparent`.execute(database.sql);
      return rows.map(({ traceparent, ...message }) => ({ ...message, traceparent: traceparent ?? undefined }));
    },

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
      await endPause(endpointId);
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
      await endPause(endpointId);
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
