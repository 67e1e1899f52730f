import { sql } from 'kysely';
import type { SchemaVersion } from '../../ports/vitals.ts';
import type { DatabaseParts } from './database.ts';
import { probeWrite } from './write-probe.ts';

/** The last file of `migrations/`, which is not deployed with the functions. */
export const NEWEST_MIGRATION = '0214-reviewed-recoveries.sql';

export const createSchemaVersion = ({ database }: Pick<DatabaseParts, 'database'>): SchemaVersion => ({
  async isCurrent() {
    await probeWrite(database.sql);
    const { rows } = await sql`select 1 from migration where name = ${NEWEST_MIGRATION}`.execute(database.sql);
    return rows.length === 1;
  },
});
