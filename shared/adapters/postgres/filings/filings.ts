import { Refused } from '../../../../contracts/kit/refusal.ts';
import { openDraft } from '../../../domain/filing/change.ts';
import { NOT_FILED } from '../../../domain/filing/machine.ts';
import type { Filings } from '../../../ports/filings/filings.ts';
import type { MessageParts } from '../database.ts';
import { refusedBy } from '../refused-by.ts';
import { changeFiling } from './change-filing.ts';
import { contentColumns, filingOf, openContents, outcomeColumns } from './filing-row.ts';
import { addToHistory, NEEDS_LIVE_RECORD } from './save-change.ts';

/** Approved filings of a record that are looked through; an organizer of ten websites has fewer. */
const NEWEST_APPROVED = 20;

export const createFilings = ({ database, seal, clock, courier }: MessageParts): Filings => ({
  create: (draft) =>
    database.inTransaction(async () => {
      const outcome = openDraft(draft, clock.now());
      const { id, applicantId, filingType, contents, createdAt } = outcome.filing;
      await database
        .add('filing', {
          id,
          applicant_id: applicantId,
          filing_type: filingType,
          created_at: createdAt,
          ...outcomeColumns(outcome),
          ...contentColumns(contents, id, seal),
        })
        .catch(refusedBy('filing_one_unfinished', 'filing.unfinished'))
        .catch(refusedBy(NEEDS_LIVE_RECORD, 'record.ended'));
      await addToHistory(database, outcome);
      return outcome.filing;
    }),

  async findOwn(filingId, applicantId) {
    const row = await database.find('filing', { id: filingId, applicant_id: applicantId });
    if (!row) throw new Refused('filing.unknown');
    return filingOf(row, seal);
  },

  async listOwn(applicantId) {
    const rows = await database.sql
      .selectFrom('filing')
      .select(['id', 'filing_type', 'state', 'stopped', 'domains', 'updated_at'])
      .select(['state_since', 'record_id', 'from_record_id'])
      .where('applicant_id', '=', applicantId)
      .orderBy('created_at', 'desc')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      filingType: row.filing_type,
      state: row.state,
      ...(row.stopped && { isStopped: true }),
      domain: row.domains[0] ?? '',
      updatedAt: row.updated_at,
      since: row.state_since,
      recordId: row.record_id ?? row.from_record_id ?? undefined,
    }));
  },

  async listFiled(applicantId) {
    const rows = await database.sql
      .selectFrom('filing')
      .select(['id', 'contents_sealed'])
      .where('applicant_id', '=', applicantId)
      .where('state', 'not in', NOT_FILED)
      .execute();
    return rows.map(({ id, contents_sealed }) => openContents(contents_sealed, id, seal));
  },

  async approvedOf(recordId, applicantId) {
    const rows = await database.sql
      .selectFrom('filing')
      .select(['id', 'contents_sealed'])
      .where('record_id', '=', recordId)
      .where('applicant_id', '=', applicantId)
      .where('state', '=', 'approved')
      .orderBy('state_since', 'desc')
      .limit(NEWEST_APPROVED)
      .execute();
    return rows.map(({ id, contents_sealed }) => ({ id, contents: openContents(contents_sealed, id, seal) }));
  },

  async historyOf(filingId) {
    return database.sql
      .selectFrom('filing_history')
      .select(['version', 'event', 'state', 'at', 'facts'])
      .where('filing_id', '=', filingId)
      .orderBy('version')
      .execute();
  },

  change: (filingId, applicantId, decide) =>
    changeFiling({ database, seal, clock, courier }, filingId, applicantId, decide),
});
