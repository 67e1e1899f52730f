import { type Selectable, sql } from 'kysely';
import type { Amendment } from '../../../../contracts/review-desk/amendment.ts';
import type { ReasonedField } from '../../../domain/decision.ts';
import { needsSecondView, type SecondViewReason } from '../../../domain/four-eyes.ts';
import { isHeldBy } from '../../../domain/lease.ts';
import type { Decisions, KnownDecision } from '../../../ports/decisions.ts';
import { queueSubmission } from '../authority/submissions.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog } from '../staff/audit-log.ts';
import type { DeskTables } from '../tables.ts';
import { createOpenCases } from './open-cases.ts';
import { addVerdict } from './verdicts.ts';

/** Reasons that a decision brings about, and that go when it is taken back. */
const OF_DECISION: readonly SecondViewReason[] = ['declined', 'asked', 'amended'];

export function createDecisions(parts: DeskParts): Decisions {
  const { database, seal, clock } = parts;
  const audit = createAuditLog(parts);
  const cases = createOpenCases(parts);

  const commentOf = (column: 'comment_sealed' | 'second_comment_sealed', id: string, text: string | undefined) =>
    text === undefined ? null : seal.close(text, placeOf('desk.decision', column, id));

  function read(row: Selectable<DeskTables['desk.decision']>): KnownDecision {
    const { id } = row;
    const opened = (column: 'comment_sealed' | 'second_comment_sealed') => {
      const { [column]: sealed } = row;
      return sealed ? seal.open(sealed, placeOf('desk.decision', column, id)) : undefined;
    };
    return {
      id,
      caseId: row.case_id,
      kind: row.kind,
      flagged: JSON.parse(seal.open(row.flagged_sealed, placeOf('desk.decision', 'flagged_sealed', id))),
      comment: opened('comment_sealed'),
      amendments: row.amendments_sealed
        ? JSON.parse(seal.open(row.amendments_sealed, placeOf('desk.decision', 'amendments_sealed', id)))
        : [],
      asksSecondView: row.asks_second_view,
      askedRow: row.asked_row ?? undefined,
      decidedBy: row.decided_by,
      decidedAt: row.decided_at,
      sendsAt: row.sends_at,
      state: row.state,
      secondBy: row.second_by ?? undefined,
      secondComment: opened('second_comment_sealed'),
    };
  }

  /** The case of a decision, locked before the decision, as everywhere. */
  async function lockCaseOf(decisionId: string) {
    const found = await database.find('desk.decision', { id: decisionId }, ['case_id']);
    return found && cases.lock(found.case_id);
  }

  /** Opens a decided case again: it stands in its list, with its clock as it is. */
  async function reopen(caseId: string, kept: { readonly for: string; readonly until: Date }): Promise<void> {
    const row = await cases.lock(caseId);
    if (row?.state !== 'decided') return;
    await database.change(
      'desk.review_case',
      { id: caseId },
      {
        state: 'open',
        version: sql`version + 1`,
        second_view: row.secondView.filter((reason) => !OF_DECISION.includes(reason)),
        reserved_for: kept.for,
        reserved_until: kept.until,
        lease_holder: null,
        lease_until: null,
      },
    );
    await cases.setClock(caseId, row.clock, row.dueAt);
  }

  return {
    decide: (decision) =>
      database.inTransaction(async () => {
        const {
          id,
          caseId,
          kind,
          flagged,
          decidedBy,
          decidedAt,
          sendsAt,
          comment,
          amendments = [],
          asksSecondView = false,
          askedRow,
        } = decision;
        const row = await cases.lock(caseId);
        if (row?.state !== 'open' || !isHeldBy(row.lease, decidedBy, decidedAt)) return undefined;
        const added = [
          ...(kind === 'declined' ? ['declined' as const] : []),
          ...(amendments.length > 0 ? ['amended' as const] : []),
          ...(asksSecondView ? ['asked' as const] : []),
        ];
        const reasons = [...row.secondView, ...added];
        const state = needsSecondView(kind, reasons, asksSecondView) ? 'second-view' : 'waiting';
        await database.change(
          'desk.review_case',
          { id: caseId },
          {
            state: 'decided',
            version: sql`version + 1`,
            queue: state === 'second-view' ? 'second-view' : null,
            second_view: reasons,
            reserved_for: null,
            reserved_until: null,
            lease_holder: null,
            lease_until: null,
          },
        );
        await database.add('desk.decision', {
          id,
          case_id: caseId,
          kind,
          flagged_sealed: seal.close(JSON.stringify(flagged), placeOf('desk.decision', 'flagged_sealed', id)),
          comment_sealed: commentOf('comment_sealed', id, comment),
          amendments_sealed:
            amendments.length > 0
              ? seal.close(JSON.stringify(amendments), placeOf('desk.decision', 'amendments_sealed', id))
              : null,
          asks_second_view: asksSecondView,
          asked_row: askedRow ?? null,
          decided_by: decidedBy,
          decided_at: decidedAt,
          sends_at: sendsAt,
          state,
        });
        const facts = { decision: id, fields: flagged.length };
        await audit.append({ caseId, at: decidedAt, actor: decidedBy, action: kind, facts });
        for (const amendment of amendments) {
          const told = amendmentFacts(amendment, parts);
          const entry = { caseId, at: decidedAt, actor: decidedBy, action: 'amended' };
          await audit.append({ ...entry, facts: { decision: id, ...told } });
        }
        return state;
      }),

    viewSecond: ({ decisionId, by, agrees, comment, at, sendsAt, keptUntil }) =>
      database.inTransaction(async () => {
        const row = await lockCaseOf(decisionId);
        if (!row || !isHeldBy(row.lease, by, at)) return false;
        const viewed = await database.sql
          .updateTable('desk.decision')
          .set({
            second_by: by,
            second_comment_sealed: commentOf('second_comment_sealed', decisionId, comment),
            ...(agrees ? { state: 'waiting', sends_at: sendsAt } : { state: 'taken-back' }),
          })
          .where('id', '=', decisionId)
          .where('state', '=', 'second-view')
          .where('decided_by', '<>', by)
          .returning('decided_by')
          .executeTakeFirst();
        if (!viewed) return false;
        const { caseId } = row;
        if (agrees)
          await database.change(
            'desk.review_case',
            { id: caseId },
            { queue: null, lease_holder: null, lease_until: null, version: sql`version + 1` },
          );
        else await reopen(caseId, { for: viewed.decided_by, until: keptUntil });
        const action = agrees ? 'second-agreed' : 'second-disagreed';
        await audit.append({ caseId, at, actor: by, action, facts: { decision: decisionId } });
        return true;
      }),

    takeBack: ({ decisionId, by, ofAnybody, at, leaseUntil }) =>
      database.inTransaction(async () => {
        const row = await lockCaseOf(decisionId);
        if (!row) return false;
        const taken = await database.sql
          .updateTable('desk.decision')
          .set({ state: 'taken-back' })
          .where('id', '=', decisionId)
          .$if(!ofAnybody, (query) => query.where('decided_by', '=', by))
          .where(({ or, and, eb }) =>
            or([eb('state', '=', 'second-view'), and([eb('state', '=', 'waiting'), eb('sends_at', '>', at)])]),
          )
          .returning('id')
          .executeTakeFirst();
        if (!taken) return false;
        const { caseId } = row;
        await reopen(caseId, { for: by, until: leaseUntil });
        await cases.setLease(caseId, { holder: by, until: leaseUntil });
        await audit.append({ caseId, at, actor: by, action: 'taken-back', facts: { decision: decisionId } });
        return true;
      }),

    async latestOf(caseId) {
      const row = await database.sql
        .selectFrom('desk.decision')
        .selectAll()
        .where('case_id', '=', caseId)
        // Of two at the same instant the one that counts.
        .orderBy('decided_at', 'desc')
        .orderBy(sql`state in ('second-view', 'waiting', 'sent')`, 'desc')
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row && read(row);
    },

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
          .select(['c.id', 'c.filing_id', 'c.round'])
          .where('d.id', '=', decisionId)
          .executeTakeFirst();
        if (!found) return 'done';
        // The filing's row first, then the case's, as everywhere: it serializes the numbers of its rounds.
        const { id: caseId, filing_id: filingId, round } = found;
        await database.sql.selectFrom('desk.filing').select('id').where('id', '=', filingId).forUpdate().execute();
        const row = await cases.lock(caseId);
        const sent = await database.sql
          .updateTable('desk.decision')
          .set({ state: row?.state === 'decided' ? 'sent' : 'dropped' })
          .where('id', '=', decisionId)
          .where('state', '=', 'waiting')
          .where('sends_at', '<=', clock.now())
          .returningAll()
          .executeTakeFirst();
        if (!sent) return 'done';
        if (sent.state === 'dropped') return 'dropped';
        await database.change(
          'desk.review_case',
          { id: caseId },
          { state: 'sent', queue: null, version: sql`version + 1` },
        );
        const { kind, decidedAt: at, flagged, amendments } = read(sent);
        const sequence = await addVerdict(parts, { filingId, round, kind, at, flagged, amendments });
        if (kind === 'returned') await countReasons(decisionId, flagged);
        if (kind === 'accepted') await queueSubmission(parts, { caseId, filingId });
        const facts = { decision: decisionId, sequence };
        await audit.append({ caseId, at: clock.now(), actor: 'desk', action: 'sent', facts });
        return 'released';
      }),
  };

  /** By which reasons was returned, without a value: it stays when the decision is erased. */
  async function countReasons(decisionId: string, flagged: readonly ReasonedField[]): Promise<void> {
    const items = flagged.flatMap(({ reasonId, reasonVersion, foundBy }, item) =>
      reasonId !== undefined && reasonVersion !== undefined
        ? [
            {
              decision_id: decisionId,
              item,
              reason_id: reasonId,
              reason_version: reasonVersion,
              found_by: foundBy ?? 'reviewer',
              sent_at: clock.now(),
            },
          ]
        : [],
    );
    if (items.length > 0) await database.add('desk.returned_item', items);
  }
}

/** What the chain has of an amendment: where it is, and that its words are these. The words stand in the decision. */
const amendmentFacts = ({ field, before, after, reason }: Amendment, { hash }: Pick<DeskParts, 'hash'>) => ({
  field,
  before: hash(before),
  after: hash(after),
  reason: hash(reason),
});
