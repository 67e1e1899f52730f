import { sql } from 'kysely';
import type { CatalogueReason } from '../../../domain/cases/reasons.ts';
import { boundedSettings, SHIPPED_SETTINGS } from '../../../domain/oversight/settings.ts';
import type { Catalogue, SettingsStore } from '../../../ports/catalogue.ts';
import type { DeskParts } from '../desk-database.ts';
import { noteRow } from '../staff/noted-rows.ts';

const COLUMNS = [
  'reason_id as reasonId',
  'version',
  'kind',
  'topic',
  'fields',
  'reason',
  'suggestion',
  'is_retired as isRetired',
  'changed_by as changedBy',
  'changed_at as changedAt',
] as const;

type Parts = Pick<DeskParts, 'database' | 'hash'>;

export const createCatalogue = ({ database, hash }: Parts): Catalogue => ({
  current: (): Promise<readonly CatalogueReason[]> =>
    database.sql
      .selectFrom('desk.reason')
      .distinctOn('reason_id')
      .select(COLUMNS)
      .orderBy('reason_id')
      .orderBy('version', 'desc')
      .execute(),

  versionsOf: (reasonId): Promise<readonly CatalogueReason[]> =>
    database.sql
      .selectFrom('desk.reason')
      .select(COLUMNS)
      .where('reason_id', '=', reasonId)
      .orderBy('version', 'desc')
      .execute(),

  add: ({ reasonId, kind, topic, fields, reason, suggestion, isRetired, changedBy, changedAt }, seen) =>
    database.inTransaction(async () => {
      const { current } = await database.sql
        .selectFrom('desk.reason')
        .select(({ fn, val }) => fn.coalesce(fn.max('version'), val(0)).as('current'))
        .where('reason_id', '=', reasonId)
        .executeTakeFirstOrThrow();
      if (current !== seen) return false;
      const row = await database.sql
        .insertInto('desk.reason')
        .values({
          reason_id: reasonId,
          version: seen + 1,
          kind,
          topic,
          fields: [...fields],
          reason,
          suggestion,
          is_retired: isRetired,
          changed_by: changedBy,
          changed_at: changedAt,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returningAll()
        .executeTakeFirst();
      const entry = { at: changedAt, actor: changedBy, action: 'reason-changed' } as const;
      if (row) await noteRow({ database, hash }, 'desk.reason', row, entry);
      return row !== undefined;
    }),
});

/** Settings whose changes are the rows of a table, a version each, over those that the desk is shipped with. */
export const settingsIn = <Settings extends { readonly version: number }>(
  table: 'desk.setting' | 'desk.authority_setting',
  shipped: Settings,
  { database, hash }: Parts,
) => ({
  async current(): Promise<Settings> {
    const { rows } = await sql<{ version: number; settings: Omit<Settings, 'version'> }>`
      select version, settings from ${sql.table(table)} order by version desc limit 1`.execute(database.sql);
    const [newest] = rows;
    return newest ? { ...shipped, ...newest.settings, version: newest.version } : shipped;
  },

  save: ({ version: seen, ...settings }: Settings, by: string, at: Date, confirmedBy?: string): Promise<boolean> =>
    database.inTransaction(async () => {
      const { rows } = await sql<Record<string, unknown>>`
        insert into ${sql.table(table)} (version, settings, changed_by, changed_at, confirmed_by)
        select ${seen}::integer + 1, ${JSON.stringify(settings)}::jsonb, ${by}, ${at}::timestamptz, ${confirmedBy ?? null}
        where ${seen} = (select coalesce(max(version), 0) from ${sql.table(table)})
        on conflict do nothing returning *`.execute(database.sql);
      for (const row of rows)
        await noteRow({ database, hash }, table, row, { at, actor: by, action: 'settings-changed' });
      return rows.length === 1;
    }),
});

export function createSettingsStore(parts: Parts): SettingsStore {
  const store = settingsIn('desk.setting', SHIPPED_SETTINGS, parts);
  return { ...store, current: async () => boundedSettings(await store.current()) };
}
