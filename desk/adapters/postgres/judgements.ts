import { sql } from 'kysely';
import type { Judgements, Notes } from '../../ports/judgements.ts';
import { type DeskParts, placeOf } from './desk-database.ts';

export const createJudgements = ({ database }: Pick<DeskParts, 'database'>): Judgements => ({
  async judge(caseId, { row, staffId, conclusion, spentSeconds, at }) {
    await database.sql
      .insertInto('desk.judgement')
      .values({
        case_id: caseId,
        row_path: row,
        staff_id: staffId,
        conclusion,
        spent_seconds: spentSeconds,
        judged_at: at,
      })
      .onConflict((conflict) =>
        conflict.columns(['case_id', 'row_path', 'staff_id']).doUpdateSet({
          conclusion,
          judged_at: at,
          spent_seconds: sql`desk.judgement.spent_seconds + ${spentSeconds}`,
        }),
      )
      .execute();
  },

  async ofCase(caseId) {
    const rows = await database.sql
      .selectFrom('desk.judgement')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('row_path')
      .orderBy('judged_at')
      .execute();
    return rows.map((one) => ({
      row: one.row_path,
      staffId: one.staff_id,
      conclusion: one.conclusion,
      spentSeconds: one.spent_seconds,
      at: one.judged_at,
    }));
  },
});

export const createNotes = ({ database, seal, ids }: Pick<DeskParts, 'database' | 'seal' | 'ids'>): Notes => ({
  async add(caseId, { by, at, text }) {
    const id = ids.uuid();
    const sealed = seal.close(text, placeOf('desk.note', 'text_sealed', id));
    await database.sql
      .insertInto('desk.note')
      .values({ id, case_id: caseId, written_by: by, written_at: at, text_sealed: sealed })
      .execute();
  },

  async ofCase(caseId) {
    const rows = await database.sql
      .selectFrom('desk.note')
      .selectAll()
      .where('case_id', '=', caseId)
      .orderBy('written_at')
      .orderBy('id')
      .execute();
    return rows.map(({ id, written_by: by, written_at: at, text_sealed }) => ({
      by,
      at,
      text: seal.open(text_sealed, placeOf('desk.note', 'text_sealed', id)),
    }));
  },
});
