import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { Refused } from '../../domain/refusal.ts';
import { Failed } from '../../ports/failed.ts';

/** How long a server that is full, starting or changing places is waited for. Less than every function's own limit. */
const CONNECT_WITHIN_MS = 5_000;
const PAUSES_MS = [50, 100, 200, 400, 800] as const;
/** A connection that lay idle for longer may be that of an instance that was frozen: it is asked before it is used. */
const UNASKED_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;

/**
 * What says that the connection is the trouble and not the statement. SQLSTATE: connection exceptions, shutdown, crash, starting up, too
 * many connections, and a server that has become a read-only one. Source: PostgreSQL documentation, appendix A.
 */
const LOST_CODE = /^(08...|57P0[1-3]|53300|25006|E[A-Z]+)$/;
/** And what the driver says without a code. */
const LOST_TEXT =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded|timeout expired|Query read timeout)/;

const isLost = (error: unknown): error is Error & { readonly code?: string } => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? LOST_CODE.test(code) : LOST_TEXT.test(error.message);
};

/** Raised by the triggers of migration 0016. */
const ACCOUNT_ERASED = 'ICP01';

/** An error of the driver as the ports throw it; what is neither the connection's trouble nor a refusal stays as it is. */
function thrownFor(error: unknown): unknown {
  if ((error as { readonly code?: unknown }).code === ACCOUNT_ERASED) return new Refused('session.invalid');
  if (!isLost(error)) return error;
  return new Failed('database', error.code === '53300' ? 'throttled' : 'broken', error.code, { cause: error });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A pool whose connections may go at any time. Waits for a server that takes nobody just now; asks a connection that lay idle whether it
 * is still there; says a reading or a `begin` again on a new one. A writing is never said again: it may have been done. What one event
 * asks for side by side takes turns on one connection.
 *
 * Every connection that it can't have, or loses, is thrown as Failed('database', …); what would be written for an account that was erased, as
 * Refused('session.invalid').
 */
export function steadyPool(pool: pg.Pool, eventOf: () => string | undefined): PostgresPool {
  const turns = createTurns();
  const usedAt = new WeakMap<pg.PoolClient, number>();

  async function answering(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    const last = usedAt.get(client);
    if (last === undefined || Date.now() - last < UNASKED_MS) return client;
    try {
      await client.query({ text: 'select 1', query_timeout: ANSWER_WITHIN_MS } as pg.QueryConfig);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  async function connected(): Promise<pg.PoolClient> {
    const startedMs = Date.now();
    for (let tries = 0; ; tries += 1) {
      try {
        return await answering();
      } catch (error) {
        // Never the same for all: instances that were refused together must not come again together.
        const waitMs = (PAUSES_MS[tries] ?? 800) * (0.5 + Math.random());
        if (!isLost(error) || Date.now() - startedMs + waitMs > CONNECT_WITHIN_MS) throw thrownFor(error);
        await pause(waitMs);
      }
    }
  }

  return {
    connect: async () => {
      const leave = await turns(eventOf());
      try {
        return new SteadyClient(await connected(), connected, (client) => {
          if (client) usedAt.set(client, Date.now());
          leave();
        });
      } catch (error) {
        leave();
        throw error;
      }
    },
    end: () => pool.end(),
  };
}

/** One after the other for each event: resolves when it is the caller's turn, with what ends it. Without an event nobody waits. */
function createTurns(): (event: string | undefined) => Promise<() => void> {
  const last = new Map<string, Promise<void>>();
  return async (event) => {
    if (event === undefined) return () => {};
    const before = last.get(event);
    let leave = () => {};
    const own = new Promise<void>((resolve) => {
      leave = resolve;
    });
    last.set(event, own);
    await before;
    return () => {
      if (last.get(event) === own) last.delete(event);
      leave();
    };
  };
}

const REPEATABLE = /^\s*(select|begin)\b/i;
const NOTHING: PostgresQueryResult<never> = { command: 'ROLLBACK', rowCount: 0, rows: [] };

/** A connection as Kysely holds it: for one statement, or from `begin` to `commit` or `rollback`. */
class SteadyClient implements PostgresPoolClient {
  #client: pg.PoolClient | undefined;
  #inTransaction = false;

  constructor(
    client: pg.PoolClient,
    private readonly another: () => Promise<pg.PoolClient>,
    /** Told the connection that is given back, if it is still there. */
    private readonly released: (client: pg.PoolClient | undefined) => void,
  ) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(): never;
  async query(sql = '', parameters: readonly unknown[] = []): Promise<unknown> {
    // The server has rolled back what was lost.
    if (!this.#client && sql === 'rollback') return NOTHING;
    try {
      return await this.#say(sql, parameters);
    } catch (error) {
      if (!isLost(error) || this.#inTransaction || !REPEATABLE.test(sql)) throw thrownFor(error);
    }
    this.#client = await this.another();
    return this.#say(sql, parameters).catch((error: unknown) => {
      throw thrownFor(error);
    });
  }

  async #say(sql: string, parameters: readonly unknown[]): Promise<unknown> {
    if (!this.#client) throw new Failed('database', 'broken', 'LostBefore');
    try {
      const result = await this.#client.query(sql, [...parameters]);
      if (sql === 'begin') this.#inTransaction = true;
      return result;
    } catch (error) {
      if (isLost(error)) this.#drop();
      throw error;
    }
  }

  /** Closed, so that the pool makes another. Of statements that wait side by side the first one to fail does it. */
  #drop(): void {
    this.#client?.release(true);
    this.#client = undefined;
  }

  release(destroy?: boolean): void {
    this.released(this.#client);
    this.#client?.release(destroy);
  }
}
