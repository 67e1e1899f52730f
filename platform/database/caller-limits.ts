import { sql } from 'kysely';
import type { CallerLimits } from '../ports/caller-limits.ts';
import type { DatabaseParts } from './database.ts';
import { freePlace, type Place, takePlace } from './running-calls.ts';
import type { PlatformTables } from './tables.ts';

/**
 * One statement per count; the row's lock serializes concurrent calls.
 *
 * @param pollsAtOnce how many polls of one route may run at once, of all callers together.
 */
export const createCallerLimits = (parts: DatabaseParts<PlatformTables>, pollsAtOnce: number): CallerLimits => ({
  async countCall({ name, subjects, times, weight = 1, seconds }) {
    if (subjects.length === 0) return 0;
    const { database, seal, clock } = parts;
    const now = clock.now();
    const ends_at = new Date(now.getTime() + seconds * 1000);
    const isOver = sql<boolean>`caller_limit.ends_at <= ${now}`;
    const indexes = subjects.map((subject) => seal.blindIndex('caller-limit', `${name}\n${subject}`));
    const rows = await database.sql
      .insertInto('caller_limit')
      // In one order, so that two calls of a person don't wait for each other.
      .values(indexes.toSorted(Buffer.compare).map((subject_index) => ({ subject_index, calls: weight, ends_at })))
      .onConflict((conflict) =>
        conflict.column('subject_index').doUpdateSet({
          calls: sql`case when ${isOver} then ${weight} else caller_limit.calls + ${weight} end`,
          ends_at: sql`case when ${isOver} then excluded.ends_at else caller_limit.ends_at end`,
        }),
      )
      .returning(['calls', 'ends_at'])
      .execute();
    const waits = rows.map((row) =>
      row.calls <= times ? 0 : Math.max(1, Math.ceil((row.ends_at.getTime() - now.getTime()) / 1000)),
    );
    return Math.max(...waits);
  },

  async beginCall({ route, subjects, most, seconds, isPoll }) {
    const endsAt = new Date(parts.clock.now().getTime() + seconds * 1000);
    const indexOf = (who: string) => parts.seal.blindIndex('running-call', `${route}\n${who}`);
    const own = subjects.map((subject) => ({ index: indexOf(subject), most, endsAt }));
    const ofAll = { index: indexOf('everybody'), most: pollsAtOnce, endsAt };
    const taken: Place[] = [];
    const end = async () => {
      for (const place of taken) await freePlace(parts, place);
    };
    for (const place of isPoll ? [...own, ofAll] : own) {
      if (await takePlace(parts, place)) taken.push(place);
      else return end().then(() => undefined);
    }
    return end;
  },
});
