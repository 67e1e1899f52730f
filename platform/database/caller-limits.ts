import { sql } from 'kysely';
import type { CallerLimits } from '../ports/caller-limits.ts';
import type { DatabaseParts } from './database.ts';
import { freePlace, takePlace } from './running-calls.ts';
import type { PlatformTables } from './tables.ts';

/**
 * One statement per count; the row's lock serializes concurrent calls.
 *
 * @param pollsAtOnce how many polls of one route may run at once, of all callers together.
 */
export const createCallerLimits = (parts: DatabaseParts<PlatformTables>, pollsAtOnce: number): CallerLimits => ({
  async countCall({ name, subject, times, seconds }) {
    const { database, seal, clock } = parts;
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

  async beginCall({ route, subject, most, seconds, isPoll }) {
    const endsAt = new Date(parts.clock.now().getTime() + seconds * 1000);
    const indexOf = (who: string) => parts.seal.blindIndex('running-call', `${route}\n${who}`);
    const own = { index: indexOf(subject), most, endsAt };
    const ofAll = { index: indexOf('everybody'), most: pollsAtOnce, endsAt };
    if (!(await takePlace(parts, own))) return undefined;
    if (!isPoll) return () => freePlace(parts, own);
    if (await takePlace(parts, ofAll))
      return async () => {
        await freePlace(parts, own);
        await freePlace(parts, ofAll);
      };
    await freePlace(parts, own);
    return undefined;
  },
});
