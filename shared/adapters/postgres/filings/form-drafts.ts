import type { Selectable } from 'kysely';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { DraftForm, FormDraft } from '../../../domain/filing/form-draft.ts';
import type { FormDrafts } from '../../../ports/filings/form-drafts.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

export const createFormDrafts = ({ database, seal, clock }: DatabaseParts): FormDrafts => ({
  async lock(filingId, applicantId) {
    await database.lock('filing', { id: filingId, applicant_id: applicantId }, ['id']);
  },

  async find(filingId, form) {
    const row = await database.find('form_draft', { filing_id: filingId, form });
    return row && draftOf(row, seal);
  },

  async write(filingId, { form, draft, gaps, conflicts }) {
    const { version, ...values } = draft;
    const place = sealedPlace('form_draft', 'fields_sealed', { filing_id: filingId, form });
    const columns = {
      version,
      fields_sealed: seal.close(JSON.stringify(values), place),
      gaps: [...gaps],
      conflicts: [...conflicts],
      updated_at: clock.now(),
    };
    await database.put('form_draft', { filing_id: filingId, form }, columns);
  },

  async ofFiling(filingId) {
    const rows = await database.list('form_draft', { filing_id: filingId }, ['form']);
    return rows.map((row) => ({ form: row.form, draft: draftOf(row, seal), gaps: row.gaps, conflicts: row.conflicts }));
  },

  async removeWebsite(filingId, websiteId) {
    const forms: readonly DraftForm[] = [`website.${websiteId}`, `site-owner.${websiteId}`];
    await database.sql.deleteFrom('form_draft').where('filing_id', '=', filingId).where('form', 'in', forms).execute();
  },
});

const draftOf = (row: Selectable<Schema['form_draft']>, seal: Seal): FormDraft => ({
  version: row.version,
  ...(JSON.parse(seal.open(row.fields_sealed, sealedPlace('form_draft', 'fields_sealed', row))) as Omit<
    FormDraft,
    'version'
  >),
});
