import type { CatalogueReason } from '../../domain/reasons.ts';
import { type DeskSettings, SHIPPED_SETTINGS } from '../../domain/settings.ts';
import type { Catalogue, SettingsStore } from '../../ports/catalogue.ts';
import type { DeskParts } from './desk-database.ts';

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

export const createSettingsStore = ({ database }: Pick<DeskParts, 'database'>): SettingsStore => ({
  async current() {
    const newest = await database.sql
      .selectFrom('desk.setting')
      .select(['version', 'settings'])
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    return newest ? { ...SHIPPED_SETTINGS, ...newest.settings, version: newest.version } : SHIPPED_SETTINGS;
  },

  async save({ version: seen, ...settings }: DeskSettings, by, at) {
    const { current } = await database.sql
      .selectFrom('desk.setting')
      .select(({ fn, val }) => fn.coalesce(fn.max('version'), val(0)).as('current'))
      .executeTakeFirstOrThrow();
    if (current !== seen) return false;
    const { numInsertedOrUpdatedRows } = await database.sql
      .insertInto('desk.setting')
      .values({ version: seen + 1, settings: JSON.stringify(settings), changed_by: by, changed_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  },
});
