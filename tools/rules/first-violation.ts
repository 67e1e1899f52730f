import type { Batch } from './fuzz.ts';

/** Tries one batch at a time. @returns the invariant that it broke, or undefined. */
export type Worker = (batch: Batch) => Promise<string | undefined>;

/** @returns the violation of the earliest batch that has one; later batches begin only until one is found. */
export async function firstViolation(
  batches: readonly Batch[],
  workers: readonly Worker[],
  onProgress: (done: number) => void,
): Promise<string | undefined> {
  const violations = new Map<number, string>();
  let next = 0;
  let done = 0;
  const workThrough = async (work: Worker): Promise<void> => {
    for (let batch = batches[next]; batch && violations.size === 0; batch = batches[next]) {
      const at = next++;
      const violation = await work(batch);
      if (violation !== undefined) violations.set(at, violation);
      done += batch.runs;
      onProgress(done);
    }
  };
  await Promise.all(workers.map(workThrough));
  return violations.get(Math.min(...violations.keys()));
}
