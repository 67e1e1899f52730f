import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

/** Clock ticks per second of /proc, the same on all Linux systems in use. Source: proc(5), sysconf(_SC_CLK_TCK). */
const TICKS = 100;

/** Seconds that all cores together have been idle. */
const idleSeconds = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0) / 1000;

interface Running {
  readonly parent: number;
  readonly group: number;
  readonly ticks: number;
}

/** Every process. Source: proc(5), stat. */
function processes(): ReadonlyMap<number, Running> {
  const all = new Map<number, Running>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = statOf(pid);
    // The name of a process may have spaces; the fields after it begin with its state, number 3.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0, group = 0] = fields;
    all.set(Number(pid), { parent, group, ticks: fields.slice(11, 15).reduce((sum, one) => sum + one, 0) });
  }
  return all;
}

/** Seconds of CPU that a group and what descends from it have used, with the processes that they have waited for. */
function usedSeconds(group: number): number {
  const all = processes();
  // A server of PostgreSQL has groups of its own.
  const belongs = (pid: number): boolean => {
    const one = all.get(pid);
    return one !== undefined && (pid === group || one.group === group || belongs(one.parent));
  };
  return [...all].reduce((sum, [pid, { ticks }]) => sum + (belongs(pid) ? ticks : 0), 0) / TICKS;
}

/** Empty for a process that has ended meanwhile. */
function statOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * How long a process group would have had on a machine of its own: what it used of the cores, and what it left idle. Where
 * nothing else runs, that is the time of the clock; where others use half of the machine, it passes half as fast.
 *
 * @param group id of its first process, or of one whose children count with it. @returns a function that tells the seconds since now
 */
export function quietTime(group: number): () => number {
  const startedMs = performance.now();
  if (process.platform !== 'linux') return () => (performance.now() - startedMs) / 1000;
  const [idle, used] = [idleSeconds(), usedSeconds(group)];
  let most = 0;
  return () => {
    const had = (idleSeconds() - idle + usedSeconds(group) - used) / availableParallelism();
    // What a process used that nobody waited for is gone with it.
    most = Math.max(most, Math.min(had, (performance.now() - startedMs) / 1000));
    return most;
  };
}
