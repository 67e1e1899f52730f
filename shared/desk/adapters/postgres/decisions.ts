import { sql } from 'kysely';
import type { FlaggedField } from '../../domain/decision.ts';
import { needsSecondView } from '../../domain/four-eyes.ts';
import type { Decisions } from '../../ports/decisions.ts';
import { createAuditLog } from './audit-log.ts';
import { type DeskParts, placeOf } from './desk-database.ts';

export function createDecisions(parts: DeskParts): Decisions {
  const { database, seal, clock, ids } = parts;
  const audit = createAuditLog(parts);

  const move = async (caseId: string, from: 'open' | 'decided', to: 'open' | 'decided' | 'sent'): Promise<boolean> => {
    const { numUpdatedRows } = await database.sql
      .updateTable('desk.review_case')
      .set({ state: to, version: sql`version + 1` })
      .where('id', '=', caseId)
      .where('state', '=', from)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  };

  return {
    decide: (decision) =>
      database.inTransaction(async () => {
        const { id, caseId, kind, flagged, decidedBy, decidedAt, sendsAt } = decision;
        if (!(await move(caseId, 'open', 'decided'))) return undefined;
        const { second_view: reasons } = await database.sql
          .selectFrom('desk.review_case')
          .select('second_view')
          .where('id', '=', caseId)
          .executeTakeFirstOrThrow();
        const state = needsSecondView(kind, reasons) ? 'second-view' : 'waiting';
        await database.sql
          .insertInto('desk.decision')
          .values({
            id,
            case_id: caseId,
            kind,
            flagged_sealed: seal.close(JSON.stringify(flagged), placeOf('desk.decision', 'flagged_sealed', id)),
            decided_by: decidedBy,
            decided_at: decidedAt,
            sends_at: sendsAt,
            state,
          })
          .execute();
        const facts = { decision: id, fields: flagged.length };
        await audit.append({ caseId, at: decidedAt, actor: decidedBy, action: kind, facts });
        return state;
      }),

    viewSecond: ({ decisionId, by, agrees, at, sendsAt }) =>
      database.inTransaction(async () => {
        const viewed = await database.sql
          .updateTable('desk.decision')
          .set({ second_by: by, ...(agrees ? { state: 'waiting', sends_at: sendsAt } : { state: 'taken-back' }) })
          .where('id', '=', decisionId)
          .where('state', '=', 'second-view')
          .where('decided_by', '<>', by)
          .returning('case_id')
          .executeTakeFirst();
        if (!viewed) return false;
        if (!agrees) await move(viewed.case_id, 'decided', 'open');
        const action = agrees ? 'second-agreed' : 'second-disagreed';
        const facts = { decision: decisionId };
        await audit.append({ caseId: viewed.case_id, at, actor: by, action, facts });
        return true;
      }),

    takeBack: (decisionId, by, at) =>
      database.inTransaction(async () => {
        const taken = await database.sql
          .updateTable('desk.decision')
          .set({ state: 'taken-back' })
          .where('id', '=', decisionId)
          .where(({ or, and, eb }) =>
            or([eb('state', '=', 'second-view'), and([eb('state', '=', 'waiting'), eb('sends_at', '>', at)])]),
          )
          .returning('case_id')
          .executeTakeFirst();
        if (!taken) return false;
        await move(taken.case_id, 'decided', 'open');
        const facts = { decision: decisionId };
        await audit.append({ caseId: taken.case_id, at, actor: by, action: 'taken-back', facts });
        return true;
      }),

    async due(limit) {
      const rows = await database.sql
        .selectFrom('desk.decision')
        .select('id')
        .where('state', '=', 'waiting')
        .where('sends_at', '<=', clock.now())
        .orderBy('sends_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    release: (decisionId) =>
      database.inTransaction(async () => {
        const found = await database.sql
          .selectFrom('desk.decision as d')
          .innerJoin('desk.review_case as c', 'c.id', 'd.case_id')
          .select(['c.filing_id', 'c.round'])
          .where('d.id', '=', decisionId)
          .executeTakeFirst();
        if (!found) return 'done';
        // The filing's row first, as everywhere: it serializes the numbers of its rounds.
        const { filing_id: filingId, round } = found;
        await database.sql.selectFrom('desk.filing').select('id').where('id', '=', filingId).forUpdate().execute();
        const decision = await database.sql
          .updateTable('desk.decision')
          .set({ state: 'sent' })
          .where('id', '=', decisionId)
          .where('state', '=', 'waiting')
          .where('sends_at', '<=', clock.now())
          .returningAll()
          .executeTakeFirst();
        if (!decision) return 'done';
        if (!(await move(decision.case_id, 'decided', 'sent'))) {
          await database.sql
            .updateTable('desk.decision')
            .set({ state: 'dropped' })
            .where('id', '=', decisionId)
            .execute();
          return 'dropped';
        }
        const flagged = JSON.parse(
          seal.open(decision.flagged_sealed, placeOf('desk.decision', 'flagged_sealed', decisionId)),
        ) as readonly FlaggedField[];
        const sequence = await addVerdict({ filingId, round, kind: decision.kind, at: decision.decided_at, flagged });
        await audit.append({
          caseId: decision.case_id,
          at: clock.now(),
          actor: 'desk',
          action: 'sent',
          facts: { decision: decisionId, sequence },
        });
        return 'released';
      }),
  };

  /** Gives the next number of the round. Call it while the filing's row is locked. */
  async function addVerdict(verdict: {
    readonly filingId: string;
    readonly round: number;
    readonly kind: string;
    readonly at: Date;
    readonly flagged: readonly FlaggedField[];
  }): Promise<number> {
    const { filingId, round, kind, at, flagged } = verdict;
    const { last } = await database.sql
      .selectFrom('desk.verdict')
      .select(({ fn }) => fn.max('sequence').as('last'))
      .where('filing_id', '=', filingId)
      .where('round', '=', round)
      .executeTakeFirstOrThrow();
    const sequence = (last ?? 0) + 1;
    const place = placeOf('desk.verdict', 'content_sealed', `${filingId}/${round}/${sequence}`);
    await database.sql
      .insertInto('desk.verdict')
      .values({
        filing_id: filingId,
        round,
        sequence,
        kind,
        decided_at: at,
        content_sealed: seal.close(JSON.stringify({ flagged }), place),
        message_id: `verdict-${ids.uuid()}`,
        due_at: clock.now(),
        failure: null,
      })
      .execute();
    return sequence;
  }
}
