import { sql } from 'kysely';
import type { RateLimits } from '../../../ports/accounts/rate-limits.ts';
import type { Database, DatabaseParts } from '../database.ts';

/**
 * One row per limit holds the time of the next free slot. Taking a slot moves it on by the interval between two slots,
 * under the row's lock, so the slots of all instances are that far apart: a token bucket of one token. A larger bucket
 * would let twice the limit through in the second in which it is emptied. The clock is the database's, the only one
 * that all instances share.
 */
export function createRateLimits({ database }: Pick<DatabaseParts, 'database'>): RateLimits {
  return {
    async waitForTurn(name, perSecond, maxWaitMs) {
      const waitMs = await reserve(database, name, 1000 / perSecond, maxWaitMs);
      if (waitMs === undefined) return false;
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      return true;
    },
  };
}

/** Milliseconds until the reserved slot; undefined when it would be later than allowed. */
async function reserve(
  database: Database,
  name: string,
  distanceMs: number,
  maxWaitMs: number,
): Promise<number | undefined> {
  const distance = sql`make_interval(secs => ${distanceMs / 1000}::float8)`;
  const latest = sql`clock_timestamp() + make_interval(secs => ${maxWaitMs / 1000}::float8)`;
  const { rows } = await sql<{ wait_ms: number }>`
    insert into rate_limit (name, next_at) values (${name}, clock_timestamp() + ${distance})
    on conflict (name) do update set next_at = greatest(rate_limit.next_at, clock_timestamp()) + ${distance}
    where rate_limit.next_at <= ${latest}
    returning extract(epoch from next_at - ${distance} - clock_timestamp())::float8 * 1000 as wait_ms
  `.execute(database.sql);
  const [reserved] = rows;
  return reserved && Math.max(0, Math.ceil(reserved.wait_ms));
}
