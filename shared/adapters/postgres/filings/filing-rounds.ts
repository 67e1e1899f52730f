import type { Selectable } from 'kysely';
import type { Seal } from '../../../../platform/ports/seal.ts';
import type { FilingRound, FilingRounds, PackageData } from '../../../ports/filings/filing-rounds.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

export const createFilingRounds = ({ database, seal, clock }: DatabaseParts): FilingRounds => ({
  async freeze({ filingId, round, termsTextVersion, contentHash, data }) {
    const place = sealedPlace('filing_round', 'package_sealed', { filing_id: filingId, round });
    await database.add('filing_round', {
      filing_id: filingId,
      round,
      terms_text_version: termsTextVersion,
      content_hash: contentHash,
      package_sealed: seal.close(JSON.stringify(data), place),
      submitted_at: clock.now(),
    });
  },

  async findRound(filingId, round) {
    const row = await database.find('filing_round', { filing_id: filingId, round });
    return row && roundOf(row, seal);
  },

  async ofFiling(filingId) {
    const rows = await database.list('filing_round', { filing_id: filingId }, ['round']);
    return rows.map((row) => roundOf(row, seal));
  },
});

const roundOf = (row: Selectable<Schema['filing_round']>, seal: Seal): FilingRound => ({
  filingId: row.filing_id,
  round: row.round,
  termsTextVersion: row.terms_text_version,
  contentHash: row.content_hash,
  data: JSON.parse(seal.open(row.package_sealed, sealedPlace('filing_round', 'package_sealed', row))) as PackageData,
  submittedAt: row.submitted_at,
});
