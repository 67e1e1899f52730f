import type { Selectable } from 'kysely';
import type { Filing, FilingContents } from '../../domain/filing.ts';
import type { Seal } from '../../ports/seal.ts';
import type { Schema } from './schema.ts';

/** A filing from its row. */
export function filingOf(row: Selectable<Schema['filing']>, seal: Seal): Filing {
  return {
    id: row.id,
    applicantId: row.applicant_id,
    filingType: row.filing_type,
    state: row.state,
    version: row.version,
    round: row.round,
    lastVerdict: row.last_verdict,
    contents: JSON.parse(seal.open(row.contents_sealed)) as FilingContents,
    flagged: row.flagged,
    numbers: row.numbers ?? undefined,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** The columns that follow from a filing's contents. */
export function contentColumns(contents: FilingContents, seal: Seal) {
  return {
    contents_sealed: seal.close(JSON.stringify(contents)),
    certificate_index: seal.blindIndex('certificate', contents.eligibility.certificateNumber),
    domains: contents.websites.map(({ domain }) => domain),
  };
}
