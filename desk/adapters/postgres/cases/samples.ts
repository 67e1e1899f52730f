import type { Samples } from '../../../ports/samples.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';

export const createSamples = ({ database, seal }: Pick<DeskParts, 'database' | 'seal'>): Samples => ({
  async decisionsOf(staffId, most) {
    const rows = await database.sql
      .selectFrom('desk.decision')
      .select('id')
      .where('decided_by', '=', staffId)
      .where('state', 'in', ['second-view', 'waiting', 'sent'])
      .limit(most)
      .execute();
    return rows.length;
  },

  async draw({ decisionId, caseId, kind, decidedBy, drawnAt }) {
    await database.add('desk.sample', {
      decision_id: decisionId,
      case_id: caseId,
      kind,
      decided_by: decidedBy,
      drawn_at: drawnAt,
    });
  },

  async toJudge(auditor, limit) {
    const rows = await database.sql
      .selectFrom('desk.sample as s')
      .innerJoin('desk.decision as d', 'd.id', 's.decision_id')
      .select(['s.decision_id', 's.case_id', 's.kind', 's.drawn_at'])
      .where('s.judged_by', 'is', null)
      .where('s.decided_by', '<>', auditor)
      .where('d.state', '=', 'sent')
      .orderBy('s.drawn_at')
      .limit(limit)
      .execute();
    return rows.map((row) => ({
      decisionId: row.decision_id,
      caseId: row.case_id,
      kind: row.kind,
      drawnAt: row.drawn_at,
    }));
  },

  async judge({ decisionId, by, at, result, row, comment }) {
    const judged = await database.sql
      .updateTable('desk.sample')
      .set({
        judged_by: by,
        judged_at: at,
        result,
        row_path: row ?? null,
        comment_sealed: seal.close(comment, placeOf('desk.sample', 'comment_sealed', decisionId)),
      })
      .where('decision_id', '=', decisionId)
      .where('judged_by', 'is', null)
      .where('decided_by', '<>', by)
      .returning('case_id')
      .executeTakeFirst();
    return judged?.case_id;
  },
});
