import type { TimedSteps } from '../../../ports/filings/timed-steps.ts';
import type { DatabaseParts } from '../database.ts';

export const createTimedSteps = ({ database, clock }: Omit<DatabaseParts, 'seal'>): TimedSteps => ({
  async claimDue(dueBy, limit, leaseSeconds) {
    const rows = await database.sql
      .updateTable('filing')
      .set({ step_due_at: new Date(clock.now().getTime() + leaseSeconds * 1000) })
      .where('id', 'in', (query) =>
        query
          .selectFrom('filing')
          .select('id')
          .where('step_due_at', '<=', dueBy)
          .orderBy('step_due_at')
          .orderBy('id')
          .limit(limit)
          .forUpdate()
          .skipLocked(),
      )
      .returning(['id', 'version', 'state', 'state_since', 'updated_at'])
      .execute();
    return rows.map(({ id, version, state, state_since, updated_at }) => ({
      filingId: id,
      version,
      state,
      since: state_since,
      changedAt: updated_at,
    }));
  },

  async scheduleNext({ filingId, version }, at) {
    const which = { id: filingId, version, erased_at: null };
    return (await database.change('filing', which, { step_due_at: at ?? null })) === 1;
  },
});
