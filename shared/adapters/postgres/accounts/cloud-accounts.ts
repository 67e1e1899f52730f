import type { Seal } from '../../../../platform/ports/seal.ts';
import type { CloudAccounts } from '../../../ports/accounts/cloud-accounts.ts';
import type { DatabaseParts } from '../database.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

/**
 * The ExternalId of an account before it has linked a role: derived, so that it is the same whenever somebody looks.
 * With the role it is stored, because the role requires it, also when the key is replaced.
 */
export const externalIdOf = (accountId: string, seal: Seal): string =>
  seal.blindIndex('external-id', accountId).toString('hex').slice(0, 32);

export const createCloudAccounts = ({ database, seal, clock }: DatabaseParts): CloudAccounts => ({
  async cloudAccountOf(accountId) {
    const row = await database.find('cloud_account', { account_id: accountId }, [
      'account_id',
      'role_sealed',
      'external_id',
    ]);
    return {
      externalId: row?.external_id ?? externalIdOf(accountId, seal),
      roleArn: row && seal.open(row.role_sealed, sealedPlace('cloud_account', 'role_sealed', row)),
    };
  },

  async link(accountId, { roleArn, externalId }) {
    const place = sealedPlace('cloud_account', 'role_sealed', { account_id: accountId });
    const linked = { role_sealed: seal.close(roleArn, place), external_id: externalId, linked_at: clock.now() };
    await database.put('cloud_account', { account_id: accountId }, linked);
  },

  async unlink(accountId) {
    await database.remove('cloud_account', { account_id: accountId });
  },
});
