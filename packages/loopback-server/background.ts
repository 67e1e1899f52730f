import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** What a server does beside answering, until it is stopped. */
export interface Background {
  /** @throws AbortError when the server is stopped meanwhile */
  pause(ms: number): Promise<void>;
  /** Goes on with something. What it throws is logged, unless the server was stopped. */
  run(work: Promise<void>): void;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Ends every pause, and resolves when nothing is under way. */
  stop(): Promise<void>;
}

export function createBackground(log: (line: string) => void): Background {
  const stopped = new AbortController();
  // Each pause adds a listener.
  setMaxListeners(0, stopped.signal);
  const working = new Set<Promise<void>>();
  const idle = async () => {
    while (working.size > 0) await Promise.all(working);
  };
  return {
    pause: (ms) => wait(ms, undefined, { signal: stopped.signal }),
    run(work) {
      const settled = work
        .catch((error: unknown) => void (stopped.signal.aborted || log(`stopped: ${String(error)}`)))
        .finally(() => working.delete(settled));
      working.add(settled);
    },
    idle,
    async stop() {
      stopped.abort();
      await idle();
    },
  };
}
