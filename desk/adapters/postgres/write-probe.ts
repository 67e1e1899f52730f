import { type QueryExecutorProvider, sql } from 'kysely';
import { probeWrite } from '../../../platform/database/write-probe.ts';

/** As `probeWrite`, with a row of the desk. */
export const probeDeskWrite = (database: QueryExecutorProvider): Promise<void> =>
  probeWrite(
    database,
    sql`insert into desk.sign_in_try (secret_hash, began_at) values (uuid_send(gen_random_uuid()), now())`,
  );
