import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';
import { type Refusal, Refused } from '../../contracts/kit/refusal.ts';
import { Failed } from '../ports/failed.ts';

/** How long to retry connecting while a server is full, starting or failing over; less than every function's timeout. */
const CONNECT_WITHIN_MS = 5_000;
const PAUSES_MS = [50, 100, 200, 400, 800] as const;
/** A connection that was idle for longer may be from before a freeze of the instance: it is tested before use. */
const UNTESTED_MS = 1_000;
const ANSWER_WITHIN_MS = 2_000;

/**
 * Errors of the connection rather than the statement. SQLSTATE: connection exceptions, shutdown, crash, starting up,
 * too many connections, and a server that has become read-only. Source: PostgreSQL documentation, appendix A.
 */
const LOST_CODE = /^(08...|57P0[1-3]|53300|25006|E[A-Z]+)$/;
/** The server has no room for a write, on disk or in memory; the connection is as good as ever. */
const FULL_CODE = /^53[0-2]00$/;
/** Such errors of the driver that have no code. */
const LOST_TEXT =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded|timeout expired|Query read timeout)/;

const isLost = (error: unknown): error is Error & { readonly code?: string } => {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? LOST_CODE.test(code) : LOST_TEXT.test(error.message);
};

/** What the triggers of migrations 0016 and 0115 raise. */
const REFUSALS: Readonly<Record<string, Refusal>> = { ICP01: 'session.invalid', ICP02: 'filing.unknown' };

/** An error of the driver as the ports throw it. Other errors than the server's own and refusals stay as they are. */
function thrownFor(error: unknown): unknown {
  const { code = '' } = error as { readonly code?: string };
  const refusal = REFUSALS[code];
  if (refusal) return new Refused(refusal);
  if (FULL_CODE.test(code)) return new Failed('database', 'broken', code, { cause: error });
  if (!isLost(error)) return error;
  return new Failed('database', error.code === '53300' ? 'throttled' : 'broken', error.code, { cause: error });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * A pool whose connections may be lost at any time. It retries connecting while the server accepts nobody, tests a
 * connection that was idle, and repeats a `select` or `begin` on a new connection. It never repeats a write, which may
 * have been done. Concurrent queries of one event take turns on one connection.
 *
 * Connections that can't be opened or are lost, and a server without room, are thrown as Failed('database', …); writes of an
 * erased account as Refused('session.invalid'), those about an erased filing as Refused('filing.unknown').
 */
export function steadyPool(pool: pg.Pool, eventOf: () => string | undefined): PostgresPool {
  const turns = createTurns();
  const usedAt = new WeakMap<pg.PoolClient, number>();

  async function testedClient(): Promise<pg.PoolClient> {
    const client = await pool.connect();
    const last = usedAt.get(client);
    if (last === undefined || Date.now() - last < UNTESTED_MS) return client;
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
        return await testedClient();
      } catch (error) {
        // Random, so that instances that were refused together do not retry together.
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

/**
 * Serializes the queries of an event: resolves when it is the caller's turn, with a function that ends the turn.
 * Without an event, at once.
 */
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

/** A connection as Kysely uses it: for one statement, or from `begin` to `commit` or `rollback`. */
class SteadyClient implements PostgresPoolClient {
  #client: pg.PoolClient | undefined;
  #inTransaction = false;

  constructor(
    client: pg.PoolClient,
    private readonly another: () => Promise<pg.PoolClient>,
    /** Called with the connection that is returned, unless it was lost. */
    private readonly released: (client: pg.PoolClient | undefined) => void,
  ) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query(): never;
  async query(sql = '', parameters: readonly unknown[] = []): Promise<unknown> {
    // The server has rolled back the lost transaction.
    if (!this.#client && sql === 'rollback') return NOTHING;
    try {
      return await this.#run(sql, parameters);
    } catch (error) {
      if (!isLost(error) || this.#inTransaction || !REPEATABLE.test(sql)) throw thrownFor(error);
    }
    this.#client = await this.another();
    return this.#run(sql, parameters).catch((error: unknown) => {
      throw thrownFor(error);
    });
  }

  async #run(sql: string, parameters: readonly unknown[]): Promise<unknown> {
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

  /** Closes the connection, so that the pool opens another. The first of concurrent statements to fail does it. */
  #drop(): void {
    this.#client?.release(true);
    this.#client = undefined;
  }

  release(destroy?: boolean): void {
    this.released(this.#client);
    this.#client?.release(destroy);
  }
}
