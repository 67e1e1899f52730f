/** The median of some numbers. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
}

/** The number below which this share of some numbers lies. @param share 0 to 1 */
export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;

/** How long something takes, in milliseconds. */
export async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await work();
  return performance.now() - startedMs;
}

/** CPU time of the whole process during `work`, in milliseconds, garbage collector and compiler threads included. */
export async function cpuMsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The measurements of each work, in rounds in which they alternate: other load on the machine affects all of them alike, and
 * their ratios stay valid.
 */
export async function alternating(
  rounds: number,
  works: readonly ((round: number) => Promise<number>)[],
): Promise<readonly number[][]> {
  const measured = works.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [place, work] of works.entries()) measured[place]?.push(await work(round));
  return measured;
}

/** Median CPU milliseconds of one run of each work, alternating. */
export async function compareCpu(
  works: readonly (() => unknown)[],
  { rounds, runs, warmUpRuns }: { readonly rounds: number; readonly runs: number; readonly warmUpRuns: number },
): Promise<readonly number[]> {
  const repeat = async (work: () => unknown, times: number) => {
    for (let time = 0; time < times; time += 1) await work();
  };
  for (const work of works) await repeat(work, warmUpRuns);
  const measured = await alternating(
    rounds,
    works.map((work) => async () => (await cpuMsOf(() => repeat(work, runs))) / runs),
  );
  return measured.map(median);
}
