import { setTimeout as wait } from 'node:timers/promises';
import { Failed } from '../../platform/ports/failed.ts';

const TRIES = 20;
const PAUSE_MS = 3_000;

/** What chaos itself reads and writes is tried again: the machine is busy, or time was skipped while it waited for a connection. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1)
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Failed) || tries === TRIES) throw error;
      await wait(PAUSE_MS);
    }
}
