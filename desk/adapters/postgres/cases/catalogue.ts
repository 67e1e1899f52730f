import { sql } from 'kysely';
import type { CatalogueReason } from '../../../domain/reasons.ts';
import { SHIPPED_SETTINGS } from '../../../domain/settings.ts';
import type { Catalogue, SettingsStore } from '../../../ports/catalogue.ts';
import type { DeskParts } from '../desk-database.ts';

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

export const createCatalogue = ({ database }: Pick<DeskParts, 'database'>): Catalogue => ({
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

  async add({ reasonId, kind, topic, fields, reason, suggestion, isRetired, changedBy, changedAt }, seen) {
    const { current } = await database.sql
      .selectFrom('desk.reason')
      .select(({ fn, val }) => fn.coalesce(fn.max('version'), val(0)).as('current'))
      .where('reason_id', '=', reasonId)
      .executeTakeFirstOrThrow();
    if (current !== seen) return false;
    const { numInsertedOrUpdatedRows } = await database.sql
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
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },
});

/** Settings whose changes are the rows of a table, a version each, over those that the desk is shipped with. */
export const settingsIn = <Settings extends { readonly version: number }>(
  table: 'desk.setting' | 'desk.authority_setting',
  shipped: Settings,
  { database }: Pick<DeskParts, 'database'>,
) => ({
  async current(): Promise<Settings> {
    const { rows } = await sql<{ version: number; settings: Omit<Settings, 'version'> }>`
      select version, settings from ${sql.table(table)} order by version desc limit 1`.execute(database.sql);
    const [newest] = rows;
    return newest ? { ...shipped, ...newest.settings, version: newest.version } : shipped;
  },

  async save({ version: seen, ...settings }: Settings, by: string, at: Date): Promise<boolean> {
    const { numAffectedRows } = await sql`
      insert into ${sql.table(table)} (version, settings, changed_by, changed_at)
      select ${seen}::integer + 1, ${JSON.stringify(settings)}::jsonb, ${by}, ${at}::timestamptz
      where ${seen} = (select coalesce(max(version), 0) from ${sql.table(table)})
      on conflict do nothing`.execute(database.sql);
    return numAffectedRows === 1n;
  },
});

export const createSettingsStore = (parts: Pick<DeskParts, 'database'>): SettingsStore =>
  settingsIn('desk.setting', SHIPPED_SETTINGS, parts);
