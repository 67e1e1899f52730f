import { type Selectable, sql } from 'kysely';
import type { Amendment } from '../../../../contracts/review-desk/amendment.ts';
import { listableIn } from '../../../domain/authority/authority-lists.ts';
import type { ReasonedField } from '../../../domain/cases/decision.ts';
import { holdOf, needsSecondView, type SecondViewReason, secondViewReasons } from '../../../domain/cases/four-eyes.ts';
import { isHeldBy } from '../../../domain/cases/lease.ts';
import type { Decisions, KnownDecision } from '../../../ports/decisions.ts';
import type { WorkRow } from '../../../ports/work-list.ts';
import { blackListedAmong, holdBlackList } from '../authority/authority-lists.ts';
import { queueSubmission } from '../authority/submissions.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createAuditLog } from '../staff/audit-log.ts';
import type { DeskTables } from '../tables.ts';
import { createDeclaredTies } from './declared-ties.ts';
import { createNotes } from './judgements.ts';
import { createOpenCases } from './open-cases.ts';
import { drawLeaving } from './samples.ts';
import { addVerdict } from './verdicts.ts';

type Row = Selectable<DeskTables['desk.decision']>;

/** Reasons that a decision brings about, and that go when it is taken back. */
const OF_DECISION: readonly SecondViewReason[] = ['declined', 'asked', 'amended'];

export function createDecisions(parts: DeskParts): Decisions {
  const { database, seal, clock } = parts;
  const audit = createAuditLog(parts);
  const cases = createOpenCases(parts);

  const commentOf = (column: 'comment_sealed' | 'second_comment_sealed', id: string, text: string | undefined) =>
    text === undefined ? null : seal.close(text, placeOf('desk.decision', column, id));

  function read(row: Row): KnownDecision {
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

  async function latestRow(caseId: string): Promise<Row | undefined> {
    // The one that counts comes first where two have the same instant.
    const { rows } = await sql<Row>`select * from desk.decision where case_id = ${caseId}
      order by decided_at desc, state in ('second-view', 'waiting', 'sent') desc, id limit 1`.execute(database.sql);
    return rows[0];
  }

  /** Comments of a decision that is shown no more stay as notes, those of `taker` aside. */
  async function keepComments(decision: Row, taker?: string): Promise<void> {
    const { caseId, decidedBy, comment, secondBy = '', secondComment, decidedAt: at } = read(decision);
    const notes = createNotes(parts);
    if (comment && decidedBy !== taker) await notes.add(caseId, { by: decidedBy, at, text: comment });
    if (secondComment && secondBy !== taker) await notes.add(caseId, { by: secondBy, at, text: secondComment });
  }

  /**
   * Opens a decided case again: it stands in its list, with its clock as it is. A second view that somebody other than `taker` has asked
   * for or given is still wanted, whoever decided between; what `taker` has asked for ends.
   */
  async function reopen(decision: Row, taker?: string, kept?: { readonly for: string; readonly until: Date }) {
    const caseId = decision.case_id;
    const row = await cases.lock(caseId);
    if (row?.state !== 'decided') return;
    await keepComments(decision, taker);
    const made = await database.list('desk.decision', { case_id: caseId }, []);
    const isWanted = made.some(
      ({ asks_second_view: asks, decided_by: by, second_by: second }) =>
        (asks && by !== taker) || (second !== null && second !== taker),
    );
    if (taker !== undefined)
      await database.change('desk.decision', { case_id: caseId, decided_by: taker }, { asks_second_view: false });
    const isKept = (reason: SecondViewReason) => !OF_DECISION.includes(reason) || (reason === 'asked' && isWanted);
    const keptFor = kept && !(await createDeclaredTies(parts).isTied(kept.for, caseId)) ? kept : undefined;
    await database.change(
      'desk.review_case',
      { id: caseId },
      {
        state: 'open',
        version: sql`version + 1`,
        second_view: row.secondView.filter(isKept),
        reserved_for: keptFor?.for ?? null,
        reserved_until: keptFor?.until ?? null,
        lease_holder: null,
        lease_until: null,
      },
    );
    await cases.setClock(caseId, row.clock, row.dueAt);
  }

  /** Looks once more at what may stand against a decision that is due. @returns whether it stays at the desk */
  async function isHeldBack(due: Row, { caseId, secondView }: WorkRow): Promise<boolean> {
    const { id, kind, decided_by: decidedBy, second_by, asks_second_view: asksSecondView } = due;
    const contents = await cases.contents(caseId);
    // The package says it by itself, whatever somebody has written beside it.
    const wanted = [...new Set([...secondView, ...(contents ? secondViewReasons(contents) : [])])];
    const listed = contents ? await blackListedAmong(parts, listableIn(contents)) : [];
    const tied: string[] = [];
    for (const staffId of [decidedBy, second_by])
      if (staffId !== null && (await createDeclaredTies(parts).isTied(staffId, caseId))) tied.push(staffId);
    const isListed = listed.length > 0;
    const secondBy = second_by ?? undefined;
    const hold = holdOf({ kind, decidedBy, secondBy, asksSecondView, reasons: wanted, isListed, tied });
    if (!hold) return false;
    if (hold === 'tied') {
      await database.change('desk.decision', { id }, { state: 'taken-back' });
      await reopen(due);
    } else {
      await keepComments(due, decidedBy);
      await database.change('desk.decision', { id }, { state: hold, second_by: null, second_comment_sealed: null });
      const reasons = [...new Set([...wanted, ...(isListed ? (['black-listed'] as const) : [])])];
      const waits = { queue: hold, second_view: reasons, version: sql<number>`version + 1` };
      await database.change('desk.review_case', { id: caseId }, waits);
    }
    const facts = { decision: id, hold, state: hold === 'tied' ? 'taken-back' : hold };
    await audit.append({ caseId, at: clock.now(), actor: 'desk', action: 'held-back', facts });
    return true;
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
        const reasons = [...new Set([...row.secondView, ...added])];
        const earlier = row.secondView.includes('asked') ? await latestRow(caseId) : undefined;
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
          asked_row: askedRow ?? earlier?.asked_row ?? null,
          decided_by: decidedBy,
          decided_at: decidedAt,
          sends_at: sendsAt,
          state,
        });
        const facts = { decision: id, fields: flagged.length, state };
        await audit.append({ caseId, at: decidedAt, actor: decidedBy, action: kind, facts });
        for (const amendment of amendments) {
          const told = amendmentFacts(amendment, parts);
          const entry = { caseId, at: decidedAt, actor: decidedBy, action: 'amended' } as const;
          await audit.append({ ...entry, facts: { decision: id, ...told } });
        }
        return state;
      }),

    viewSecond: ({ decisionId, by, agrees, comment, at, sendsAt, keptUntil }) =>
      database.inTransaction(async () => {
        const row = await lockCaseOf(decisionId);
        if (!row || !isHeldBy(row.lease, by, at)) return false;
        const viewed = await database.find('desk.decision', { id: decisionId, state: 'second-view' });
        if (!viewed || viewed.decided_by === by) return false;
        const second_comment_sealed = commentOf('second_comment_sealed', decisionId, comment);
        const outcome = agrees
          ? ({ state: 'waiting', sends_at: sendsAt } as const)
          : ({ state: 'taken-back' } as const);
        const seen = { second_by: by, second_comment_sealed, ...outcome };
        await database.change('desk.decision', { id: decisionId }, seen);
        const { caseId } = row;
        if (agrees)
          await database.change(
            'desk.review_case',
            { id: caseId },
            { queue: null, lease_holder: null, lease_until: null, version: sql`version + 1` },
          );
        else await reopen({ ...viewed, ...seen }, undefined, { for: viewed.decided_by, until: keptUntil });
        const action = agrees ? 'second-agreed' : 'second-disagreed';
        await audit.append({ caseId, at, actor: by, action, facts: { decision: decisionId } });
        return true;
      }),

    takeBack: ({ decisionId, by, ofAnybody, at, leaseUntil }) =>
      database.inTransaction(async () => {
        const row = await lockCaseOf(decisionId);
        if (!row) return false;
        const taken = await database.find('desk.decision', { id: decisionId });
        if (!taken || (!ofAnybody && taken.decided_by !== by)) return false;
        if (taken.state !== 'second-view' && !(taken.state === 'waiting' && taken.sends_at > at)) return false;
        await database.change('desk.decision', { id: decisionId }, { state: 'taken-back' });
        const { caseId } = row;
        await reopen(taken, by, { for: by, until: leaseUntil });
        await cases.setLease(caseId, { holder: by, until: leaseUntil });
        await audit.append({ caseId, at, actor: by, action: 'taken-back', facts: { decision: decisionId } });
        return true;
      }),

    async latestOf(caseId) {
      const row = await latestRow(caseId);
      return row && read(row);
    },

    async due(limit) {
      const { rows } = await sql<{ id: string }>`select id from desk.decision
        where state = 'waiting' and sends_at <= ${clock.now()} order by sends_at limit ${limit}`.execute(database.sql);
      return rows.map(({ id }) => id);
    },

    release: (decisionId, drawing) =>
      database.inTransaction(async () => {
        const found = await database.sql
          .selectFrom('desk.decision as d')
          .innerJoin('desk.review_case as c', 'c.id', 'd.case_id')
          .select(['c.id', 'c.filing_id', 'c.round', 'c.filing_type'])
          .where('d.id', '=', decisionId)
          .executeTakeFirst();
        if (!found) return 'done';
        // The black list, the filing's row, then the case's, as everywhere: the filing's serializes the numbers of its rounds.
        const { id: caseId, filing_id: filingId, round } = found;
        await holdBlackList(database);
        await database.lock('desk.filing', { id: filingId }, ['id']);
        const row = await cases.lock(caseId);
        const due = await database.find('desk.decision', { id: decisionId, state: 'waiting' });
        if (!due || due.sends_at > clock.now()) return 'done';
        if (row?.state === 'decided' && (await isHeldBack(due, row))) return 'held-back';
        const state = row?.state === 'decided' ? 'sent' : 'dropped';
        await database.change('desk.decision', { id: decisionId }, { state });
        if (state === 'dropped') return 'dropped';
        if (due.second_by === null) await drawLeaving(parts, due, drawing);
        await database.change(
          'desk.review_case',
          { id: caseId },
          { state: 'sent', queue: null, version: sql`version + 1` },
        );
        const { kind, decidedAt: at, flagged, amendments } = read(due);
        const sequence = await addVerdict(parts, { filingId, round, kind, at, flagged, amendments });
        if (kind === 'returned') await countReasons(parts, decisionId, flagged);
        // The authority has no part in who manages a record.
        if (kind === 'accepted' && found.filing_type !== 'recovery') await queueSubmission(parts, { caseId, filingId });
        const facts = { decision: decisionId, sequence };
        await audit.append({ caseId, at: clock.now(), actor: 'desk', action: 'sent', facts });
        return 'released';
      }),
  };
}

/** By which reasons was returned, without a value: it stays when the decision is erased. @param foundBy of all of them. */
export async function countReasons(
  { database, clock }: Pick<DeskParts, 'database' | 'clock'>,
  ofReturn: string,
  flagged: readonly ReasonedField[],
  foundBy?: 'authority',
): Promise<void> {
  const sent_at = clock.now();
  const items = flagged.flatMap(({ reasonId: reason_id, reasonVersion: reason_version, foundBy: found }, item) =>
    reason_id === undefined || reason_version === undefined
      ? []
      : [{ decision_id: ofReturn, item, reason_id, reason_version, found_by: foundBy ?? found ?? 'reviewer', sent_at }],
  );
  if (items.length > 0) await database.add('desk.returned_item', items);
}

/** What the chain has of an amendment: where it is, and that its words are these. The words stand in the decision. */
const amendmentFacts = ({ field, before, after, reason }: Amendment, { hash }: Pick<DeskParts, 'hash'>) => ({
  field,
  before: hash(before),
  after: hash(after),
  reason: hash(reason),
});
