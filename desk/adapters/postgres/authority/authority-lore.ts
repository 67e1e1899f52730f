import { sql } from 'kysely';
import { SHIPPED_AUTHORITY_SETTINGS } from '../../../domain/authority-settings.ts';
import type { AuthorityPhrases, AuthoritySettingsStore } from '../../../ports/authority-lore.ts';
import { settingsIn } from '../cases/catalogue.ts';
import type { DeskParts } from '../desk-database.ts';

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
    return (
      (await database.change(
        'desk.authority_phrase',
        { phrase, reason_id: reasonId },
        { promoted_by: by, promoted_at: at },
      )) === 1
    );
  },
});

export const createAuthoritySettings = (parts: Pick<DeskParts, 'database'>): AuthoritySettingsStore =>
  settingsIn('desk.authority_setting', SHIPPED_AUTHORITY_SETTINGS, parts);
