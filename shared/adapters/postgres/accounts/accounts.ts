import { sql, type Updateable } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Ids } from '../../../../platform/ports/ids.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { Accounts } from '../../../ports/accounts/accounts.ts';
import type { Database, DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { addressIndex, addressIndexes } from '../sealing/address-index.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/** The index by which an account with WeChat is found. */
export const openidIndex = (openid: string, seal: Seal): Buffer => seal.blindIndex('openid', openid);

/**
 * Lets one instance at a time create or change an account of these indexes. That the column is unique is not enough while the key
 * is replaced, when instances write different indexes of one value; in the same order, so that they don't deadlock.
 */
async function lockEach(indexes: readonly Buffer[], { sql: connection }: Database): Promise<void> {
  for (const index of indexes.map((bytes) => bytes.toString('hex')).toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${index}, 0))`.execute(connection);
}

export function createAccounts({ database, seal, clock, ids }: DatabaseParts & { readonly ids: Ids }): Accounts {
  const openidColumns = (openid: string, id: string) => ({
    openid_index: openidIndex(openid, seal),
    openid_sealed: seal.close(openid, sealedPlace('account', 'openid_sealed', { id })),
  });

  /** The columns of an account without WeChat: no openid has this index. */
  const withoutOpenid = (id: string) => ({
    openid_index: seal.blindIndex('no-openid', ids.uuid()),
    openid_sealed: seal.close('', sealedPlace('account', 'openid_sealed', { id })),
  });

  const phoneColumns = (mobile: string, id: string) => ({
    phone_index: addressIndex(mobile, seal),
    phone_sealed: seal.close(mobile, sealedPlace('account', 'phone_sealed', { id })),
    phone_proven_at: clock.now(),
  });

  const change = async (id: string, columns: Updateable<Schema['account']>): Promise<void> => {
    await database.change('account', { id, erased_at: null }, columns);
  };

  const ofPhone: Accounts['ofPhone'] = async (mobile) => {
    const row = await database.sql
      .selectFrom('account')
      .select(['id', 'phone_proven_at'])
      .where('phone_index', 'in', addressIndexes(mobile, seal))
      .executeTakeFirst();
    return row?.phone_proven_at ? { accountId: row.id, provenAt: row.phone_proven_at } : undefined;
  };

  const openidOf: Accounts['openidOf'] = async (accountId) => {
    const row = await database.find('account', { id: accountId }, ['id', 'openid_sealed']);
    return (row && seal.open(row.openid_sealed, sealedPlace('account', 'openid_sealed', row))) || undefined;
  };

  return {
    async signIn(openid) {
      const indexes = seal.blindIndexes('openid', openid);
      const found = () =>
        database.sql.selectFrom('account').select('id').where('openid_index', 'in', indexes).executeTakeFirst();
      const before = await found();
      if (before) return { accountId: before.id };
      return database.inTransaction(async () => {
        await lockEach(indexes, database);
        const meanwhile = await found();
        if (meanwhile) return { accountId: meanwhile.id };
        const id = ids.uuid();
        await database.add('account', { id, ...openidColumns(openid, id), created_at: clock.now() });
        return { accountId: id };
      });
    },

    openidOf,
    holdPhone: (mobile) => lockEach(addressIndexes(mobile, seal), database),
    ofPhone,

    signInByPhone: (mobile) =>
      database.inTransaction(async () => {
        const indexes = addressIndexes(mobile, seal);
        await lockEach(indexes, database);
        const known = await database.sql
          .updateTable('account')
          .set({ phone_proven_at: clock.now() })
          .where('phone_index', 'in', indexes)
          .returning('id')
          .executeTakeFirst();
        if (known) return { accountId: known.id };
        const id = ids.uuid();
        await database.add('account', {
          id,
          ...withoutOpenid(id),
          ...phoneColumns(mobile, id),
          created_at: clock.now(),
        });
        return { accountId: id };
      }),

    async phoneOf(accountId) {
      const row = await database.find('account', { id: accountId }, ['id', 'phone_sealed']);
      return row?.phone_sealed ? seal.open(row.phone_sealed, sealedPlace('account', 'phone_sealed', row)) : undefined;
    },

    linkPhone: (accountId, mobile) =>
      database.inTransaction(async () => {
        await lockEach(addressIndexes(mobile, seal), database);
        const other = await ofPhone(mobile);
        if (other && other.accountId !== accountId) throw new Refused('account.phone-taken');
        await change(accountId, phoneColumns(mobile, accountId));
      }),

    unlinkPhone: (accountId) => change(accountId, { phone_index: null, phone_sealed: null, phone_proven_at: null }),

    async moveWeChat(fromAccountId, toAccountId) {
      const openid = await openidOf(fromAccountId);
      if (openid === undefined) return;
      await change(fromAccountId, withoutOpenid(fromAccountId));
      await change(toAccountId, openidColumns(openid, toAccountId));
    },

    async isInUse(accountId) {
      // Whoever writes one of these for the account waits for this lock: `refuse_erased_account`.
      const account = await database.lock('account', { id: accountId }, ['erased_at']);
      if (!account || account.erased_at) throw new Refused('session.invalid');
      const { rows } = await sql<{ in_use: boolean }>`
        select exists (select from filing where applicant_id = ${accountId} and erased_at is null)
          or exists (select from authorization_code where owner_id = ${accountId} or target_id = ${accountId})
          or exists (select from record where account_id = ${accountId})
          or exists (select from record_transfer where target_id = ${accountId} and ended_at is null)
          or exists (select from cloud_account where account_id = ${accountId})
          or exists (select from webhook_endpoint where account_id = ${accountId}) as in_use
      `.execute(database.sql);
      return rows[0]?.in_use ?? false;
    },
  };
}
