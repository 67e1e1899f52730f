import { sql } from 'kysely';
import type { ParkedReason, ParkedVerdicts } from '../../../ports/filings/parked-verdicts.ts';
import type { DatabaseParts } from '../database.ts';
import { askAt } from './desk-questions.ts';

export const createParkedVerdicts = ({ database, clock }: Omit<DatabaseParts, 'seal'>): ParkedVerdicts => ({
  async park({ filingId, round = null, sequence = null, reason, fields }) {
    const now = clock.now();
    const values = { round, sequence, reason, fields: JSON.stringify(fields), seen_at: now };
    const filing = database.sql.selectFrom('filing').select('id').where('id', '=', filingId);
    const isOurs = await filing.where('erased_at', 'is', null).executeTakeFirst();
    if (!isOurs) return;
    await database.sql
      .insertInto('parked_verdict')
      .values({ filing_id: filingId, ...values, parked_at: now })
      .onConflict((conflict) =>
        conflict.column('filing_id').doUpdateSet({
          ...values,
          // The same verdict has been parked since then.
          parked_at: sql`case
            when (parked_verdict.round, parked_verdict.sequence) is not distinct from (excluded.round, excluded.sequence)
            then parked_verdict.parked_at else excluded.parked_at end`,
        }),
      )
      .execute();
  },

  async list(limit) {
    const rows = await database.sql
      .selectFrom('parked_verdict')
      .innerJoin('filing', 'filing.id', 'parked_verdict.filing_id')
      .selectAll('parked_verdict')
      .whereRef('filing.updated_at', '<=', 'seen_at')
      .orderBy('parked_at')
      .limit(limit)
      .execute();
    return rows.map(({ filing_id, round, sequence, reason, fields, parked_at, seen_at }) => ({
      filingId: filing_id,
      round: round ?? undefined,
      sequence: sequence ?? undefined,
      reason: reason as ParkedReason,
      fields,
      parkedAt: parked_at,
      seenAt: seen_at,
    }));
  },

  async askAgain(filingId) {
    const parked = await database.find('parked_verdict', { filing_id: filingId }, ['filing_id']);
    return parked !== undefined && (await askAt(database, [filingId], clock.now())) === 1;
  },
});
