import type { Client } from 'pg';
import { between } from './platform.ts';

/** The role of the desk's functions; see `local/database-roles.ts`. */
const ROLE = 'desk';
const BREAK_EVERY_MS = { least: 1_000, most: 4_000 };
/** As many of the open ones break at once. */
const AT_ONCE = 2;

/** Breaks connections of the desk's functions to their database at random moments, idle or in the middle of something. */
export function breakConnections(client: Pick<Client, 'query'>) {
  let timer: NodeJS.Timeout | undefined;
  let broken = 0;

  async function breakSome(): Promise<void> {
    const { rowCount } = await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and usename = $1 order by random() limit $2`,
      [ROLE, AT_ONCE],
    );
    broken += rowCount ?? 0;
    if (timer) again();
  }

  const again = () => {
    timer = setTimeout(() => void breakSome(), between(BREAK_EVERY_MS));
  };

  return {
    setFaulty(isFaulty: boolean): void {
      if (isFaulty && !timer) again();
      if (isFaulty) return;
      clearTimeout(timer);
      timer = undefined;
    },
    broken: () => broken,
  };
}
