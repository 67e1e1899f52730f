/**
 * Does it for each; what fails is left for the next run, and keeps nobody from the others.
 *
 * @throws the first failure, at the end
 */
export async function forEach<T>(all: readonly T[], work: (item: T) => Promise<unknown>): Promise<number> {
  const failures: unknown[] = [];
  for (const item of all) await work(item).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
  return all.length;
}
