import { sql } from 'kysely';
import type { DocumentHandOvers } from '../../../ports/documents/hand-overs.ts';
import type { DatabaseParts } from '../database.ts';
import { handOverLinks } from './hand-over-links.ts';

export function createDocumentHandOvers(parts: Omit<DatabaseParts, 'clock'>): DocumentHandOvers {
  const { database } = parts;
  const { all, read, replace, append, ...links } = handOverLinks(parts, (row, base) =>
    row.website_id !== null || row.subject === null
      ? undefined
      : {
          ...base,
          filingId: row.filing_id ?? undefined,
          kinds: row.kinds,
          subject: row.subject,
          isForOther: row.is_for_other,
          documentIds: row.document_ids,
        },
  );

  return {
    ...links,

    create(handOver, token) {
      const { filingId = null, kinds, subject, applicantId, isForOther } = handOver;
      return replace(handOver, token, {
        lock: applicantId,
        columns: { filing_id: filingId, account_id: applicantId, kinds: [...kinds], subject, is_for_other: isForOther },
        isSame: ({ and, eb }) =>
          and([
            eb('account_id', '=', applicantId),
            eb('filing_id', 'is not distinct from', filingId),
            eb('subject', '=', subject),
            eb('kinds', '&&', sql<never>`${[...kinds]}::text[]`),
          ]),
      });
    },

    async ofAccount(applicantId, filingId) {
      const rows = await all()
        .where('hand_over.account_id', '=', applicantId)
        .where('hand_over.filing_id', 'is not distinct from', filingId ?? null)
        .orderBy('hand_over.created_at')
        .execute();
      return rows.flatMap((row) => read(row) ?? []);
    },

    addDocument: (id, documentId, consent) => append(id, 'document_ids', documentId, consent),

    async moveInto(filingId, documentIds, applicantId) {
      await database.sql
        .updateTable('hand_over')
        .set({ filing_id: filingId })
        .where('account_id', '=', applicantId)
        .where('filing_id', 'is', null)
        .where('document_ids', '&&', sql<never>`${[...documentIds]}::uuid[]`)
        .execute();
    },
  };
}
