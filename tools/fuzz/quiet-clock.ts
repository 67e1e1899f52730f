import { quietTime } from '../planted/quiet-time.ts';

/** How much quiet time had passed at a moment of the clock. */
interface Sample {
  readonly atMs: number;
  readonly quietMs: number;
}

export interface QuietClock {
  /** Milliseconds that this process and its children would have had between two moments on a machine of their own. */
  between(fromMs: number, toMs: number): number;
  stop(): void;
}

const EVERY_MS = 500;
/** No reply is waited for longer. */
const KEPT = 240;

/** Begins to look how much of the machine is left to this process and its children. Moments are of `performance.now`. */
export function startQuietClock(): QuietClock {
  const time = quietTime(process.pid);
  const samples: Sample[] = [];
  const look = () => {
    samples.push({ atMs: performance.now(), quietMs: time() * 1000 });
    if (samples.length > KEPT) samples.shift();
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  return {
    between(fromMs, toMs) {
      look();
      return quietBetween(samples, fromMs, toMs);
    },
    stop: () => clearInterval(timer),
  };
}

/** Between two samples the time passes evenly. @param samples in order, around both moments. */
export const quietBetween = (samples: readonly Sample[], fromMs: number, toMs: number): number =>
  samples.slice(1).reduce((sum, { atMs, quietMs }, at) => {
    const before = samples[at] as Sample;
    const shared = Math.min(toMs, atMs) - Math.max(fromMs, before.atMs);
    return shared <= 0 ? sum : sum + ((quietMs - before.quietMs) * shared) / (atMs - before.atMs);
  }, 0);
