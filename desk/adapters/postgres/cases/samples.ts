import { type Selectable, sql } from 'kysely';
import { type Drawing, isDrawn } from '../../../domain/oversight/sampling.ts';
import type { Samples } from '../../../ports/samples.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import type { DeskTables } from '../tables.ts';

export const createSamples = ({ database, seal }: Pick<DeskParts, 'database' | 'seal'>): Samples => ({
  toJudge: (auditor, limit) =>
    database.sql
      .selectFrom('desk.sample as s')
      .innerJoin('desk.decision as d', 'd.id', 's.decision_id')
      .select(['s.decision_id as decisionId', 's.case_id as caseId', 's.kind', 's.drawn_at as drawnAt'])
      .where('s.judged_by', 'is', null)
      .where('s.decided_by', '<>', auditor)
      .where('d.state', '=', 'sent')
      .orderBy('s.drawn_at')
      .limit(limit)
      .execute(),

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

/** Draws a decision that leaves, or not. What others were drawn, nobody knows before: not whoever takes back and decides again. */
export async function drawLeaving(
  { database, clock }: Pick<DeskParts, 'database' | 'clock'>,
  {
    id,
    case_id,
    kind,
    decided_by,
  }: Pick<Selectable<DeskTables['desk.decision']>, 'id' | 'case_id' | 'kind' | 'decided_by'>,
  drawing: Drawing,
): Promise<void> {
  const { rows: before } = await sql`
    select from desk.decision where decided_by = ${decided_by} and state = 'sent' and id <> ${id}
    limit ${drawing.settings.sampling.firstCases}`.execute(database.sql);
  if (!isDrawn(kind, decided_by, before.length, drawing)) return;
  await database.add('desk.sample', { decision_id: id, case_id, kind, decided_by, drawn_at: clock.now() });
}
