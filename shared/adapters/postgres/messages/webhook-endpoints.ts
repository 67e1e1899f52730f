import { type Selectable, sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import { type WebhookEvent, webhookMessage } from '../../../domain/messages/webhook-event.ts';
import type { WebhookEndpoint, WebhookEndpoints } from '../../../ports/messages/webhook-endpoints.ts';
import type { Database, DatabaseParts, MessageParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';
import { addToOutbox } from './outbox.ts';

/** Writes a message for every endpoint of the applicant that subscribes to the event. */
export async function tellEndpoints(
  parts: Omit<MessageParts, 'seal'>,
  event: WebhookEvent,
  filing: Filing,
): Promise<void> {
  const listening = await endpointsFor(parts.database, filing.applicantId, event);
  await addToOutbox(
    parts,
    listening.map((id) => webhookMessage(id, filing)),
  );
}

/** Ids of the endpoints of an account that subscribe to an event. */
export async function endpointsFor(database: Database, accountId: string, event: WebhookEvent): Promise<string[]> {
  const rows = await database.sql
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('account_id', '=', accountId)
    .where(sql<boolean>`${event} = any(events)`)
    // Whoever removes one waits, and ends the messages that are written here.
    .forKeyShare()
    .execute();
  return rows.map(({ id }) => id);
}

type Row = Selectable<Schema['webhook_endpoint']>;

export function createWebhookEndpoints({ database, seal, clock }: DatabaseParts): WebhookEndpoints {
  const known = (row: Row | undefined): WebhookEndpoint => {
    if (!row) throw new Refused('webhook.unknown');
    return endpointOf(row, seal, clock.now());
  };
  const change = (id: string, accountId: string) =>
    database.sql
      .updateTable('webhook_endpoint')
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .returningAll();

  return {
    create: (endpoint, max) =>
      database.inTransaction(async () => {
        const { id, accountId, url, events, secret } = endpoint;
        // Locked, so that concurrent registrations can't both take the last place.
        await database.lock('account', { id: accountId }, ['id']);
        const count = await database.count('webhook_endpoint', { account_id: accountId });
        if (count >= max) throw new Refused('webhook.too-many', { max });
        const row = await database.sql
          .insertInto('webhook_endpoint')
          .values({
            id,
            account_id: accountId,
            url_sealed: seal.close(url, sealedPlace('webhook_endpoint', 'url_sealed', { id })),
            events: [...events],
            secret_sealed: seal.close(secret, sealedPlace('webhook_endpoint', 'secret_sealed', { id })),
            next_call_at: clock.now(),
            created_at: clock.now(),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return endpointOf(row, seal, clock.now());
      }),

    async ofAccount(accountId) {
      const rows = await database.list('webhook_endpoint', { account_id: accountId }, ['created_at']);
      return rows.map((row) => endpointOf(row, seal, clock.now()));
    },

    findOwn: async (id, accountId) => known(await database.find('webhook_endpoint', { id, account_id: accountId })),

    remove: (id, accountId) =>
      database.inTransaction(async () => {
        if ((await database.remove('webhook_endpoint', { id, account_id: accountId })) !== 1)
          throw new Refused('webhook.unknown');
        await database.sql
          .updateTable('outbox')
          .set({ state: 'ended', failure: 'gone' })
          .where('lane', '=', 'webhook')
          .where('state', '=', 'waiting')
          .where(sql`payload ->> 'endpointId'`, '=', id)
          .execute();
      }),

    changeSecret: (id, accountId, secret, oldUntil) =>
      database.inTransaction(async () => {
        const before = await database.lock('webhook_endpoint', { id, account_id: accountId });
        if (!before) throw new Refused('webhook.unknown');
        const old = seal.open(before.secret_sealed, sealedPlace('webhook_endpoint', 'secret_sealed', before));
        const changed = change(id, accountId).set({
          secret_sealed: seal.close(secret, sealedPlace('webhook_endpoint', 'secret_sealed', before)),
          old_secret_sealed: seal.close(old, sealedPlace('webhook_endpoint', 'old_secret_sealed', before)),
          old_secret_until: oldUntil,
        });
        return known(await changed.executeTakeFirst());
      }),

    enable: async (id, accountId) =>
      known(
        await change(id, accountId)
          .set({ disabled_at: null, failing_since: null, next_call_at: clock.now() })
          .executeTakeFirst(),
      ),

    async findTarget(id) {
      const row = await database.find('webhook_endpoint', { id });
      if (!row) return undefined;
      const { secret_sealed: secret, old_secret_sealed: old, old_secret_until: until } = row;
      const secrets = [seal.open(secret, sealedPlace('webhook_endpoint', 'secret_sealed', row))];
      if (old && until && until > clock.now())
        secrets.push(seal.open(old, sealedPlace('webhook_endpoint', 'old_secret_sealed', row)));
      return {
        accountId: row.account_id,
        url: urlOf(row, seal),
        isDisabled: row.disabled_at !== null,
        failingSince: row.failing_since ?? undefined,
        secrets,
      };
    },

    async noteAttempt(id, { failingSince, nextCallAt, isSlow }) {
      const columns = { failing_since: failingSince ?? null, next_call_at: nextCallAt, is_slow: isSlow };
      await database.change('webhook_endpoint', { id }, columns);
    },

    async disable(id, at) {
      return (await database.change('webhook_endpoint', { id, disabled_at: null }, { disabled_at: at })) === 1;
    },
  };
}

const urlOf = (row: Row, seal: Seal): string =>
  seal.open(row.url_sealed, sealedPlace('webhook_endpoint', 'url_sealed', row));

const endpointOf = (row: Row, seal: Seal, now: Date): WebhookEndpoint => ({
  id: row.id,
  url: urlOf(row, seal),
  events: row.events as WebhookEvent[],
  failingSince: row.failing_since ?? undefined,
  disabledAt: row.disabled_at ?? undefined,
  pausedUntil: row.failing_since && !row.disabled_at && row.next_call_at > now ? row.next_call_at : undefined,
  createdAt: row.created_at,
});
