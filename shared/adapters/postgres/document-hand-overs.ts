import { sql } from 'kysely';
import type { DocumentHandOvers } from '../../ports/hand-overs.ts';
import type { DatabaseParts } from './database.ts';
import { handOverLinks } from './hand-over-links.ts';

export function createDocumentHandOvers(parts: Omit<DatabaseParts, 'clock'>): DocumentHandOvers {
  const { database } = parts;
  const { all, read, tokenIndex, consentColumns, ...links } = handOverLinks(parts, (row, base) =>
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

    create: (handOver, token) =>
      database.inTransaction(async () => {
        const { filingId = null, kinds, subject, applicantId } = handOver;
        // Of two that are made at once, the later one ends the earlier one.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`hand-over ${applicantId}`}, 0))`.execute(
          database.sql,
        );
        await database.sql
          .updateTable('hand_over')
          .set({ cancelled_at: handOver.createdAt })
          .where('account_id', '=', applicantId)
          .where('filing_id', 'is not distinct from', filingId)
          .where('subject', '=', subject)
          .where('kinds', '&&', sql<never>`${[...kinds]}::text[]`)
          .where('cancelled_at', 'is', null)
          .execute();
        await database.sql
          .insertInto('hand_over')
          .values({
            id: handOver.id,
            filing_id: filingId,
            account_id: applicantId,
            kinds: [...kinds],
            subject,
            is_for_other: handOver.isForOther,
            token_index: tokenIndex(token),
            created_at: handOver.createdAt,
            expires_at: handOver.expiresAt,
          })
          .execute();
      }),

    async ofAccount(applicantId, filingId) {
      const rows = await all()
        .where('hand_over.account_id', '=', applicantId)
        .where('hand_over.filing_id', 'is not distinct from', filingId ?? null)
        .orderBy('hand_over.created_at')
        .execute();
      return rows.flatMap((row) => read(row) ?? []);
    },

    async addDocument(id, documentId, consent) {
      await database.sql
        .updateTable('hand_over')
        .set({ document_ids: sql`array_append(document_ids, ${documentId}::uuid)`, ...consentColumns(id, consent) })
        .where('id', '=', id)
        .execute();
    },

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
