import type { Timers } from '../timers.ts';
import {
  type AutomaticStaff,
  type AutomaticStaffOptions,
  SHORTEST_UNDO_SECONDS,
  startAutomaticStaff,
} from './automatic-staff.ts';
import { promptTimer } from './prompt-timer.ts';

/** How staff who are a program work at a laptop's desk. */
export interface AutomaticWork {
  /** Pause before each step. */
  readonly pauseMs: number;
  /** Who review; the default is two, and none leaves that to people. A clerk hands in in any case. */
  readonly people?: number;
  /** They look at their lists also when nothing has come in. */
  readonly lookEveryMs?: number;
}

export interface Employment extends Omit<AutomaticStaffOptions, 'pauseMs' | 'lookEveryMs' | 'onDone'> {
  readonly work: AutomaticWork;
  readonly timers: Pick<Timers, 'fire'>;
}

/**
 * Starts the staff of a desk. Its timer runs as soon as there is something for it, and again when what was done may leave, so that
 * nobody waits for its ten seconds.
 */
export function employStaff({ work: { pauseMs, lookEveryMs }, timers, ...staff }: Employment): AutomaticStaff {
  const runTimer = promptTimer(timers, 'desk-timer');
  const leaving = new Set<NodeJS.Timeout>();
  // What a run lets go is handed in next.
  const carryOn = () => void runTimer().then(employed.wake);
  const onDone = () => {
    carryOn();
    const leaves = setTimeout(
      () => {
        leaving.delete(leaves);
        carryOn();
      },
      SHORTEST_UNDO_SECONDS * 1000 + 200,
    );
    leaving.add(leaves);
  };
  const employed = startAutomaticStaff({ ...staff, pauseMs, lookEveryMs, onDone });
  return {
    wake: employed.wake,
    async stop() {
      await employed.stop();
      for (const leaves of leaving) clearTimeout(leaves);
    },
  };
}
