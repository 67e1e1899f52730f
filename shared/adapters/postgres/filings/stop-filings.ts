import type { Selectable } from 'kysely';
import { FINAL_STATES } from '../../../domain/filing/machine.ts';
import type { RecordStep } from '../../../domain/record/fold.ts';
import { stopOf } from '../../../domain/record/stop-filing.ts';
import type { MessageParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { filingOf } from './filing-row.ts';
import { saveChange, tellOfChange } from './save-change.ts';

/**
 * Ends the open filings that are about what these versions of records have ended, with their messages, in the transaction that
 * writes the versions. A filing about a record is one of the account that holds it: a record moves only while none is open.
 */
export async function stopFilings(steps: readonly RecordStep[], parts: MessageParts): Promise<void> {
  for (const { record } of steps) {
    for (const row of await openFilings(record.accountId, parts)) {
      const change = stopOf(record, filingOf(row, parts.seal));
      if (change) await tellOfChange(await saveChange(row, change, parts), parts);
    }
  }
}

/**
 * The open filings of an account, locked, so that no verdict and no submission gets between. Call it before the record is locked,
 * too: whoever changes a filing locks it before its record.
 */
export const openFilings = (
  accountId: string,
  { database }: Pick<MessageParts, 'database'>,
): Promise<Selectable<Schema['filing']>[]> =>
  database.sql
    .selectFrom('filing')
    .selectAll()
    .where('applicant_id', '=', accountId)
    .where('state', 'not in', FINAL_STATES)
    .forUpdate()
    .execute();
