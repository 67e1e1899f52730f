import { sql } from 'kysely';
import type { CallerLimits } from '../../ports/caller-limits.ts';
import type { DatabaseParts } from './database.ts';

/** One statement per call; the row's lock serializes concurrent calls. */
export const createCallerLimits = ({ database, seal, clock }: DatabaseParts): CallerLimits => ({
  async countCall({ name, subject, times, seconds }) {
    const now = clock.now();
    const ends_at = new Date(now.getTime() + seconds * 1000);
    const isOver = sql<boolean>`caller_limit.ends_at <= ${now}`;
    const row = await database.sql
      .insertInto('caller_limit')
      .values({ subject_index: seal.blindIndex('caller-limit', `${name}\n${subject}`), calls: 1, ends_at })
      .onConflict((conflict) =>
        conflict.column('subject_index').doUpdateSet({
          calls: sql`case when ${isOver} then 1 else caller_limit.calls + 1 end`,
          ends_at: sql`case when ${isOver} then excluded.ends_at else caller_limit.ends_at end`,
        }),
      )
      .returning(['calls', 'ends_at'])
      .executeTakeFirstOrThrow();
    if (row.calls <= times) return 0;
    return Math.max(1, Math.ceil((row.ends_at.getTime() - now.getTime()) / 1000));
  },
});
