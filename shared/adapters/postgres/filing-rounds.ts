import type { FilingRounds, PackageData } from '../../ports/filing-rounds.ts';
import type { DatabaseParts } from './database.ts';

export const createFilingRounds = ({ database, seal, clock }: DatabaseParts): FilingRounds => ({
  async freeze({ filingId, round, termsTextVersion, contentHash, data }) {
    await database.sql
      .insertInto('filing_round')
      .values({
        filing_id: filingId,
        round,
        terms_text_version: termsTextVersion,
        content_hash: contentHash,
        package_sealed: seal.close(JSON.stringify(data)),
        submitted_at: clock.now(),
      })
      .execute();
  },

  async findRound(filingId, round) {
    const row = await database.sql
      .selectFrom('filing_round')
      .selectAll()
      .where('filing_id', '=', filingId)
      .where('round', '=', round)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      filingId,
      round,
      termsTextVersion: row.terms_text_version,
      contentHash: row.content_hash,
      data: JSON.parse(seal.open(row.package_sealed)) as PackageData,
      submittedAt: row.submitted_at,
    };
  },
});
