import { hasEnded } from '../../shared/domain/filing/machine.ts';
import { maskedRecord } from '../../shared/domain/record/view.ts';
import type { Ports } from './ports.ts';

/** The records of an account, oldest first. */
export async function listRecords(
  { applicantId }: { readonly applicantId: string },
  { records, filings }: Pick<Ports, 'records' | 'filings'>,
) {
  const [all, isBusy] = await Promise.all([records.listOwn(applicantId), hasOpenFiling(applicantId, filings)]);
  return { records: all.map((record) => maskedRecord(record, isBusy)) };
}

/** Whether the account has a filing that has not ended (FT-13). */
export async function hasOpenFiling(applicantId: string, filings: Ports['filings']): Promise<boolean> {
  const own = await filings.listOwn(applicantId);
  return own.some(({ state }) => !hasEnded(state));
}
