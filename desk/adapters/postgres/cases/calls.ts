import type { Calls } from '../../../ports/calls.ts';
import type { DeskParts } from '../desk-database.ts';
import { createAuditLog } from '../staff/audit-log.ts';
import { createOpenCases } from './open-cases.ts';
import { addVerdict } from './verdicts.ts';

export function createCalls(parts: DeskParts): Calls {
  const { database, clock } = parts;
  const audit = createAuditLog(parts);
  const cases = createOpenCases(parts);
  return {
    async ofCase(caseId) {
      const rows = await database.list('desk.call', { case_id: caseId }, ['started_at', 'id']);
      return rows.map((row) => ({
        id: row.id,
        caseId,
        row: row.row_path,
        by: row.called_by,
        startedAt: row.started_at,
        connectedAt: row.connected_at ?? undefined,
        endedAt: row.ended_at ?? undefined,
        outcome: row.outcome ?? undefined,
        answers: row.answers,
      }));
    },

    async start({ id, caseId, row, by, startedAt }) {
      await database.add('desk.call', {
        id,
        case_id: caseId,
        row_path: row,
        called_by: by,
        started_at: startedAt,
        answers: '[]',
      });
    },

    async connect(callId, at) {
      await database.change('desk.call', { id: callId }, { connected_at: at });
    },

    lost: (limit) =>
      database.sql
        .selectFrom('desk.call as l')
        .innerJoin('desk.review_case as c', 'c.id', 'l.case_id')
        .select(['l.id', 'l.case_id as caseId'])
        .where('l.ended_at', 'is', null)
        .where(({ or, eb, ref }) =>
          or([
            eb('c.lease_holder', 'is', null),
            eb('c.lease_holder', '<>', ref('l.called_by')),
            eb('c.lease_until', '<=', clock.now()),
          ]),
        )
        .orderBy('l.started_at')
        .limit(limit)
        .execute(),

    async end(callId, at, outcome, answers) {
      await database.change('desk.call', { id: callId }, { ended_at: at, outcome, answers: JSON.stringify(answers) });
    },

    async toTell(limit) {
      const rows = await database.sql
        .selectFrom('desk.call')
        .select('id')
        .where('outcome', '=', 'missed')
        .where('told_at', 'is', null)
        .orderBy('ended_at')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },

    tell: (callId) =>
      database.inTransaction(async () => {
        const found = await database.sql
          .selectFrom('desk.call as l')
          .innerJoin('desk.review_case as c', 'c.id', 'l.case_id')
          .select(['c.id', 'c.filing_id', 'c.round'])
          .where('l.id', '=', callId)
          .executeTakeFirst();
        if (!found) return;
        // The filing's row first, then the case's, as everywhere.
        const { id: caseId, filing_id: filingId, round } = found;
        await database.lock('desk.filing', { id: filingId }, ['id']);
        const row = await cases.lock(caseId);
        const told = await database.sql
          .updateTable('desk.call')
          .set({ told_at: clock.now() })
          .where('id', '=', callId)
          .where('told_at', 'is', null)
          .returning(['started_at', 'ended_at'])
          .executeTakeFirst();
        if (!told || row?.state !== 'open') return;
        const missed = await database.list('desk.call', { case_id: caseId, outcome: 'missed' }, ['started_at']);
        if (missed.some(({ started_at }) => started_at < told.started_at)) return;
        const at = told.ended_at ?? clock.now();
        const sequence = await addVerdict(parts, { filingId, round, kind: 'call-missed', at, flagged: [] });
        const facts = { call: callId, sequence };
        await audit.append({ caseId, at: clock.now(), actor: 'desk', action: 'applicant-told', facts });
      }),
  };
}
