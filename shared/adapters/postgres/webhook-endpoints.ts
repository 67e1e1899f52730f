import { type Selectable, sql } from 'kysely';
import type { Filing } from '../../domain/filing/filing.ts';
import { type WebhookEvent, webhookMessage } from '../../domain/messages/webhook-event.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WebhookEndpoint, WebhookEndpoints } from '../../ports/webhook-endpoints.ts';
import type { Database, DatabaseParts } from './database.ts';
import { addToOutbox } from './outbox.ts';
import type { Schema } from './schema.ts';

/** Writes a message for every endpoint of the applicant that subscribes to the event. */
export async function tellEndpoints(
  database: Database,
  clock: Clock,
  event: WebhookEvent,
  filing: Filing,
): Promise<void> {
  const listening = await database.sql
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('account_id', '=', filing.applicantId)
    .where(sql<boolean>`${event} = any(events)`)
    .execute();
  await addToOutbox(
    database,
    clock,
    listening.map(({ id }) => webhookMessage(id, filing)),
  );
}

export function createWebhookEndpoints({ database, seal, clock }: DatabaseParts): WebhookEndpoints {
  const of = (id: string, accountId: string) =>
    database.sql.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).where('account_id', '=', accountId);
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
        await refuseTooMany(database, accountId, max);
        const row = await database.sql
          .insertInto('webhook_endpoint')
          .values({
            id,
            account_id: accountId,
            url,
            events: [...events],
            secret_sealed: seal.close(secret),
            created_at: clock.now(),
          })
          .returningAll()
          .executeTakeFirstOrThrow();
        return endpointOf(row);
      }),

    async ofAccount(accountId) {
      const rows = await database.sql
        .selectFrom('webhook_endpoint')
        .selectAll()
        .where('account_id', '=', accountId)
        .orderBy('created_at')
        .execute();
      return rows.map(endpointOf);
    },

    findOwn: async (id, accountId) => known(await of(id, accountId).executeTakeFirst()),

    async remove(id, accountId) {
      const { numDeletedRows } = await database.sql
        .deleteFrom('webhook_endpoint')
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .executeTakeFirst();
      if (numDeletedRows !== 1n) throw new Refused('webhook.unknown');
    },

    async changeSecret(id, accountId, secret, oldUntil) {
      const changed = change(id, accountId).set((e) => ({
        secret_sealed: seal.close(secret),
        old_secret_sealed: e.ref('secret_sealed'),
        old_secret_until: oldUntil,
      }));
      return known(await changed.executeTakeFirst());
    },

    enable: async (id, accountId) =>
      known(await change(id, accountId).set({ disabled_at: null, failing_since: null }).executeTakeFirst()),

    async findTarget(id) {
      const row = await database.sql.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).executeTakeFirst();
      if (!row) return undefined;
      const { old_secret_sealed: old, old_secret_until: until } = row;
      const sealed = [row.secret_sealed, ...(old && until && until > clock.now() ? [old] : [])];
      return {
        accountId: row.account_id,
        url: row.url,
        isDisabled: row.disabled_at !== null,
        secrets: sealed.map((secret) => seal.open(secret)),
      };
    },

    async noteAttempt(id, at, succeeded) {
      const row = await database.sql
        .updateTable('webhook_endpoint')
        .set((e) => ({ failing_since: succeeded ? null : e.fn.coalesce('failing_since', e.val(at)) }))
        .where('id', '=', id)
        .returning('failing_since')
        .executeTakeFirst();
      return row?.failing_since ?? undefined;
    },

    async disable(id, at) {
      const { numUpdatedRows } = await database.sql
        .updateTable('webhook_endpoint')
        .set({ disabled_at: at })
        .where('id', '=', id)
        .where('disabled_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}

/** Locks the account's row, so that concurrent registrations can't both take the last place. */
async function refuseTooMany(database: Database, accountId: string, max: number): Promise<void> {
  await database.sql.selectFrom('account').select('id').where('id', '=', accountId).forUpdate().execute();
  const { count } = await database.sql
    .selectFrom('webhook_endpoint')
    .select((e) => e.fn.countAll<string>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow();
  if (Number(count) >= max) throw new Refused('webhook.too-many', { max });
}

function known(row: Selectable<Schema['webhook_endpoint']> | undefined): WebhookEndpoint {
  if (!row) throw new Refused('webhook.unknown');
  return endpointOf(row);
}

const endpointOf = (row: Selectable<Schema['webhook_endpoint']>): WebhookEndpoint => ({
  id: row.id,
  url: row.url,
  events: row.events as WebhookEvent[],
  failingSince: row.failing_since ?? undefined,
  disabledAt: row.disabled_at ?? undefined,
  createdAt: row.created_at,
});
