import { type Proposal, subjectOf } from '../../../domain/proposal.ts';
import type { Proposals, Settled } from '../../../ports/proposals.ts';
import { createAuthorityLists } from '../authority/authority-lists.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createRecordEvents } from '../records/record-events.ts';
import { createAuditLog, lockSubject } from '../staff/audit-log.ts';

/** Gives a transaction back that has found that it must change nothing. */
class Stale extends Error {
  override readonly name = 'Stale';
}

export function createProposals(parts: DeskParts): Proposals {
  const { database, seal, hash } = parts;
  const audit = createAuditLog(parts);
  const lists = createAuthorityLists(parts);
  const recordEvents = createRecordEvents(parts);
  const placeFor = (id: string) => placeOf('desk.proposal', 'content_sealed', id);

  async function takeEffect(proposal: Proposal, proposedBy: string, by: string, at: Date): Promise<Settled> {
    if (proposal.kind === 'record-event') {
      const { recordId, event, lastTold } = proposal;
      const sequence = await recordEvents.tell(recordId, event, proposedBy, at, by);
      if (sequence !== lastTold + 1) throw new Stale();
      return { state: 'confirmed', sequence };
    }
    const { list, values, dueAt, seen } = proposal;
    const made = { list, values, dueAt: new Date(dueAt), by: proposedBy, confirmedBy: by, at, seen };
    const done = await lists.replace(made);
    if (!done) throw new Stale();
    return { state: 'confirmed', ...done };
  }

  const settled = (id: string, confirms: boolean, by: string, at: Date): Promise<Settled> =>
    database.inTransaction(async () => {
      const known = await database.sql
        .selectFrom('desk.proposal')
        .select('subject')
        .where('id', '=', id)
        .executeTakeFirst();
      if (!known) return { state: 'gone' };
      const { subject } = known;
      await lockSubject(database, subject);
      const row = await database.sql
        .selectFrom('desk.proposal')
        .select(['content_sealed', 'proposed_by'])
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      if (!row?.content_sealed) return { state: 'gone' };
      const { content_sealed, proposed_by } = row;
      if (confirms && proposed_by === by) return { state: 'own' };
      const proposal: Proposal = JSON.parse(seal.open(content_sealed, placeFor(id)));
      const state = confirms ? 'confirmed' : 'dropped';
      await database.sql
        .updateTable('desk.proposal')
        .set({ state, content_sealed: null, settled_by: by, settled_at: at })
        .where('id', '=', id)
        .execute();
      const facts = { proposal: id, kind: proposal.kind };
      await audit.append({ caseId: subject, at, actor: by, action: `proposal-${state}`, facts });
      return confirms ? takeEffect(proposal, proposed_by, by, at) : { state: 'dropped' };
    });

  return {
    propose: (id, proposal, by, at) =>
      database.inTransaction(async () => {
        const subject = subjectOf(proposal);
        await lockSubject(database, subject);
        const other = await database.sql
          .selectFrom('desk.proposal')
          .select('id')
          .where('subject', '=', subject)
          .where('state', '=', 'open')
          .executeTakeFirst();
        if (other) return false;
        const content = JSON.stringify(proposal);
        await database.sql
          .insertInto('desk.proposal')
          .values({
            id,
            kind: proposal.kind,
            subject,
            content_sealed: seal.close(content, placeFor(id)),
            proposed_by: by,
            proposed_at: at,
          })
          .execute();
        const facts = { proposal: id, kind: proposal.kind, content: hash(content) };
        await audit.append({ caseId: subject, at, actor: by, action: 'proposed', facts });
        return true;
      }),

    async find(id) {
      const row = await database.sql
        .selectFrom('desk.proposal')
        .select('content_sealed')
        .where('id', '=', id)
        .where('state', '=', 'open')
        .executeTakeFirst();
      return row?.content_sealed ? JSON.parse(seal.open(row.content_sealed, placeFor(id))) : undefined;
    },

    async open(limit) {
      const rows = await database.sql
        .selectFrom('desk.proposal')
        .select(['id', 'content_sealed', 'proposed_by', 'proposed_at'])
        .where('state', '=', 'open')
        .orderBy('proposed_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.flatMap(({ id, content_sealed, proposed_by, proposed_at }) =>
        content_sealed
          ? [
              {
                id,
                proposal: JSON.parse(seal.open(content_sealed, placeFor(id))),
                proposedBy: proposed_by,
                proposedAt: proposed_at,
              },
            ]
          : [],
      );
    },

    async settle(id, confirms, by, at) {
      try {
        return await settled(id, confirms, by, at);
      } catch (error) {
        if (error instanceof Stale) return { state: 'stale' };
        throw error;
      }
    },
  };
}
