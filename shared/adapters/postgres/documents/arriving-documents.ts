import { type Selectable, sql, type UpdateObject } from 'kysely';
import { type DocumentState, IDLE_PAUSE_SHARE, UNSETTLED_STATES } from '../../../domain/media/document.ts';
import type { ArrivalChange, ArrivingDocument, ArrivingDocuments } from '../../../ports/documents/documents.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';

type Parts = Omit<DatabaseParts, 'seal'>;

/** A document from its row, without what was read from it. */
export function arrivingDocumentOf(row: Selectable<Schema['document']>): ArrivingDocument {
  return {
    id: row.id,
    filingId: row.filing_id ?? undefined,
    applicantId: row.applicant_id,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    contentType: row.content_type,
    incomingKey: row.incoming_key,
    cleanKey: row.clean_key ?? undefined,
    findings: row.findings,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** Moves a document on, with columns that only some callers write. False when it is in another state. */
export async function changeDocument(
  { database, clock }: Parts,
  documentId: string,
  from: DocumentState,
  { state, cleanKey, findings }: ArrivalChange,
  others: UpdateObject<Schema, 'document'> = {},
): Promise<boolean> {
  const columns = {
    state,
    ...(cleanKey === undefined ? {} : { clean_key: cleanKey }),
    ...(findings === undefined ? {} : { findings: JSON.stringify(findings) }),
    ...others,
    claimed_until: null,
    updated_at: clock.now(),
  };
  return (await database.change('document', { id: documentId, state: from }, columns)) === 1;
}

/** Without the keys of seal and index: whoever decodes what strangers send has none. */
export function createArrivingDocuments({ database, clock }: Parts): ArrivingDocuments {
  return {
    async findByIncomingKey(incoming_key) {
      const row = await database.find('document', { incoming_key });
      return row && arrivingDocumentOf(row);
    },

    async claimIdle(idleSeconds, limit) {
      const now = clock.now();
      const lastLook = sql<Date>`greatest(swept_at, updated_at)`;
      const rows = await database.sql
        .updateTable('document')
        .set({ swept_at: now })
        .where('id', 'in', (query) =>
          query
            .selectFrom('document')
            .select('id')
            .where('state', 'in', UNSETTLED_STATES)
            .where((e) => e.or([e('claimed_until', 'is', null), e('claimed_until', '<=', now)]))
            .where(lastLook, '<=', new Date(now.getTime() - idleSeconds * 1000))
            .where(
              sql<boolean>`(swept_at is null or ${now} - ${lastLook} >= (swept_at - created_at) * ${IDLE_PAUSE_SHARE}::float8)`,
            )
            .orderBy(lastLook)
            .limit(limit)
            .forUpdate()
            .skipLocked(),
        )
        .returningAll()
        .execute();
      return rows.map(arrivingDocumentOf);
    },

    async countCheck(documentId) {
      const { checks } = await database.sql
        .updateTable('document')
        .set({ checks: sql`checks + 1` })
        .where('id', '=', documentId)
        .returning('checks')
        .executeTakeFirstOrThrow();
      return checks;
    },

    change: (documentId, from, change) => changeDocument({ database, clock }, documentId, from, change),
  };
}
