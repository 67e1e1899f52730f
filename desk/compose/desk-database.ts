import type { Kysely } from 'kysely';
import { withAuthorities } from '../../platform/compose/database-address.ts';
import { seal } from '../../platform/compose/keys.ts';
import { memo } from '../../platform/compose/provider.ts';
import { clock, ids } from '../../platform/compose/system.ts';
import type { Database } from '../../platform/database/database.ts';
import type { PlatformTables } from '../../platform/database/tables.ts';
import { traceparent } from '../../platform/edge/trace.ts';
import { createKeyedHash } from '../adapters/node-crypto/keyed-hash.ts';
import type { DeskDatabase, DeskParts } from '../adapters/postgres/desk-database.ts';
import type { DeskTables } from '../adapters/postgres/tables.ts';
import { config } from '../config.ts';

// The desk's functions have variables of the same names as the filing service's, with values of their own: another role,
// other keys, another bucket or prefix.

export const deskDatabase = (): Promise<DeskDatabase> =>
  memo(deskDatabase, async () => {
    const { openDatabase } = await import('../../platform/database/database.ts');
    const url = withAuthorities(config().DATABASE_URL.reveal(), config().DATABASE_CA_FILE);
    return openDatabase<DeskTables>(url, traceparent);
  });

/** Transactions over the desk's own ports. */
export const transactions = () => deskDatabase();

/** The hash of the audit chain. */
export const auditHash = (key = config().DESK_AUDIT_KEY) => createKeyedHash(Buffer.from(key.reveal(), 'base64'));

export const deskParts = async (): Promise<DeskParts> => ({
  database: await deskDatabase(),
  seal: await seal(),
  clock: await clock(),
  ids: await ids(),
  hash: auditHash(),
});

/** The platform's tables in the desk's schema. */
export const platformTables = (database: DeskDatabase): Database<PlatformTables> => ({
  ...database,
  get sql() {
    return database.sql.withSchema('desk') as unknown as Kysely<PlatformTables>;
  },
});

/** Dependencies of the platform's adapters over these tables. */
export const platformParts = async () => ({
  database: platformTables(await deskDatabase()),
  seal: await seal(),
  clock: await clock(),
});
