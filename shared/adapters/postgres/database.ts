import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Clock } from '../../ports/clock.ts';
import { Failed } from '../../ports/failed.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Transactions } from '../../ports/transactions.ts';
import type { Schema } from './schema.ts';
import { steadyPool } from './steady-pool.ts';

/** The database as the adapters of this folder share it. */
export interface Database extends Transactions {
  /** Where to send a query now: the running transaction, or else any connection of the pool. */
  readonly sql: Kysely<Schema>;
  /** To be called when messages were written: the courier is called once the running transaction has committed, or else at once. */
  outboxWritten(): Promise<void>;
  /** W3C traceparent of the event that is worked at, for the messages that it leaves; its span id is the event's own. */
  traceparent(): string | undefined;
  close(): Promise<void>;
}

/** What the adapters of this folder are made of. */
export interface DatabaseParts {
  readonly database: Database;
  readonly seal: Seal;
  readonly clock: Clock;
}

/**
 * An instance handles one event at a time, and an event has one connection: a server bears as many instances as it takes connections. The
 * second one is for the event after one that was given up and still works. An idle one ends after ten seconds, unless the platform has
 * frozen the instance by then: that one is the server's to end (`idle_session_timeout`). No session state is kept, so that a proxy may
 * stand in front.
 */
const POOL = {
  max: 2,
  idleTimeoutMillis: 10_000,
  allowExitOnIdle: true,
  // An instance that the platform froze in the middle of a transaction would hold its locks for ever. No function runs for more than 75 s.
  idle_in_transaction_session_timeout: 80_000,
};

/** A server must take a connection in that time. Told to the pool, it would also count waiting for the instance's own other queries. */
const CONNECT_MS = 3_000;

class PromptClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
  }
}

interface Running {
  readonly sql: Kysely<Schema>;
  hasWritten: boolean;
}

/** Opens nothing until the first query. */
export function openDatabase(
  url: string,
  callCourier: () => Promise<void> = async () => {},
  traceparent: () => string | undefined = () => undefined,
): Database {
  const pool = new pg.Pool({ ...POOL, Client: PromptClient, connectionString: url });
  // A connection that the server closes is replaced by the pool, and a query on it fails. Unheard, the event would end the process: the
  // pool hears it for idle connections, nobody does for one that waits inside a transaction.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: steadyPool(pool, () => traceparent()?.split('-')[2]) }),
  });
  const running = new AsyncLocalStorage<Running>();

  /** A connection that is lost before `commit` has undone everything, so the work is done again, once; one that is lost in it may not have. */
  async function transaction<T>(work: () => Promise<T>, isLast = false): Promise<{ result: T; hasWritten: boolean }> {
    const progress = { begun: false, worked: false };
    try {
      return await kysely.transaction().execute(async (sql) => {
        progress.begun = true;
        const own: Running = { sql, hasWritten: false };
        const result = await running.run(own, work);
        progress.worked = true;
        return { result, hasWritten: own.hasWritten };
      });
    } catch (error) {
      const isLost = error instanceof Failed && error.port === 'database';
      if (!isLost || !progress.begun || progress.worked || isLast) throw error;
      return transaction(work, true);
    }
  }

  async function commit<T>(work: () => Promise<T>): Promise<T> {
    const { result, hasWritten } = await transaction(work);
    if (hasWritten) await callCourier();
    return result;
  }

  return {
    get sql() {
      return running.getStore()?.sql ?? kysely;
    },
    inTransaction: (work) => (running.getStore() ? work() : commit(work)),
    async outboxWritten() {
      const own = running.getStore();
      if (own) own.hasWritten = true;
      else await callCourier();
    },
    traceparent,
    close: () => kysely.destroy(),
  };
}
