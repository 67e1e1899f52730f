import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when so many connections of a database wait for another's lock. The test's time limit ends it. */
export async function lockWait(
  test: { query(sql: string): Promise<readonly unknown[]> },
  connections = 1,
): Promise<void> {
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  while ((await test.query(waiting)).length < connections) await sleep(10);
}
