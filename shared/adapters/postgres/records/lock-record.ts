import type { RecordId } from '../../../../contracts/kit/record-id.ts';
import type { FiledRecord } from '../../../domain/record/record.ts';
import type { DatabaseParts } from '../database.ts';
import { recordOf } from './record-row.ts';

/** A record, locked until the transaction is over; undefined when there is none. @param accountId whose it must be; any without */
export async function lockRecord(
  { database, seal }: Pick<DatabaseParts, 'database' | 'seal'>,
  recordId: RecordId,
  accountId?: string,
): Promise<FiledRecord | undefined> {
  const row = await database.lock('record', { id: recordId, ...(accountId && { account_id: accountId }) });
  return row && recordOf(row, seal);
}
