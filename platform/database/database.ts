import { AsyncLocalStorage } from 'node:async_hooks';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Clock } from '../ports/clock.ts';
import { Failed } from '../ports/failed.ts';
import type { Seal } from '../ports/seal.ts';
import type { Transactions } from '../ports/transactions.ts';
import { connectionOf } from './connection.ts';
import { type Rows, rowsOf } from './rows.ts';
import { steadyPool } from './steady-pool.ts';

/** The way to a product's tables: one pool, and transactions that adapters of the product share. */
export interface Database<Tables> extends Transactions, Rows<Tables> {
  /** Runs queries in the running transaction, or on any connection of the pool. */
  readonly sql: Kysely<Tables>;
  /** Does work once the running transaction has committed, or now without one; the same work once. */
  afterCommit(work: () => Promise<void>): Promise<void>;
  /** W3C traceparent of the current event, for the messages that it writes; its span id is the event's own. */
  traceparent(): string | undefined;
  close(): Promise<void>;
}

/** Dependencies of an adapter. */
export interface DatabaseParts<Tables> {
  readonly database: Database<Tables>;
  readonly seal: Seal;
  readonly clock: Clock;
}

/** Most connections of one instance. */
export const CONNECTIONS_PER_INSTANCE = 2;

/**
 * An instance handles one event at a time, and an event uses one connection, so a server serves as many instances as it
 * accepts connections. The second connection is for the next event when an earlier one timed out and still runs. Idle
 * connections close after ten seconds; when the platform has frozen the instance by then, the server closes them
 * (`idle_session_timeout`). No session state is kept, so a proxy may stand in front.
 */
const POOL = {
  max: CONNECTIONS_PER_INSTANCE,
  idleTimeoutMillis: 10_000,
  allowExitOnIdle: true,
  // An instance that is frozen inside a transaction would hold its locks for ever. No function runs longer than 75 s.
  idle_in_transaction_session_timeout: 80_000,
};

/** Timeout for connecting. As an option of the pool it would include waiting for the instance's own queries. */
const CONNECT_MS = 3_000;

class PromptClient extends pg.Client {
  constructor(config: pg.ClientConfig = {}) {
    super({ ...config, connectionTimeoutMillis: CONNECT_MS });
  }
}

/** How often a transaction is tried. */
const TRIES = { lost: 2, deadlocked: 4 };

/** SQLSTATE 40P01: nothing of the transaction was done. Source: PostgreSQL documentation, appendix A. */
const isDeadlock = (error: unknown): boolean => (error as { readonly code?: unknown }).code === '40P01';

interface Running<Tables> {
  readonly sql: Kysely<Tables>;
  readonly afterwards: Set<() => Promise<void>>;
}

/** Opens a pool; connects on the first query. */
export function openDatabase<Tables>(
  url: string,
  traceparent: () => string | undefined = () => undefined,
): Database<Tables> {
  const pool = new pg.Pool({ ...POOL, Client: PromptClient, ...connectionOf(url) });
  // The pool replaces a connection that the server closes, and a query on it fails. Without a listener the event would
  // end the process: the pool listens on idle connections, but nobody on one that is idle inside a transaction.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: steadyPool(pool, () => traceparent()?.split('-')[2]) }),
  });
  const running = new AsyncLocalStorage<Running<Tables>>();

  /**
   * Runs a transaction; repeats it once when the connection is lost before `commit`, but not after it, and when the
   * server has ended it because two transactions waited for each other.
   */
  async function transaction<T>(
    work: () => Promise<T>,
    tries = 1,
  ): Promise<{ result: T; afterwards: Running<Tables>['afterwards'] }> {
    const progress = { begun: false, worked: false };
    try {
      return await kysely.transaction().execute(async (sql) => {
        progress.begun = true;
        const afterwards: Running<Tables>['afterwards'] = new Set();
        const result = await running.run({ sql, afterwards }, work);
        progress.worked = true;
        return { result, afterwards };
      });
    } catch (error) {
      const isLost = error instanceof Failed && error.port === 'database' && progress.begun && !progress.worked;
      if (!(isLost && tries < TRIES.lost) && !(isDeadlock(error) && tries < TRIES.deadlocked)) throw error;
      return transaction(work, tries + 1);
    }
  }

  async function commit<T>(work: () => Promise<T>): Promise<T> {
    const { result, afterwards } = await transaction(work);
    for (const next of afterwards) await next();
    return result;
  }

  const current = () => running.getStore()?.sql ?? kysely;
  return {
    ...rowsOf(current),
    get sql() {
      return current();
    },
    inTransaction: (work) => (running.getStore() ? work() : commit(work)),
    async afterCommit(work) {
      const transaction = running.getStore();
      if (transaction) transaction.afterwards.add(work);
      else await work();
    },
    traceparent,
    close: () => kysely.destroy(),
  };
}
