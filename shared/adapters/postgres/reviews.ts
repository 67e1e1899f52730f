import { Refused } from '../../domain/refusal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Reviews } from '../../ports/reviews.ts';
import type { Seal } from '../../ports/seal.ts';
import { changeFiling } from './change-filing.ts';
import type { Database } from './database.ts';
import { filingOf } from './filing-row.ts';

export const createReviews = (database: Database, seal: Seal, clock: Clock): Reviews => ({
  async find(filingId) {
    const row = await database.sql.selectFrom('filing').selectAll().where('id', '=', filingId).executeTakeFirst();
    if (!row) throw new Refused('filing.unknown');
    return filingOf(row, seal);
  },

  async keep({ filingId, round, sequence, kind, at, flagged, numbers }) {
    await database.sql
      .insertInto('verdict')
      .values({
        filing_id: filingId,
        round,
        sequence,
        kind,
        at,
        flagged: JSON.stringify(flagged),
        numbers: numbers ? JSON.stringify(numbers) : null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  async kept(filingId) {
    const rows = await database.sql
      .selectFrom('verdict')
      .innerJoin('filing', 'filing.id', 'verdict.filing_id')
      .selectAll('verdict')
      .where('filing_id', '=', filingId)
      .whereRef('verdict.round', '=', 'filing.round')
      .whereRef('verdict.sequence', '>', 'filing.last_verdict')
      .orderBy('sequence')
      .execute();
    return rows.map(({ filing_id, round, sequence, kind, at, flagged, numbers }) => ({
      filingId: filing_id,
      round,
      sequence,
      kind,
      at,
      flagged,
      numbers: numbers ?? undefined,
    }));
  },

  change: (filingId, decide) => changeFiling({ database, seal, clock }, filingId, undefined, decide),

  async claimWaiting(since, limit) {
    const rows = await database.sql
      .updateTable('filing')
      .set({ asked_at: clock.now() })
      .where('id', 'in', (query) =>
        query
          .selectFrom('filing')
          .select('id')
          .where('waiting_since', 'is not', null)
          .where((e) => e(e.fn.coalesce('asked_at', 'waiting_since'), '<', since))
          .orderBy((e) => e.fn.coalesce('asked_at', 'waiting_since'))
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returning(['id', 'round', 'last_verdict'])
      .execute();
    return rows.map(({ id, round, last_verdict }) => ({ filingId: id, round, lastVerdict: last_verdict }));
  },
});
