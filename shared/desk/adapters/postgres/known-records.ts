import { sql } from 'kysely';
import type { KnownRecords } from '../../ports/record-events.ts';
import type { DeskParts } from './desk-database.ts';

export const createKnownRecords = ({ database }: Pick<DeskParts, 'database'>): KnownRecords => ({
  async next() {
    const { next } = await database.sql.selectFrom('desk.record_feed').select('next').executeTakeFirstOrThrow();
    return Number(next);
  },

  keep: ({ changes, next }) =>
    database.inTransaction(async () => {
      for (const change of changes)
        await database.sql
          .insertInto('desk.record')
          .values({
            id: change.recordId,
            number: change.number,
            version: change.version,
            change: JSON.stringify(change),
          })
          .onConflict((conflict) =>
            conflict
              .column('id')
              .doUpdateSet(({ ref }) => ({
                number: ref('excluded.number'),
                version: ref('excluded.version'),
                change: ref('excluded.change'),
              }))
              .whereRef('desk.record.version', '<', 'excluded.version' as 'desk.record.version'),
          )
          .execute();
      await database.sql
        .updateTable('desk.record_feed')
        .set({ next: sql`greatest(next, ${String(next)}::bigint)` })
        .execute();
    }),

  async find(recordId) {
    const row = await database.sql
      .selectFrom('desk.record')
      .select('change')
      .where('id', '=', recordId)
      .executeTakeFirst();
    return row?.change;
  },
});
