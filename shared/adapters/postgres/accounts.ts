import type { Accounts } from '../../ports/accounts.ts';
import type { Ids } from '../../ports/ids.ts';
import type { DatabaseParts } from './database.ts';
import { sealedPlace } from './sealed-place.ts';

export const createAccounts = ({ database, seal, clock, ids }: DatabaseParts & { readonly ids: Ids }): Accounts => ({
  async signIn(openid) {
    const openid_index = seal.blindIndex('openid', openid);
    const found = () =>
      database.sql.selectFrom('account').select('id').where('openid_index', '=', openid_index).executeTakeFirst();
    const before = await found();
    if (before) return { accountId: before.id };
    const id = ids.uuid();
    const openid_sealed = seal.close(openid, sealedPlace('account', 'openid_sealed', { id }));
    await database.sql
      .insertInto('account')
      .values({ id, openid_index, openid_sealed, created_at: clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const account = await found();
    if (!account) throw new Error('an account vanished between insert and select');
    return { accountId: account.id };
  },

  async openidOf(accountId) {
    const row = await database.sql
      .selectFrom('account')
      .select(['id', 'openid_sealed'])
      .where('id', '=', accountId)
      .executeTakeFirst();
    // Empty once the account was erased.
    return (row && seal.open(row.openid_sealed, sealedPlace('account', 'openid_sealed', row))) || undefined;
  },
});
