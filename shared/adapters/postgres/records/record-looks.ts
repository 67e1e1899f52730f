import type { RecordLooks } from '../../../ports/record-looks.ts';
import type { DatabaseParts } from '../database.ts';
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
        {
          look_due_at: nextAt,
          ...(seen && { looked_at: seen.at, outside: JSON.stringify(seen.outside) }),
        },
      )) === 1
    );
  },
});
