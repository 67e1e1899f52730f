import type { Selectable } from 'kysely';
import { type Proposal, subjectOf } from '../../../domain/oversight/proposal.ts';
import type { Proposals, Settled } from '../../../ports/proposals.ts';
import { createAuthorityLists } from '../authority/authority-lists.ts';
import { type DeskParts, placeOf } from '../desk-database.ts';
import { createRecordEvents } from '../records/record-events.ts';
import { createAuditLog, lockSubject } from '../staff/audit-log.ts';
import type { DeskTables } from '../tables.ts';
import { createSettingsStore } from './catalogue.ts';

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

  const read = ({ id, content_sealed, proposed_by, proposed_at }: Selectable<DeskTables['desk.proposal']>) => {
    const proposal: Proposal = content_sealed && JSON.parse(seal.open(content_sealed, placeFor(id)));
    return proposal ? [{ id, proposal, proposedBy: proposed_by, proposedAt: proposed_at }] : [];
  };

  async function takeEffect(proposal: Proposal, proposedBy: string, by: string, at: Date): Promise<Settled> {
    if (proposal.kind === 'record-event') {
      const { recordId, event, lastTold, version } = proposal;
      const record = await database.find('desk.record', { id: recordId }, ['version']);
      // What it would end is not what both have seen.
      if (record?.version !== version) throw new Stale();
      const sequence = await recordEvents.tell(recordId, event, proposedBy, at, by);
      if (sequence !== lastTold + 1) throw new Stale();
      return { state: 'confirmed', sequence };
    }
    if (proposal.kind === 'settings') {
      if (!(await createSettingsStore(parts).save(proposal.settings, proposedBy, at, by))) throw new Stale();
      return { state: 'confirmed' };
    }
    const { list, values, dueAt, seen } = proposal;
    const made = { list, values, dueAt: new Date(dueAt), by: proposedBy, confirmedBy: by, at, seen };
    const done = await lists.replace(made);
    if (!done) throw new Stale();
    return { state: 'confirmed', ...done };
  }

  const settled = (id: string, confirms: boolean, by: string, at: Date): Promise<Settled> =>
    database.inTransaction(async () => {
      const known = await database.find('desk.proposal', { id }, ['subject']);
      if (!known) return { state: 'gone' };
      const { subject } = known;
      await lockSubject(database, subject);
      const row = await database.find('desk.proposal', { id, state: 'open' }, ['content_sealed', 'proposed_by']);
      if (!row?.content_sealed) return { state: 'gone' };
      const { content_sealed, proposed_by } = row;
      if (confirms && proposed_by === by) return { state: 'own' };
      const proposal: Proposal = JSON.parse(seal.open(content_sealed, placeFor(id)));
      const state = confirms ? 'confirmed' : 'dropped';
      await database.change('desk.proposal', { id }, { state, content_sealed: null, settled_by: by, settled_at: at });
      const facts = { proposal: id, kind: proposal.kind };
      await audit.append({ caseId: subject, at, actor: by, action: `proposal-${state}`, facts });
      return confirms ? takeEffect(proposal, proposed_by, by, at) : { state: 'dropped' };
    });

  return {
    propose: (id, proposal, by, at) =>
      database.inTransaction(async () => {
        const subject = subjectOf(proposal);
        await lockSubject(database, subject);
        const other = await database.find('desk.proposal', { subject, state: 'open' }, ['id']);
        if (other) return false;
        const content = JSON.stringify(proposal);
        await database.add('desk.proposal', {
          id,
          kind: proposal.kind,
          subject,
          content_sealed: seal.close(content, placeFor(id)),
          proposed_by: by,
          proposed_at: at,
        });
        const facts = { proposal: id, kind: proposal.kind, content: hash(content) };
        await audit.append({ caseId: subject, at, actor: by, action: 'proposed', facts });
        return true;
      }),

    find: async (id) => (await database.list('desk.proposal', { id, state: 'open' }, [])).flatMap(read)[0],

    // One of each record and list at a time.
    open: async (limit) =>
      (await database.list('desk.proposal', { state: 'open' }, ['proposed_at', 'id'])).slice(0, limit).flatMap(read),

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
