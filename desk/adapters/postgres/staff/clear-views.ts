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

  async noteSeen({ caseId, staffId, row, at }, sha256) {
    const { numUpdatedRows } = await database.sql
      .updateTable('desk.clear_view')
      .set({ seen_at: at })
      .where('case_id', '=', caseId)
      .where('staff_id', '=', staffId)
      .where('row_path', '=', row)
      .where('sha256', sha256 === undefined ? 'is' : '=', sha256 ?? null)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  },

  async papersSeen(caseId, staffId) {
    const opened = database.sql.selectFrom('desk.clear_view').select('row_path').where('seen_at', 'is not', null);
    const rows = await opened.where('case_id', '=', caseId).where('staff_id', '=', staffId).execute();
    return new Set(rows.map(({ row_path }) => row_path));
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

  async noteWritten(objectKey, sha256) {
    const { numAffectedRows } = await sql`
      update desk.clear_view v set sha256 = ${sha256}
      from desk.review_case c join desk.filing f on f.id = c.filing_id
      where c.id = v.case_id and v.object_key = ${objectKey} and f.erased_at is null`.execute(database.sql);
    return (numAffectedRows ?? 0n) > 0n;
  },

  async forgetObject(objectKey) {
    await database.change('desk.clear_view', { object_key: objectKey }, { object_key: null, sha256: null });
  },
});
