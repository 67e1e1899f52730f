import { DatabaseError } from 'pg';
import { nextStepAt } from '../../domain/process-steps.ts';
import { Refused } from '../../domain/refusal.ts';
import type { Filings } from '../../ports/filings.ts';
import { changeFiling } from './change-filing.ts';
import type { DatabaseParts } from './database.ts';
import { contentColumns, filingOf } from './filing-row.ts';

export const createFilings = ({ database, seal, clock }: DatabaseParts): Filings => ({
  create: ({ id, applicantId, filingType, contents }) =>
    database.run(async () => {
      const now = clock.now();
      const row = await database.sql
        .insertInto('filing')
        .values({
          id,
          applicant_id: applicantId,
          filing_type: filingType,
          state: 'draft',
          version: 1,
          round: 0,
          last_verdict: 0,
          ...contentColumns(contents, seal),
          flagged: '[]',
          state_since: now,
          step_due_at: nextStepAt({ state: 'draft', since: now, changedAt: now }, now) ?? null,
          created_at: now,
          updated_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow()
        .catch((error: unknown) => {
          if (error instanceof DatabaseError && error.constraint === 'filing_one_unfinished') {
            throw new Refused('filing.unfinished');
          }
          throw error;
        });
      await database.sql
        .insertInto('filing_history')
        .values({ filing_id: id, version: 1, event: 'create', state: 'draft', facts: '{}', at: now })
        .execute();
      return filingOf(row, seal);
    }),

  async find(filingId, applicantId) {
    const row = await database.sql
      .selectFrom('filing')
      .selectAll()
      .where('id', '=', filingId)
      .where('applicant_id', '=', applicantId)
      .executeTakeFirst();
    if (!row) throw new Refused('filing.unknown');
    return filingOf(row, seal);
  },

  async list(applicantId) {
    const rows = await database.sql
      .selectFrom('filing')
      .select(['id', 'filing_type', 'state', 'domains', 'updated_at'])
      .where('applicant_id', '=', applicantId)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      filingType: row.filing_type,
      state: row.state,
      domain: row.domains[0] ?? '',
      updatedAt: row.updated_at,
    }));
  },

  async history(filingId) {
    return database.sql
      .selectFrom('filing_history')
      .select(['version', 'event', 'state', 'at', 'facts'])
      .where('filing_id', '=', filingId)
      .orderBy('version')
      .execute();
  },

  change: (filingId, applicantId, decide) => changeFiling({ database, seal, clock }, filingId, applicantId, decide),
});
