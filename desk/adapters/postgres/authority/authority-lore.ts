import { sql } from 'kysely';
import { SHIPPED_AUTHORITY_SETTINGS } from '../../../domain/authority/authority-settings.ts';
import type { AuthorityPhrases, AuthoritySettingsStore } from '../../../ports/authority-lore.ts';
import { settingsIn } from '../cases/catalogue.ts';
import type { DeskDatabase, DeskParts } from '../desk-database.ts';

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

  async learn(phrase, reasonId, filingId, at) {
    await sql`
      insert into desk.authority_phrase as p (phrase, reason_id, learnt_at, filings)
      select ${phrase}, ${reasonId}, ${at}, array[id] from desk.filing where id = ${filingId} and erased_at is null for share
      on conflict (phrase, reason_id) do update set times = p.times + 1, learnt_at = excluded.learnt_at,
        filings = array_remove(p.filings, ${filingId}) || excluded.filings`.execute(database.sql);
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

/** Deletes what was said of an erased filing alone. Call it while the filing's row is locked. */
export async function erasePhrases({ sql: db }: DeskDatabase, filingId: string): Promise<void> {
  await sql`delete from desk.authority_phrase where filings = array[${filingId}::uuid]`.execute(db);
  await sql`update desk.authority_phrase set filings = array_remove(filings, ${filingId})
    where ${filingId} = any(filings)`.execute(db);
}

export const createAuthoritySettings = (parts: Pick<DeskParts, 'database' | 'hash'>): AuthoritySettingsStore =>
  settingsIn('desk.authority_setting', SHIPPED_AUTHORITY_SETTINGS, parts);
