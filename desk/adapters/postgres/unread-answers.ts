import { sql } from 'kysely';
import type { UnreadAnswers } from '../../ports/unread-answers.ts';
import type { DeskParts } from './desk-database.ts';

export const createUnreadAnswers = ({ database }: Pick<DeskParts, 'database'>): UnreadAnswers => ({
  async note({ answerId, number, fields }, at) {
    const { isNew } = await database.sql
      .insertInto('desk.unread_answer')
      .values({ answer_id: answerId, number: number ?? null, fields: [...fields], since: at, noted_at: at })
      .onConflict((conflict) =>
        conflict.column('answer_id').doUpdateSet(({ ref }) => ({
          number: ref('excluded.number'),
          fields: ref('excluded.fields'),
          noted_at: ref('excluded.noted_at'),
        })),
      )
      // Of a row that was inserted, and not updated, no transaction has locked the version.
      .returning(sql<boolean>`xmax = 0`.as('isNew'))
      .executeTakeFirstOrThrow();
    return isNew;
  },

  async forgetBefore(since) {
    await database.sql.deleteFrom('desk.unread_answer').where('noted_at', '<', since).execute();
  },

  async list(limit) {
    const rows = await database.sql
      .selectFrom('desk.unread_answer')
      .selectAll()
      .orderBy('since')
      .orderBy('answer_id')
      .limit(limit)
      .execute();
    return rows.map(({ answer_id, number, fields, since }) => ({
      answerId: answer_id,
      number: number ?? undefined,
      fields,
      since,
    }));
  },
});
