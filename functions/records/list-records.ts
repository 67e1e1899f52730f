import { hasUnfinished } from '../../shared/domain/filing/machine.ts';
import type { FiledRecord } from '../../shared/domain/record/record.ts';
import { maskedRecord } from '../../shared/domain/record/view.ts';
import { notInOrder } from '../../shared/domain/rules/not-in-order.ts';
import type { Ports } from './ports.ts';

/** The records of an account, oldest first. */
export async function listRecords(
  { applicantId }: { readonly applicantId: string },
  { records, filings, clock }: Pick<Ports, 'records' | 'filings' | 'clock'>,
) {
  const [all, own] = await Promise.all([records.listOwn(applicantId), filings.listOwn(applicantId)]);
  return { records: all.map((record) => recordForAccount(record, hasUnfinished(own), clock.now())) };
}

/** A record, masked, with what its account can do about it now, and what is not in order before it can. */
export function recordForAccount(record: FiledRecord, isBusy: boolean, now: Date) {
  const [before, again] = (['new-website', 'new-access'] as const).map((type) =>
    notInOrder(record.contents, type, now),
  );
  const why = { 'new-website': before?.[0]?.message, 'new-access': again?.[0]?.message };
  return maskedRecord(record, { isBusy, notInOrder: why }, now, before);
}
