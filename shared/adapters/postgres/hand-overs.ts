import type { HandOvers } from '../../ports/hand-overs.ts';
import type { DatabaseParts } from './database.ts';
import { handOverLinks } from './hand-over-links.ts';

export function createHandOvers(parts: Omit<DatabaseParts, 'clock'>): HandOvers {
  const { all, read, replace, append, ...links } = handOverLinks(parts, (row, base) =>
    row.website_id === null || row.filing_id === null
      ? undefined
      : { ...base, filingId: row.filing_id, websiteId: row.website_id, checkIds: row.check_ids },
  );

  return {
    ...links,

    create: (handOver, token) =>
      replace(handOver, token, {
        lock: handOver.websiteId,
        columns: { filing_id: handOver.filingId, website_id: handOver.websiteId },
        isSame: ({ and, eb }) =>
          and([eb('filing_id', '=', handOver.filingId), eb('website_id', '=', handOver.websiteId)]),
      }),

    async ofFiling(filingId, applicantId) {
      const rows = await all()
        .where('hand_over.filing_id', '=', filingId)
        .where('filing.applicant_id', '=', applicantId)
        .orderBy('hand_over.created_at')
        .execute();
      return rows.flatMap((row) => read(row) ?? []);
    },

    addCheck: (id, checkId, consent) => append(id, 'check_ids', checkId, consent),
  };
}
