import type { AuditTrail } from '../../../ports/accounts/audit-trail.ts';
import type { DatabaseParts } from '../database.ts';

const MOST = 1000;

export const createAuditTrail = ({ database, clock }: Omit<DatabaseParts, 'seal'>): AuditTrail => ({
  async write(actorId, action, subjectId) {
    const entry = { at: clock.now(), actor_id: actorId, action, subject_id: String(subjectId) };
    await database.add('audit', entry);
  },
  entriesOf: (actorId) =>
    database.sql
      .selectFrom('audit')
      .select(['at', 'action', 'subject_id as subjectId'])
      .where('actor_id', '=', actorId)
      .orderBy('at')
      .orderBy('id')
      .limit(MOST)
      .execute(),
});
