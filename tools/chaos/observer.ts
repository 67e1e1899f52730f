import pg from 'pg';
import type { FilingState } from '../../shared/domain/filing/machine.ts';

/** Reads the database on its own connection, outside the service. */
export interface Observer {
  states(): Promise<ReadonlyMap<string, FilingState>>;
  /** Messages that are still to be sent. */
  waitingMessages(): Promise<number>;
  close(): Promise<void>;
}

export async function openObserver(databaseUrl: string): Promise<Observer> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  return {
    async states() {
      const { rows } = await client.query<{ id: string; state: FilingState }>('select id, state from filing');
      return new Map(rows.map(({ id, state }) => [id, state]));
    },
    async waitingMessages() {
      const { rows } = await client.query("select from outbox where state = 'waiting'");
      return rows.length;
    },
    close: () => client.end(),
  };
}

/** The number of filings in each state, for a line of the log. */
export function shown(states: ReadonlyMap<string, FilingState>): string {
  const counts = new Map<FilingState, number>();
  for (const state of states.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts]
    .toSorted()
    .map(([state, count]) => `${state} ${count}`)
    .join(', ');
}
