import { sql } from 'kysely';
import type { Judgements, Notes } from '../../../ports/judgements.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';

export const createJudgements = ({ database, hash }: Pick<DeskParts, 'database' | 'hash'>): Judgements => ({
  async judge(caseId, { row, staffId, conclusion, spentSeconds, at }, sight) {
    const sight_hash = sight === undefined ? null : hash(sight);
    await database.sql
      .insertInto('desk.judgement')
      .values({
        case_id: caseId,
        row_path: row,
        staff_id: staffId,
        conclusion,
        spent_seconds: spentSeconds,
        judged_at: at,
        sight_hash,
      })
      .onConflict((conflict) =>
        conflict.columns(['case_id', 'row_path', 'staff_id']).doUpdateSet({
          conclusion,
          judged_at: at,
          sight_hash,
          spent_seconds: sql`desk.judgement.spent_seconds + ${spentSeconds}`,
        }),
      )
      .execute();
  },

  async fittingBefore(filingId, round, sights) {
    const byHash = new Map(sights.map((sight) => [hash(sight), sight]));
    const rows = await database.sql
      .selectFrom('desk.judgement as j')
      .innerJoin('desk.review_case as c', 'c.id', 'j.case_id')
      .distinctOn('j.sight_hash')
      .select(['j.sight_hash', 'j.conclusion'])
      .where('c.filing_id', '=', filingId)
      .where('c.round', '<', round)
      .where(sql<boolean>`j.sight_hash = any(${[...byHash.keys()]}::text[])`)
      .orderBy('j.sight_hash')
      .orderBy('j.judged_at', 'desc')
      .execute();
    const fitting = rows.filter(({ conclusion }) => conclusion === 'fits');
    return new Set(fitting.flatMap(({ sight_hash }) => byHash.get(sight_hash ?? '') ?? []));
  },

  async ofCase(caseId) {
    const rows = await database.list('desk.judgement', { case_id: caseId }, ['row_path', 'judged_at']);
    return rows.map((row) => ({
      row: row.row_path,
      staffId: row.staff_id,
      conclusion: row.conclusion,
      spentSeconds: row.spent_seconds,
      at: row.judged_at,
    }));
  },
});

export const createNotes = ({ database, seal, ids }: Pick<DeskParts, 'database' | 'seal' | 'ids'>): Notes => ({
  async add(caseId, { by, at, text }) {
    const id = ids.uuid();
    const sealed = seal.close(text, placeOf('desk.note', 'text_sealed', id));
    await database.add('desk.note', { id, case_id: caseId, written_by: by, written_at: at, text_sealed: sealed });
  },

  async ofCase(caseId) {
    const rows = await database.list('desk.note', { case_id: caseId }, ['written_at', 'id']);
    return rows.map(({ id, written_by: by, written_at: at, text_sealed }) => ({
      by,
      at,
      text: seal.open(text_sealed, placeOf('desk.note', 'text_sealed', id)),
    }));
  },
});
