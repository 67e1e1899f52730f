import { sql } from 'kysely';
import type { ClearViews } from '../../../ports/clear-views.ts';
import type { DeskParts } from '../desk-database.ts';
import { lockSubject } from './audit-log.ts';

export const createClearViews = ({ database, ids }: Pick<DeskParts, 'database' | 'ids'>): ClearViews => ({
  async note({ caseId, staffId, row, at, objectKey }) {
    await database.add('desk.clear_view', {
      id: ids.uuid(),
      case_id: caseId,
      staff_id: staffId,
      row_path: row,
      shown_at: at,
      object_key: objectKey ?? null,
    });
  },

  hold: (staffId) => lockSubject(database, staffId),

  async papersSeen(caseId, staffId) {
    const views = await database.list('desk.clear_view', { case_id: caseId, staff_id: staffId }, ['shown_at']);
    return new Set(views.map(({ row_path }) => row_path));
  },

  async leftObjects(item, limit) {
    const left = database.sql.selectFrom('desk.clear_view').select('object_key').where('object_key', 'is not', null);
    const ofFiling = database.sql.selectFrom('desk.review_case').select('id');
    const wanted =
      'shownBefore' in item
        ? left.where('shown_at', '<', item.shownBefore)
        : left.where('case_id', 'in', ofFiling.where('filing_id', '=', item.filingId));
    const rows = await wanted.limit(limit).execute();
    return rows.flatMap(({ object_key }) => object_key ?? []);
  },

  async isNoted(objectKey) {
    const { rows } = await sql`
      select from desk.clear_view v join desk.review_case c on c.id = v.case_id join desk.filing f on f.id = c.filing_id
      where v.object_key = ${objectKey} and f.erased_at is null`.execute(database.sql);
    return rows.length > 0;
  },

  async forgetObject(objectKey) {
    await database.change('desk.clear_view', { object_key: objectKey }, { object_key: null });
  },

  async takeBack(objectKey) {
    await database.remove('desk.clear_view', { object_key: objectKey });
  },
});
