import { sql } from 'kysely';
import type { HandOvers } from '../../ports/hand-overs.ts';
import type { DatabaseParts } from './database.ts';
import { handOverLinks } from './hand-over-links.ts';

export function createHandOvers(parts: Omit<DatabaseParts, 'clock'>): HandOvers {
  const { database } = parts;
  const { all, read, tokenIndex, consentColumns, ...links } = handOverLinks(parts, (row, base) =>
    row.website_id === null || row.filing_id === null
      ? undefined
      : { ...base, filingId: row.filing_id, websiteId: row.website_id, checkIds: row.check_ids },
  );

  return {
    ...links,

    create: (handOver, token) =>
      database.inTransaction(async () => {
        // Of two that are made at once, the later one ends the earlier one.
        await sql`select pg_advisory_xact_lock(hashtextextended(${`hand-over ${handOver.websiteId}`}, 0))`.execute(
          database.sql,
        );
        await database.sql
          .updateTable('hand_over')
          .set({ cancelled_at: handOver.createdAt })
          .where('filing_id', '=', handOver.filingId)
          .where('website_id', '=', handOver.websiteId)
          .where('cancelled_at', 'is', null)
          .execute();
        await database.sql
          .insertInto('hand_over')
          .values({
            id: handOver.id,
            filing_id: handOver.filingId,
            website_id: handOver.websiteId,
            token_index: tokenIndex(token),
            created_at: handOver.createdAt,
            expires_at: handOver.expiresAt,
          })
          .execute();
      }),

    async ofFiling(filingId, applicantId) {
      const rows = await all()
        .where('hand_over.filing_id', '=', filingId)
        .where('filing.applicant_id', '=', applicantId)
        .orderBy('hand_over.created_at')
        .execute();
      return rows.flatMap((row) => read(row) ?? []);
    },

    async addCheck(id, checkId, consent) {
      await database.sql
        .updateTable('hand_over')
        .set({ check_ids: sql`array_append(check_ids, ${checkId}::uuid)`, ...consentColumns(id, consent) })
        .where('id', '=', id)
        .execute();
    },
  };
}
