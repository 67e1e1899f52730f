import { type QueryExecutorProvider, sql } from 'kysely';
import { probeWrite as probe } from '../../../platform/database/write-probe.ts';

/** As `probe`, with a row of the filing service. */
export const probeWrite = (database: QueryExecutorProvider): Promise<void> =>
  probe(database, sql`insert into rate_limit (name, next_at) values (gen_random_uuid()::text, now())`);
