import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Transactions } from '../../ports/transactions.ts';
import type { Schema } from './schema.ts';

/** The database as the adapters of this folder share it. */
export interface Database extends Transactions {
  /** Where to send a query now: the running transaction, or else any connection of the pool. */
  readonly sql: Kysely<Schema>;
  /** To be called when messages were written: the courier is called once the running transaction has committed, or else at once. */
  outboxWritten(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connections of one function instance. An instance handles one event at a time, so two are enough; idle ones end after ten seconds,
 * and no session state is kept, so that a proxy may stand in front.
 */
const POOL = {
  max: 2,
  idleTimeoutMillis: 10_000,
  connectionTimeoutMillis: 3_000,
  allowExitOnIdle: true,
  // An instance that the platform froze in the middle of a transaction would hold its locks for ever. No function runs for more than 60 s.
  idle_in_transaction_session_timeout: 70_000,
};

interface Running {
  readonly sql: Kysely<Schema>;
  hasWritten: boolean;
}

/** Opens nothing until the first query. */
export function openDatabase(url: string, callCourier: () => Promise<void> = async () => {}): Database {
  const pool = new pg.Pool({ ...POOL, connectionString: url });
  // A connection that the server closes is replaced by the pool, and a query on it fails. Unheard, the event would end the process: the
  // pool hears it for idle connections, nobody does for one that waits inside a transaction.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const running = new AsyncLocalStorage<Running>();

  async function commit<T>(work: () => Promise<T>): Promise<T> {
    const { result, hasWritten } = await kysely.transaction().execute(async (sql) => {
      const own: Running = { sql, hasWritten: false };
      return { result: await running.run(own, work), hasWritten: own.hasWritten };
    });
    if (hasWritten) await callCourier();
    return result;
  }

  return {
    get sql() {
      return running.getStore()?.sql ?? kysely;
    },
    run: (work) => (running.getStore() ? work() : commit(work)),
    async outboxWritten() {
      const own = running.getStore();
      if (own) own.hasWritten = true;
      else await callCourier();
    },
    close: () => kysely.destroy(),
  };
}
