import { hasUnfinished } from '../../shared/domain/filing/machine.ts';
import { maskedRecord } from '../../shared/domain/record/view.ts';
import type { Ports } from './ports.ts';

/** The records of an account, oldest first. */
export async function listRecords(
  { applicantId }: { readonly applicantId: string },
  { records, filings, clock }: Pick<Ports, 'records' | 'filings' | 'clock'>,
) {
  const [all, own] = await Promise.all([records.listOwn(applicantId), filings.listOwn(applicantId)]);
  return { records: all.map((record) => maskedRecord(record, hasUnfinished(own), clock.now())) };
}
