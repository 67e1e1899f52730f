import { Failed } from '../../../platform/ports/failed.ts';
import type { Ports } from './ports.ts';

/** Time for one more page. */
const PAGE_MS = 12_000;

/** Reads what has happened to the filing service's records, page by page. When it does not answer, the next run goes on. */
export async function followRecords(
  { filingService, knownRecords }: Pick<Ports, 'filingService' | 'knownRecords'>,
  remainingMs: () => number,
): Promise<number> {
  let changes = 0;
  try {
    for (let more = true; more && remainingMs() > PAGE_MS; ) {
      const page = await filingService.changesAfter(await knownRecords.next());
      await knownRecords.keep(page);
      changes += page.changes.length;
      more = page.more;
    }
  } catch (error) {
    if (!(error instanceof Failed) || error.port !== 'filing-service') throw error;
  }
  return changes;
}
