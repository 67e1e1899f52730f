export interface QuietClock {
  /** Milliseconds between two moments of `performance.now` without those in which this process could not run. */
  between(fromMs: number, toMs: number): number;
  stop(): void;
}

const EVERY_MS = 50;
/** No reply is waited for longer. */
const KEPT_MS = 120_000;

/**
 * Begins to look how long this process is kept waiting: by so much its timer is late. The functions run in threads of their own,
 * so that a slow one makes no timer late; other programs do, and the stand-ins.
 */
export function startQuietClock(nowMs: () => number = () => performance.now()): QuietClock {
  let lastMs = nowMs();
  let waits: { readonly atMs: number; readonly lateMs: number }[] = [];
  const timer = setInterval(() => {
    const atMs = nowMs();
    waits.push({ atMs, lateMs: Math.max(0, atMs - lastMs - EVERY_MS) });
    if (waits.length > (2 * KEPT_MS) / EVERY_MS) waits = waits.filter((wait) => wait.atMs > atMs - KEPT_MS);
    lastMs = atMs;
  }, EVERY_MS);
  return {
    between: (fromMs, toMs) =>
      waits.reduce(
        (leftMs, { atMs, lateMs }) => leftMs - (atMs > fromMs && atMs <= toMs ? Math.min(lateMs, atMs - fromMs) : 0),
        toMs - fromMs,
      ),
    stop: () => clearInterval(timer),
  };
}
