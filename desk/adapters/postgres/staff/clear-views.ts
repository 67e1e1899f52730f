import type { ClearViews } from '../../../ports/clear-views.ts';
import type { DeskParts } from '../desk-database.ts';
import { lockSubject } from './audit-log.ts';

export const createClearViews = ({ database, ids }: Pick<DeskParts, 'database' | 'ids'>): ClearViews => ({
  async note({ caseId, staffId, row, reason, at, objectKey }) {
    await database.add('desk.clear_view', {
      id: ids.uuid(),
      case_id: caseId,
      staff_id: staffId,
      row_path: row,
      reason: reason ?? null,
      shown_at: at,
      object_key: objectKey ?? null,
    });
  },

  hold: (staffId) => lockSubject(database, staffId),

  async countSince(staffId, since) {
    const { count } = await database.sql
      .selectFrom('desk.clear_view')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('staff_id', '=', staffId)
      .where('shown_at', '>=', since)
      .where('reason', 'is not', null)
      .executeTakeFirstOrThrow();
    return Number(count);
  },

  async papersSeen(caseId, staffId) {
    const rows = await database.sql
      .selectFrom('desk.clear_view')
      .select('row_path')
      .distinct()
      .where('case_id', '=', caseId)
      .where('staff_id', '=', staffId)
      .execute();
    return new Set(rows.map(({ row_path }) => row_path));
  },

  async leftObjects(item, limit) {
    const rows = await database.sql
      .selectFrom('desk.clear_view as v')
      .select('v.object_key')
      .where('v.object_key', 'is not', null)
      .$if('shownBefore' in item, (query) =>
        query.where('v.shown_at', '<', 'shownBefore' in item ? item.shownBefore : new Date(0)),
      )
      .$if('filingId' in item, (query) =>
        query.where('v.case_id', 'in', (cases) =>
          cases
            .selectFrom('desk.review_case')
            .select('id')
            .where('filing_id', '=', 'filingId' in item ? item.filingId : ''),
        ),
      )
      .limit(limit)
      .execute();
    return rows.flatMap(({ object_key }) => (object_key === null ? [] : [object_key]));
  },

  async isNoted(objectKey) {
    const found = await database.find('desk.clear_view', { object_key: objectKey }, ['id']);
    return found !== undefined;
  },

  async forgetObject(objectKey) {
    await database.change('desk.clear_view', { object_key: objectKey }, { object_key: null });
  },
});
