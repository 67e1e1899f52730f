import type { Tick } from '../../platform/edge/timer-function.ts';
import type { Records } from '../../shared/ports/records.ts';

/** Filings of one transaction. */
const BATCH = 200;
/** One batch must still fit in, and then the steps that are due. */
const RESERVE_MS = 40_000;

/**
 * Makes records of filings that were approved before there were records, while there is time; the next run continues.
 * Until then `own-records` reads such filings themselves.
 *
 * @returns how many became records, and how many can't because a number of theirs is another website's; each is counted in
 * one run only.
 */
export async function adoptFilings({ remainingMs }: Tick, { records }: { readonly records: Records }) {
  const counts = { adopted: 0, taken: 0 };
  while (remainingMs() > RESERVE_MS) {
    const batch = await records.adopt(BATCH);
    if (!batch) break;
    counts.adopted += batch.adopted;
    counts.taken += batch.taken;
  }
  return counts;
}
