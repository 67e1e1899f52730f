import { type Selectable, sql } from 'kysely';
import { ASKED_STATES, nextAskAt } from '../../domain/filing/desk-schedule.ts';
import type { Verdict } from '../../domain/filing/verdict.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Reviews } from '../../ports/reviews.ts';
import { changeFiling } from './change-filing.ts';
import type { DatabaseParts } from './database.ts';
import { filingOf } from './filing-row.ts';
import { refusedBy } from './refused-by.ts';
import type { Schema } from './schema.ts';

/** The port whose pause is stored. */
const PORT = 'review-desk';

/** Whether the stored verdict holds up its filing until the desk corrects it. */
const isParked = sql<boolean>`exists (
  select 1 from parked_verdict parked join filing on filing.id = parked.filing_id
  where parked.filing_id = verdict.filing_id and parked.round = verdict.round and parked.sequence = verdict.sequence
    and filing.last_verdict < verdict.sequence)`;

export const createReviews = ({ database, seal, clock }: DatabaseParts): Reviews => ({
  async findFiling(filingId) {
    const row = await database.sql.selectFrom('filing').selectAll().where('id', '=', filingId).executeTakeFirst();
    if (!row) throw new Refused('filing.unknown');
    return filingOf(row, seal);
  },

  async keepVerdict({ filingId, round, sequence, kind, at, flagged, numbers }) {
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
      .onConflict((conflict) =>
        conflict
          .columns(['filing_id', 'round', 'sequence'])
          .doUpdateSet(({ ref }) => ({
            kind: ref('excluded.kind'),
            at: ref('excluded.at'),
            flagged: ref('excluded.flagged'),
            numbers: ref('excluded.numbers'),
          }))
          .where(isParked),
      )
      .execute()
      .catch(refusedBy('verdict_filing_id_fkey', 'filing.unknown'));
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
    const rows = await database.sql
      .selectFrom('verdict')
      .selectAll()
      .where('filing_id', '=', filingId)
      .orderBy('round')
      .orderBy('sequence')
      .execute();
    return rows.map(verdictOf);
  },

  changeFiling: (filingId, decide) => changeFiling({ database, seal, clock }, filingId, undefined, decide),

  async claimWaiting(dueBy, limit, after) {
    const now = clock.now();
    const nextTimes = ASKED_STATES.map((state) => sql`when ${state} then ${nextAskAt(state, now)}::timestamptz`);
    const rows = await database.sql
      .with('due', (query) =>
        query
          .selectFrom('filing')
          .select(['id', 'ask_at'])
          .where('ask_at', '<=', dueBy)
          // Index entries before the cursor belong to filings that were claimed already, and are not scanned again.
          .$if(after !== undefined, (each) =>
            each.where(sql<boolean>`(ask_at, id) > (${after?.askAt}, ${after?.filingId}::uuid)`),
          )
          .orderBy('ask_at')
          .orderBy('id')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable('filing')
      .from('due')
      .whereRef('filing.id', '=', 'due.id')
      .set({ ask_at: sql`case state ${sql.join(nextTimes, sql` `)} end` })
      .returning(['filing.id', 'filing.round', 'filing.last_verdict', 'due.ask_at as asked_for'])
      .returning(({ exists, selectFrom }) =>
        exists(
          selectFrom('verdict')
            .select('sequence')
            .whereRef('filing_id', '=', 'filing.id')
            .whereRef('verdict.round', '=', 'filing.round')
            .whereRef('verdict.sequence', '>', 'filing.last_verdict'),
        ).as('has_kept'),
      )
      .execute();
    return rows
      .map(({ id, round, last_verdict, asked_for, has_kept }) => ({
        filingId: id,
        round,
        lastVerdict: last_verdict,
        askAt: asked_for ?? dueBy,
        hasKept: Boolean(has_kept),
      }))
      .sort((a, b) => a.askAt.getTime() - b.askAt.getTime() || (a.filingId < b.filingId ? -1 : 1));
  },

  async askAgain(filingIds, at) {
    if (filingIds.length === 0) return;
    await database.sql
      .updateTable('filing')
      .set({ ask_at: at })
      .where('id', 'in', [...filingIds])
      .where('ask_at', 'is not', null)
      .execute();
  },

  async quietUntil() {
    const row = await database.sql
      .selectFrom('quiet_time')
      .select('until')
      .where('port', '=', PORT)
      .where('until', '>', clock.now())
      .executeTakeFirst();
    return row?.until;
  },

  async keepQuietUntil(at) {
    await database.sql
      .insertInto('quiet_time')
      .values({ port: PORT, until: at })
      .onConflict((conflict) =>
        conflict.column('port').doUpdateSet({ until: sql`greatest(quiet_time.until, excluded.until)` }),
      )
      .execute();
  },
});

const verdictOf = ({ filing_id, numbers, ...verdict }: Selectable<Schema['verdict']>): Verdict => ({
  ...verdict,
  filingId: filing_id,
  numbers: numbers ?? undefined,
});
