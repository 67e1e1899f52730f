import { sql } from 'kysely';
import type { DeskStandings } from '../../ports/vitals.ts';
import type { DeskParts } from './desk-database.ts';
import { probeDeskWrite } from './write-probe.ts';

/** The last file of `migrations/`, which is not deployed with the functions. */
export const NEWEST_DESK_MIGRATION = '0206-papers-seen.sql';

interface Row {
  readonly is_current: boolean;
  readonly decision_due_at: Date | null;
  readonly authority_waits_since: Date | null;
}

export const createDeskStandings = ({ database }: Pick<DeskParts, 'database'>): DeskStandings => ({
  async read() {
    await probeDeskWrite(database.sql);
    const { rows } = await sql<Row>`
      select exists (select from desk.migration where name = ${NEWEST_DESK_MIGRATION}) as is_current,
        (select min(sends_at) from desk.decision where state = 'waiting') as decision_due_at,
        (select min(queued_at) from desk.submission where state = 'waiting') as authority_waits_since`.execute(
      database.sql,
    );
    const [row] = rows;
    return {
      isCurrent: row?.is_current ?? false,
      decisionDueAt: row?.decision_due_at ?? undefined,
      authorityWaitsSince: row?.authority_waits_since ?? undefined,
    };
  },
});
