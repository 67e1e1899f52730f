import { withAuthorities } from '../../platform/compose/database-address.ts';
import { memo } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import type { Ids } from '../../platform/ports/ids.ts';
import type { Transactions } from '../../platform/ports/transactions.ts';
import type { Database, DatabaseParts } from '../adapters/postgres/database.ts';
import { config } from '../config.ts';

export const database = (): Promise<Database> =>
  memo(database, async () => {
    const { openDatabase } = await import('../adapters/postgres/database.ts');
    return openDatabase(withAuthorities(config().DATABASE_URL.reveal(), config().DATABASE_CA_FILE), traceparent);
  });

export const transactions = (): Promise<Transactions> => database();

/** Dependencies of adapters that store nothing sealed. Adapters keep no state between events, so each event may create its own. */
export type StoredParts = Omit<DatabaseParts, 'seal'> & { readonly ids: Ids };

export const storedParts = async (): Promise<StoredParts> => ({
  database: await database(),
  clock: await clock(),
  ids: await ids(),
});
