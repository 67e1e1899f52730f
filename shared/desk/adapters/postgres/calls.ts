import type { Calls } from '../../ports/calls.ts';
import type { DeskParts } from './desk-database.ts';

export const createCalls = ({ database, clock }: Pick<DeskParts, 'database' | 'clock'>): Calls => ({
  async ofCase(caseId) {
    const rows = await database.sql
      .selectFrom('desk.call')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('started_at')
      .orderBy('id')
      .execute();
    return rows.map((one) => ({
      id: one.id,
      caseId,
      row: one.row_path,
      by: one.called_by,
      startedAt: one.started_at,
      connectedAt: one.connected_at ?? undefined,
      endedAt: one.ended_at ?? undefined,
      outcome: one.outcome ?? undefined,
      answers: one.answers,
    }));
  },

  async start({ id, caseId, row, by, startedAt }) {
    await database.sql
      .insertInto('desk.call')
      .values({ id, case_id: caseId, row_path: row, called_by: by, started_at: startedAt, answers: '[]' })
      .execute();
  },

  async connect(callId, at) {
    await database.sql.updateTable('desk.call').set({ connected_at: at }).where('id', '=', callId).execute();
  },

  lost: (limit) =>
    database.sql
      .selectFrom('desk.call as l')
      .innerJoin('desk.review_case as c', 'c.id', 'l.case_id')
      .select(['l.id', 'l.case_id as caseId'])
      .where('l.ended_at', 'is', null)
      .where(({ or, eb, ref }) =>
        or([
          eb('c.lease_holder', 'is', null),
          eb('c.lease_holder', '<>', ref('l.called_by')),
          eb('c.lease_until', '<=', clock.now()),
        ]),
      )
      .orderBy('l.started_at')
      .limit(limit)
      .execute(),

  async end(callId, at, outcome, answers) {
    await database.sql
      .updateTable('desk.call')
      .set({ ended_at: at, outcome, answers: JSON.stringify(answers) })
      .where('id', '=', callId)
      .execute();
  },
});
