import pg from 'pg';
import { migrate } from '../deploy/products.ts';
import { databaseRoles } from '../local/database-roles.ts';
import { startPostgres } from '../local/postgres.ts';
import { cryptoIds } from '../platform/adapters/node-crypto/ids.ts';
import { systemClock } from '../platform/adapters/system/clock.ts';
import { createAccounts } from '../shared/adapters/postgres/accounts/accounts.ts';
import { createSessions } from '../shared/adapters/postgres/accounts/sessions.ts';
import { openDatabase } from '../shared/adapters/postgres/database.ts';
import { TEST_SEAL } from './seal.ts';

/** The read of a caller's session as the edge does it, and one of the same row by the bare driver. */
export interface SessionRead {
  readonly read: () => Promise<void>;
  readonly bare: () => Promise<void>;
  stop(): Promise<void>;
}

/** One of 100,000 sessions in a real PostgreSQL, whose data are in `dir`. */
export async function openSessionRead(dir: string): Promise<SessionRead> {
  const server = await startPostgres({ dir, log: () => {} });
  const { migrationUrl, workingUrl } = await databaseRoles(server.url);
  await migrate({ migrationUrl, workingUrl });
  const client = new pg.Client({ connectionString: migrationUrl });
  await client.connect();
  const database = openDatabase(workingUrl);
  const parts = { database, seal: TEST_SEAL, clock: systemClock, ids: cryptoIds };
  const { accountId } = await createAccounts(parts).signIn('somebody');
  await client.query(
    `insert into session (id, account_id, authenticated_at, created_at, used_at, expires_at)
     select gen_random_uuid(), $1, now(), now(), now(), now() + interval '1 day' from generate_series(1, 100000)`,
    [accountId],
  );
  await client.query('analyze session');
  const sessions = createSessions(parts);
  const session = await sessions.open(accountId, {});
  return {
    read: async () => {
      if (!(await sessions.standingOf(session))) throw new Error('the session is not open');
    },
    bare: async () => void (await client.query('select account_id from session where id = $1', [session.sessionId])),
    stop: async () => {
      await client.end();
      await database.close();
      await server.stop();
    },
  };
}
