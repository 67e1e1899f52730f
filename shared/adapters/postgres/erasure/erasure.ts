import { type Selectable, sql } from 'kysely';
import type { FilingId } from '../../../../contracts/kit/record-id.ts';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Ids } from '../../../../platform/ports/ids.ts';
import { deskErasure } from '../../../domain/messages/outbox-message.ts';
import { PAID_SERVICES, type PaidService } from '../../../domain/paid-calls.ts';
import { transferNotices } from '../../../domain/record/transfer.ts';
import { ERASED_CONTENTS, isErasable } from '../../../domain/retention.ts';
import type { Erasure } from '../../../ports/erasure/erasure.ts';
import type { MessageParts } from '../database.ts';
import { sealContents } from '../filings/filing-row.ts';
import { addToOutbox } from '../messages/outbox.ts';
import { transferOf } from '../records/record-transfers.ts';
import type { Schema } from '../schema.ts';
import { addressIndexes } from '../sealing/address-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/** Tables with rows about one filing that are deleted with it, children before parents. */
const PARTS = [
  'form_draft',
  'liveness_check',
  'hand_over',
  'filing_round',
  'verdict',
  'parked_verdict',
  'desk_question',
  'one_time_code',
  'contact_confirmation',
  'contact_link',
  'document',
] as const;

/** Other tables with rows of one account. */
const OF_ACCOUNT = [
  'record',
  'cloud_account',
  'site_host',
  'webhook_endpoint',
  'eligibility_check',
  'notification_preference',
  'one_time_code',
  'hand_over',
] as const;

const keysOf = ({ incoming_key, clean_key }: Pick<Selectable<Schema['document']>, 'incoming_key' | 'clean_key'>) =>
  clean_key === null ? [incoming_key] : [incoming_key, clean_key];

const SERVICES = Object.keys(PAID_SERVICES) as PaidService[];

export function createErasure({ database, seal, clock, courier, ids }: MessageParts & { readonly ids: Ids }): Erasure {
  /** Each statement is a transaction of its own: one that holds no two tables can't block a command that does. */
  const alone = <T>(work: () => Promise<T>): Promise<T> => database.inTransaction(work);

  const remember = async (keys: readonly string[]): Promise<void> => {
    if (keys.length === 0) return;
    const rows = keys.map((key) => ({ key, erased_at: clock.now() }));
    await database.addNew('erased_object', rows);
  };

  /** Deletes what filings have spent. The primary key begins with the service: without it the whole table is read. */
  const forgetBudgets = (filingIds: readonly string[]) =>
    database.sql
      .deleteFrom('paid_call')
      .where('service', 'in', SERVICES)
      .where(
        'payer',
        'in',
        filingIds.map((id) => `filing/${id}`),
      )
      .execute();

  /** Marks filings and empties their rows. @returns those that were submitted. */
  const emptyFilings = async (filingIds: readonly FilingId[]): Promise<readonly string[]> => {
    const contents = filingIds.map((id) => sealContents(ERASED_CONTENTS, id, seal));
    const { rows } = await sql<{ id: string; round: number }>`
      update filing set
        contents_sealed = empty.contents, certificate_index = '', domains = '{}', servers = '{}', person_numbers = '{}',
        flagged = '[]', numbers = null, step_due_at = null, erased_at = ${clock.now()}
      from unnest(${filingIds}::uuid[], ${contents}::bytea[]) as empty (filing_id, contents)
      where id = filing_id
      returning id, round`.execute(database.sql);
    return rows.flatMap(({ id, round }) => (round > 0 ? [id] : []));
  };

  /** That media were used is known for its time (RETENTION), so that they can't be used again; keyed hashes and the day lead to nobody. */
  const unlinkMedia = (filingIds: readonly FilingId[]) =>
    database.sql
      .updateTable('seen_media')
      .set({
        ...{ check_id: null, filing_id: null, digest_sealed: null, look_sealed: null },
        seen_at: sql<Date>`date_trunc('day', seen_at)`,
      })
      .where('filing_id', 'in', filingIds)
      .execute();

  const objectsOfFilings = async (filingIds: readonly FilingId[]): Promise<readonly string[]> => {
    const rows = await database.sql
      .selectFrom('document')
      .select(['incoming_key', 'clean_key'])
      .where('filing_id', 'in', filingIds)
      .execute();
    return rows.flatMap(keysOf);
  };

  const eraseDocuments = (documentIds: readonly string[], only: 'unused' | 'unsent'): Promise<readonly string[]> =>
    alone(async () => {
      if (documentIds.length === 0) return [];
      const rows = await database.sql
        .deleteFrom('document')
        .where('id', 'in', documentIds)
        .where((e) => (only === 'unused' ? e('filing_id', 'is', null) : e('state', '=', 'waiting')))
        .returning(['incoming_key', 'clean_key'])
        .execute();
      const keys = rows.flatMap(keysOf);
      await remember(keys);
      return keys;
    });

  const eraseFilings: Erasure['eraseFilings'] = (filingIds) =>
    database.inTransaction(async () => {
      if (filingIds.length === 0) return [];
      const submitted = await emptyFilings(filingIds);
      const keys = await objectsOfFilings(filingIds);
      await remember(keys);
      await forgetBudgets(filingIds);
      await unlinkMedia(filingIds);
      for (const table of PARTS) await database.sql.deleteFrom(table).where('filing_id', 'in', filingIds).execute();
      await addToOutbox({ database, clock, courier }, submitted.map(deskErasure));
      return keys;
    });

  const eraseViews = (accountId: string): Promise<readonly string[]> =>
    alone(async () => {
      const rows = await database.sql
        .deleteFrom('view_file')
        .where('account_id', '=', accountId)
        .returning('key')
        .execute();
      const keys = rows.map(({ key }) => key);
      await remember(keys);
      return keys;
    });

  /** Tokens and secrets of the account's devices. */
  const endSessions = async (accountId: string): Promise<void> => {
    const challenges = database.sql
      .selectFrom('session_challenge')
      .innerJoin('session', 'session.id', 'session_challenge.session_id')
      .select('challenge')
      .where('account_id', '=', accountId);
    await database.sql.deleteFrom('scan_ticket').where('challenge', 'in', challenges).execute();
    await database.remove('session', { account_id: accountId });
  };

  /** What keeps an account: filings in progress or in force, and records that came to it. */
  const activeOf = async (accountId: string): Promise<number> => {
    const filings = await database.sql
      .selectFrom('filing')
      .leftJoin('record', 'record.id', 'filing.record_id')
      .select('state')
      .select(
        sql<boolean>`record_id is not null
          and (record.id is null or record.ended_at is not null or record.account_id <> ${accountId})`.as(
          'is_released',
        ),
      )
      .where('applicant_id', '=', accountId)
      .execute();
    const active = filings.filter(({ state, is_released }) => !isErasable(state, is_released));
    return active.length + (await heldWithoutFiling(accountId));
  };

  /** Live records that came to an account: no filing of this one is in force in them. */
  const heldWithoutFiling = async (accountId: string): Promise<number> => {
    const rows = await database.sql
      .selectFrom('record')
      .select('id')
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('filing')
              .select('filing.id')
              .where('applicant_id', '=', accountId)
              .where('state', '=', 'approved')
              .whereRef('filing.record_id', '=', 'record.id'),
          ),
        ),
      )
      .execute();
    return rows.length;
  };

  /** The desk keeps nothing of what a reviewer was asked about a record that is erased. */
  const forgetTransfersOf = async (accountId: string): Promise<void> => {
    const open = await database.list('record_transfer', { holder_id: accountId, ended_at: null }, []);
    const reviewed = open.filter(({ papers }) => papers !== null);
    await addToOutbox(
      { database, clock, courier },
      reviewed.map(({ id }) => deskErasure(id)),
    );
    await database.remove('record_transfer', { holder_id: accountId });
  };

  /** Nothing moves to an account that is erased; whoever waits for it is told. */
  const endTransfersTo = async (accountId: string): Promise<void> => {
    const rows = await database.sql
      .updateTable('record_transfer')
      .set({ ended_at: clock.now(), outcome: 'account-erased', target_id: null })
      .where('target_id', '=', accountId)
      .where('ended_at', 'is', null)
      .returningAll()
      .execute();
    for (const row of rows) {
      const ended = transferOf(row);
      const before = { ...ended, endedAt: undefined, end: undefined };
      await addToOutbox({ database, clock, courier }, transferNotices(before, ended));
    }
  };

  return {
    beginAccount: (accountId) =>
      database.inTransaction(async () => {
        const account = await database.lock('account', { id: accountId }, ['id', 'erased_at', 'phone_sealed']);
        if (!account || account.erased_at) throw new Refused('session.invalid');
        // Read after the lock: whoever opens a filing holds it until they have committed.
        const activeFilings = await activeOf(accountId);
        if (activeFilings > 0) throw new Refused('account.active-filing', { activeFilings });
        const erased = {
          // No openid has this index, so the account can't be found.
          openid_index: seal.blindIndex('erased-account', ids.uuid()),
          openid_sealed: seal.close('', sealedPlace('account', 'openid_sealed', { id: accountId })),
          phone_index: null,
          phone_sealed: null,
          phone_proven_at: null,
          erased_at: clock.now(),
        };
        await database.change('account', { id: accountId }, erased);
        // Codes to its number that were asked for before anybody had signed in.
        if (account.phone_sealed) {
          const mobile = seal.open(account.phone_sealed, sealedPlace('account', 'phone_sealed', account));
          await database.sql
            .deleteFrom('one_time_code')
            .where('address_index', 'in', addressIndexes(mobile, seal))
            .execute();
        }
        await endTransfersTo(accountId);
        await endSessions(accountId);
        return database.count('filing', { applicant_id: accountId });
      }),

    activeOf,

    async eraseAccount(accountId) {
      const filings = await database.sql
        .selectFrom('filing')
        .select('id')
        .where('applicant_id', '=', accountId)
        .execute();
      const keys: string[] = [];
      // One after another: an integrator has thousands, and their owner may be at work with them.
      for (const { id } of filings) keys.push(...(await eraseFilings([id])));
      const unused = await database.list('document', { applicant_id: accountId, filing_id: null }, []);
      const unusedIds = unused.map(({ id }) => id);
      keys.push(...(await eraseDocuments(unusedIds, 'unused')));
      keys.push(...(await eraseViews(accountId)));
      for (const table of OF_ACCOUNT)
        await alone(() => database.sql.deleteFrom(table).where('account_id', '=', accountId).execute());
      await alone(() => database.remove('authorization_code', { owner_id: accountId }));
      await alone(() => forgetTransfersOf(accountId));
      await alone(() => database.change('record_transfer', { target_id: accountId }, { target_id: null }));
      // Kept facts have no owner, so all are deleted. They last five minutes anyway, and are looked up again.
      await alone(() => database.sql.deleteFrom('kept_fact').execute());
      await alone(() => database.sql.deleteFrom('reply').where('applicant_id', '=', accountId).execute());
      await database.sql
        .updateTable('account')
        .set({ forgotten_at: clock.now() })
        .where('id', '=', accountId)
        .where('erased_at', 'is not', null)
        .execute();
      return keys;
    },

    eraseFilings,
    eraseUnused: (documentIds) => eraseDocuments(documentIds, 'unused'),
    eraseUnsent: (documentIds) => eraseDocuments(documentIds, 'unsent'),

    async unfinishedAccounts(limit) {
      const rows = await database.sql
        .selectFrom('account')
        .select('id')
        .where('erased_at', 'is not', null)
        .where('forgotten_at', 'is', null)
        .orderBy('erased_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    async objectsErased(before, limit) {
      const rows = await database.sql
        .selectFrom('erased_object')
        .select('key')
        .where('erased_at', '<', before)
        .orderBy('erased_at')
        .limit(limit)
        .execute();
      return rows.map(({ key }) => key);
    },

    async forgetObjects(keys) {
      if (keys.length > 0)
        await database.sql
          .deleteFrom('erased_object')
          .where('key', 'in', [...keys])
          .execute();
    },
  };
}
