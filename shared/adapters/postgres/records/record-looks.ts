import { sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { NOTHING_OUTSIDE } from '../../../domain/record/outside.ts';
import type { RecordLooks } from '../../../ports/records/record-looks.ts';
import type { DatabaseParts } from '../database.ts';
import { lockRecord } from './lock-record.ts';
import { recordOf } from './record-row.ts';

export const createRecordLooks = ({ database, seal, clock }: DatabaseParts): RecordLooks => ({
  async claimDue(dueBy, limit, leaseSeconds) {
    const rows = await database.sql
      .updateTable('record')
      .set({ look_due_at: new Date(clock.now().getTime() + leaseSeconds * 1000) })
      .where('id', 'in', (query) =>
        query
          .selectFrom('record')
          .select('id')
          .where('look_due_at', '<=', dueBy)
          .where('ended_at', 'is', null)
          .orderBy('look_due_at')
          .orderBy('id')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .execute();
    return rows.map((row) => ({ record: recordOf(row, seal), lastLook: row.looked_at ?? row.created_at }));
  },

  async complete({ id, version }, nextAt, seen) {
    return (
      (await database.change(
        'record',
        { id, version },
        { look_due_at: nextAt, ...(seen && { looked_at: seen.at, outside: JSON.stringify(seen.outside) }) },
      )) === 1
    );
  },

  setCare: (recordId, accountId, websiteId, decide) =>
    database.inTransaction(async () => {
      const record = await lockRecord({ database, seal }, recordId, accountId);
      if (!record) throw new Refused('record.unknown');
      const care = { ...record.care, [websiteId]: decide(record) };
      await database.change('record', { id: recordId }, { website_care: JSON.stringify(care) });
      return { ...record, care };
    }),

  async keepLook(recordId, websiteId, looked) {
    const [nothing, text] = [JSON.stringify(NOTHING_OUTSIDE), JSON.stringify(looked)];
    await sql`update record
      set outside = jsonb_set(coalesce(outside, ${nothing}::jsonb), ${['websites', websiteId]}::text[], ${text}::jsonb)
      where id = ${recordId}`.execute(database.sql);
  },
});
