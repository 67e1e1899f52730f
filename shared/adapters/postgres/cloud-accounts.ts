import type { CloudAccounts } from '../../ports/cloud-accounts.ts';
import type { DatabaseParts } from './database.ts';
import { sealedPlace } from './sealed-place.ts';

export const createCloudAccounts = ({ database, seal, clock }: DatabaseParts): CloudAccounts => ({
  async cloudAccountOf(accountId) {
    const row = await database.sql
      .selectFrom('cloud_account')
      .select(['account_id', 'role_sealed'])
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    // Derived instead of stored: it can't be lost, and without the key nobody can compute another account's.
    const externalId = seal.blindIndex('external-id', accountId).toString('hex').slice(0, 32);
    return { externalId, roleArn: row && seal.open(row.role_sealed, sealedPlace('cloud_account', 'role_sealed', row)) };
  },

  async link(accountId, roleArn) {
    const place = sealedPlace('cloud_account', 'role_sealed', { account_id: accountId });
    const linked = { role_sealed: seal.close(roleArn, place), linked_at: clock.now() };
    await database.sql
      .insertInto('cloud_account')
      .values({ account_id: accountId, ...linked })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet(linked))
      .execute();
  },

  async unlink(accountId) {
    await database.sql.deleteFrom('cloud_account').where('account_id', '=', accountId).execute();
  },
});
