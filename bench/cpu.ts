/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** CPU time of the whole process during `work`, in milliseconds, garbage collector and compiler threads included. */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** CPU time of the whole process during `work`, in seconds, all threads included. */
export async function cpuSecondsOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/**
 * Median CPU milliseconds of one run of each work, warmed up. The works alternate, so that other load on the machine
 * affects all of them alike and their ratios stay valid.
 */
export function compareCpu(works: readonly (() => void)[], { rounds = 60, runsPerRound = 10 } = {}): readonly number[] {
  const batch = (work: () => void) => {
    for (let run = 0; run < runsPerRound; run += 1) work();
  };
  for (let round = 0; round < rounds / 2; round += 1) works.forEach(batch);
  const samples = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, work] of works.entries()) samples[at]?.push(cpuMs(() => batch(work)) / runsPerRound);
  return samples.map(median);
}
