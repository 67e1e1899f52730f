import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Change } from '../../../domain/filing/change.ts';
import type { Filing } from '../../../domain/filing/filing.ts';
import type { MessageParts } from '../database.ts';
import { writeRecord } from '../records/write-records.ts';
import { amendDrafts } from './amend-drafts.ts';
import { filingOf } from './filing-row.ts';
import { saveChange, tellOfChange } from './save-change.ts';

/**
 * Changes a filing by what `decide` makes of it. State, history entry and outgoing messages commit together, with the next
 * version of a record if the authority decided.
 */
export async function changeFiling(
  parts: MessageParts,
  filingId: string,
  applicantId: string | undefined,
  decide: (filing: Filing) => Change | undefined,
): Promise<Filing> {
  const { database, seal } = parts;
  return database.inTransaction(async () => {
    const row = await database.find('filing', { id: filingId });
    if (!row || (applicantId !== undefined && row.applicant_id !== applicantId)) throw new Refused('filing.unknown');
    const before = filingOf(row, seal);
    const change = decide(before);
    if (!change) return before;
    const outcome = await saveChange(row, change, parts);
    if (change.event === 'approve' || change.event === 'revoke')
      await writeRecord(outcome.filing, change.event, outcome.since, parts);
    if (change.event === 'accept' && change.contents) await amendDrafts(before, outcome.filing, parts);
    await tellOfChange(outcome, parts);
    return outcome.filing;
  });
}
