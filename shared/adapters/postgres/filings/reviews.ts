import { type Selectable, sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import type { Verdict } from '../../../../contracts/review-desk/verdict.ts';
import type { Reviews } from '../../../ports/filings/reviews.ts';
import type { MessageParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { changeFiling } from './change-filing.ts';
import { askAt, claimQuestions, DESK } from './desk-questions.ts';
import { filingOf } from './filing-row.ts';

/** Whether the stored verdict holds up its filing until the desk corrects it. */
const isParked = sql<boolean>`exists (
  select 1 from parked_verdict parked join filing on filing.id = parked.filing_id
  where parked.filing_id = verdict.filing_id and parked.round = verdict.round and parked.sequence = verdict.sequence
    and filing.last_verdict < verdict.sequence)`;

export const createReviews = ({ database, seal, clock, courier }: MessageParts): Reviews => ({
  async findFiling(filingId) {
    const row = await database.find('filing', { id: filingId });
    if (!row) throw new Refused('filing.unknown');
    return filingOf(row, seal);
  },

  async keepVerdict({ filingId, round, sequence, kind, at, flagged, amendments, numbers }) {
    const filing = await database.sql
      .selectFrom('filing')
      .select('erased_at')
      .where('id', '=', filingId)
      .forShare()
      .executeTakeFirst();
    if (!filing) throw new Refused('filing.unknown');
    if (filing.erased_at) return;
    await database.sql
      .insertInto('verdict')
      .values({
        filing_id: filingId,
        round,
        sequence,
        kind,
        at,
        flagged: JSON.stringify(flagged),
        amendments: amendments ? JSON.stringify(amendments) : null,
        numbers: numbers ? JSON.stringify(numbers) : null,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['filing_id', 'round', 'sequence'])
          .doUpdateSet(({ ref }) => ({
            kind: ref('excluded.kind'),
            at: ref('excluded.at'),
            flagged: ref('excluded.flagged'),
            amendments: ref('excluded.amendments'),
            numbers: ref('excluded.numbers'),
          }))
          .where(isParked),
      )
      .execute();
  },

  async unappliedVerdicts(filingId) {
    const rows = await database.sql
      .selectFrom('verdict')
      .innerJoin('filing', 'filing.id', 'verdict.filing_id')
      .selectAll('verdict')
      .where('filing_id', '=', filingId)
      .whereRef('verdict.round', '=', 'filing.round')
      .whereRef('verdict.sequence', '>', 'filing.last_verdict')
      .orderBy('sequence')
      .execute();
    return rows.map(verdictOf);
  },

  async verdictsOf(filingId) {
    const rows = await database.list('verdict', { filing_id: filingId }, ['round', 'sequence']);
    return rows.map(verdictOf);
  },

  changeFiling: (filingId, decide) => changeFiling({ database, seal, clock, courier }, filingId, undefined, decide),

  claimWaiting: (dueBy, limit) =>
    database.inTransaction(() => claimQuestions(database, { dueBy, limit, now: clock.now() })),

  async askAgain(filingIds, at) {
    if (filingIds.length > 0) await askAt(database, filingIds, at);
  },

  async quietUntil() {
    const row = await database.sql
      .selectFrom('quiet_time')
      .select('until')
      .where('port', '=', DESK)
      .where('until', '>', clock.now())
      .executeTakeFirst();
    return row?.until;
  },

  async keepQuietUntil(at) {
    await database.sql
      .insertInto('quiet_time')
      .values({ port: DESK, until: at })
      .onConflict((conflict) =>
        conflict.column('port').doUpdateSet({ until: sql`greatest(quiet_time.until, excluded.until)` }),
      )
      .execute();
  },
});

const verdictOf = ({ filing_id, amendments, numbers, ...verdict }: Selectable<Schema['verdict']>): Verdict => ({
  ...verdict,
  filingId: filing_id,
  ...(amendments && { amendments }),
  numbers: numbers ?? undefined,
});
