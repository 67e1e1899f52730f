import type { CheckHandOver } from '../../../domain/liveness/hand-over.ts';
import type { HandOvers } from '../../../ports/documents/hand-overs.ts';
import type { DatabaseParts } from '../database.ts';
import { handOverLinks, type Replacing } from './hand-over-links.ts';

/** What a check that is handed over is for: a transfer, whose account is that which takes over, or a website. */
function columnsOf({ filingId, websiteId, transferId, applicantId }: CheckHandOver): Replacing {
  if (transferId !== undefined)
    return {
      lock: transferId,
      columns: { filing_id: filingId, transfer_id: transferId, account_id: applicantId },
      isSame: (row) => row('transfer_id', '=', transferId),
    };
  return {
    lock: websiteId ?? filingId,
    columns: { filing_id: filingId, website_id: websiteId ?? null },
    isSame: ({ and, eb }) => and([eb('filing_id', '=', filingId), eb('website_id', '=', websiteId ?? null)]),
  };
}

export function createHandOvers(parts: Omit<DatabaseParts, 'clock'>): HandOvers {
  const { all, read, replace, append, ...links } = handOverLinks(parts, (row, base): CheckHandOver | undefined =>
    (row.website_id === null && row.transfer_id === null) || row.filing_id === null
      ? undefined
      : {
          ...base,
          filingId: row.filing_id,
          websiteId: row.website_id ?? undefined,
          transferId: row.transfer_id ?? undefined,
          checkIds: row.check_ids,
        },
  );

  return {
    ...links,

    create: (handOver, token) => replace(handOver, token, columnsOf(handOver)),

    async ofFiling(filingId, applicantId) {
      const rows = await all()
        .where('hand_over.filing_id', '=', filingId)
        .where('filing.applicant_id', '=', applicantId)
        .orderBy('hand_over.created_at')
        .execute();
      return rows.flatMap((row) => read(row) ?? []);
    },

    async ofTransfer(transferId) {
      const row = await all()
        .where('hand_over.transfer_id', '=', transferId)
        .orderBy('hand_over.created_at', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row && read(row);
    },

    addCheck: (id, checkId, consent) => append(id, 'check_ids', checkId, consent),
  };
}
