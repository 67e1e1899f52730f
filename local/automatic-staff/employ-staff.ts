import type { Timers } from '../timers.ts';
import { type AutomaticStaff, startAutomaticStaff } from './automatic-staff.ts';
import { promptTimer } from './prompt-timer.ts';
import type { StaffPlace } from './staff-calls.ts';

/** How staff who are a program work at a laptop's desk. */
export interface AutomaticWork {
  /** Pause before each decision, of staff and authority. */
  readonly pauseMs: number;
  /** The default is two. */
  readonly people?: number;
  /** They look at their lists also when nothing has come in. */
  readonly lookEveryMs?: number;
}

export interface Employment extends StaffPlace {
  /** Ids of the staff at the identity provider. */
  readonly staff: readonly string[];
  readonly work: AutomaticWork;
  readonly timers: Pick<Timers, 'fire'>;
  readonly log: (line: string) => void;
}

/** Staff at work, and what they must be told. */
export interface Employed {
  /** The filing service has sent something. */
  readonly onIntake: () => void;
  /** The authority has answered something. */
  readonly onAnswer: () => void;
  stop(): Promise<void>;
}

/** Starts the staff of a desk. Its timer runs as soon as there is something for it, so that nobody waits for its ten seconds. */
export function employStaff({ staff, work, timers, log, ...place }: Employment): Employed {
  const runTimer = promptTimer(timers, 'desk-timer');
  const { pauseMs, lookEveryMs } = work;
  const employed: AutomaticStaff = startAutomaticStaff({
    ...place,
    people: staff,
    pauseMs,
    lookEveryMs,
    onDone: () => void runTimer(),
    log,
  });
  let isStopped = false;
  return {
    onIntake: employed.wake,
    onAnswer() {
      // What is taken in one run goes on to the filing service in the next.
      if (!isStopped) void runTimer().then(runTimer).then(employed.wake);
    },
    async stop() {
      isStopped = true;
      await employed.stop();
    },
  };
}
