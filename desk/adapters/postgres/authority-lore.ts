import { sql } from 'kysely';
import { SHIPPED_AUTHORITY_SETTINGS } from '../../domain/authority-settings.ts';
import type { AuthorityPhrases, AuthoritySettingsStore } from '../../ports/authority-lore.ts';
import type { DeskParts } from './desk-database.ts';

/** Beyond these, seldom phrases are proposals no more. */
const MOST_PHRASES = 2_000;

export const createAuthorityPhrases = ({ database }: Pick<DeskParts, 'database'>): AuthorityPhrases => ({
  async all() {
    const rows = await database.sql
      .selectFrom('desk.authority_phrase')
      .selectAll()
      .orderBy('times', 'desc')
      .orderBy('phrase')
      .limit(MOST_PHRASES)
      .execute();
    return rows.map(({ phrase, reason_id: reasonId, times, promoted_at }) => ({
      phrase,
      reasonId,
      times,
      isPromoted: promoted_at !== null,
    }));
  },

  async learn(phrase, reasonId, at) {
    await database.sql
      .insertInto('desk.authority_phrase')
      .values({ phrase, reason_id: reasonId, learnt_at: at, promoted_by: null, promoted_at: null })
      .onConflict((conflict) =>
        conflict
          .columns(['phrase', 'reason_id'])
          .doUpdateSet({ times: sql`desk.authority_phrase.times + 1`, learnt_at: at }),
      )
      .execute();
  },

  async promote(phrase, reasonId, by, at) {
    const { numUpdatedRows } = await database.sql
      .updateTable('desk.authority_phrase')
      .set({ promoted_by: by, promoted_at: at })
      .where('phrase', '=', phrase)
      .where('reason_id', '=', reasonId)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});

export const createAuthoritySettings = ({ database }: Pick<DeskParts, 'database'>): AuthoritySettingsStore => ({
  async current() {
    const newest = await database.sql
      .selectFrom('desk.authority_setting')
      .select(['version', 'settings'])
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest
      ? { ...SHIPPED_AUTHORITY_SETTINGS, ...newest.settings, version: newest.version }
      : SHIPPED_AUTHORITY_SETTINGS;
  },

  async save({ version: seen, ...settings }, by, at) {
    const { current } = await database.sql
      .selectFrom('desk.authority_setting')
      .select(({ fn, val }) => fn.coalesce(fn.max('version'), val(0)).as('current'))
      .executeTakeFirstOrThrow();
    if (current !== seen) return false;
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('desk.authority_setting')
      .values({ version: seen + 1, settings: JSON.stringify(settings), changed_by: by, changed_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },
});
