import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { createCallerLimits } from '../../../../platform/database/caller-limits.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import { certificateNumbersIn } from '../../../domain/media/certificate-numbers.ts';
import {
  type DailyLimit,
  type Document,
  MOST_BEFORE_FILING,
  READABLE_KINDS,
  type ReadFields,
} from '../../../domain/media/document.ts';
import type { Documents, NewDocument, ReadCertificate } from '../../../ports/documents/documents.ts';
import { holdWaysInto, personOf } from '../accounts/limited-person.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';
import { arrivingDocumentOf, changeDocument } from './arriving-documents.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** Certificates that one account's question looks at; a day's uploads are at most twice as many. */
const NEWEST = 100;

const openFields = (row: Pick<Selectable<Schema['document']>, 'id' | 'fields_sealed'>, seal: Seal) => {
  if (!row.fields_sealed) return undefined;
  const text = seal.open(row.fields_sealed, sealedPlace('document', 'fields_sealed', row));
  return JSON.parse(text) as ReadFields;
};

const documentOf = (row: Selectable<Schema['document']>, seal: Seal): Document => ({
  ...arrivingDocumentOf(row),
  fields: openFields(row, seal),
});

const newRow = (document: NewDocument, now: Date) => ({
  id: document.id,
  filing_id: document.filingId ?? null,
  applicant_id: document.applicantId,
  kind: document.kind,
  subject: document.subject,
  content_type: document.contentType,
  max_bytes: document.maxBytes,
  incoming_key: document.incomingKey,
  findings: '[]',
  created_at: now,
  updated_at: now,
});

export function createDocuments({ database, seal, clock }: DatabaseParts): Documents {
  const callerLimits = createCallerLimits({ database, seal, clock }, 0);
  const certificates = async (applicantId: string): Promise<readonly ReadCertificate[]> => {
    const rows = await database.sql
      .selectFrom('document')
      .select(['id', 'kind', 'fields_sealed'])
      .where('applicant_id', '=', applicantId)
      .where('kind', 'in', READABLE_KINDS)
      .where('state', '=', 'ready')
      .orderBy('created_at', 'desc')
      .limit(NEWEST)
      .execute();
    return rows.map((row) => ({ kind: row.kind, fields: openFields(row, seal) }));
  };
  /** @throws Refused('upload.too-many-before-filing') */
  const checkRoom = async (applicantId: string): Promise<void> => {
    const { waiting } = await database.sql
      .selectFrom('document')
      .select(sql<string>`count(*)`.as('waiting'))
      .where('applicant_id', '=', applicantId)
      .where('filing_id', 'is', null)
      .where('state', '<>', 'refused')
      .executeTakeFirstOrThrow();
    if (Number(waiting) >= MOST_BEFORE_FILING)
      throw new Refused('upload.too-many-before-filing', { most: MOST_BEFORE_FILING });
  };
  /** What is refused is not counted: the transaction takes it back. @throws Refused('upload.too-many') */
  const countGrant = async (subjects: readonly string[], maxBytes: number, limit: DailyLimit): Promise<void> => {
    const [grants, bytes] = [
      { name: 'upload grants', times: limit.grants },
      { name: 'bytes of upload grants', times: limit.bytes, weight: maxBytes },
    ];
    for (const counted of [grants, bytes])
      if ((await callerLimits.countCall({ ...counted, subjects, seconds: DAY_SECONDS })) > 0)
        throw new Refused('upload.too-many', { grants: limit.grants, bytes: limit.bytes });
  };
  return {
    create: (document, limit) =>
      database.inTransaction(async () => {
        // Held, so that concurrent grants can't both take the last place before a filing.
        const account = await holdWaysInto(document.applicantId, { database });
        await countGrant(account ? personOf(account, seal) : [], document.maxBytes, limit);
        if (document.filingId === undefined) await checkRoom(document.applicantId);
        const row = await database.sql
          .insertInto('document')
          .values({ ...newRow(document, clock.now()), state: 'waiting' })
          .returningAll()
          .executeTakeFirstOrThrow();
        return documentOf(row, seal);
      }),

    async keep(pictures) {
      if (pictures.length === 0) return;
      const rows = pictures.map((picture) => ({
        ...newRow(picture, clock.now()),
        state: 'ready' as const,
        clean_key: picture.cleanKey,
      }));
      await database.add('document', rows);
    },

    async findOwn(documentId, applicantId) {
      const row = await database.find('document', { id: documentId, applicant_id: applicantId });
      if (!row) throw new Refused('upload.unknown');
      return documentOf(row, seal);
    },

    async findByCleanKey(clean_key) {
      const row = await database.find('document', { clean_key });
      return row && documentOf(row, seal);
    },

    async ofFiling(filingId) {
      const rows = await database.list('document', { filing_id: filingId }, ['created_at']);
      return rows.map((row) => documentOf(row, seal));
    },

    async beforeFiling(applicantId) {
      const rows = await database.list('document', { applicant_id: applicantId, filing_id: null }, ['created_at']);
      return rows.map((row) => documentOf(row, seal));
    },

    async moveInto(filingId, documentIds, applicantId) {
      if (documentIds.length === 0) return;
      // A deletion of unused certificates waits here for the row, and then finds that it has a filing, or was first.
      const { numUpdatedRows } = await database.sql
        .updateTable('document')
        .set({ filing_id: filingId })
        .where('id', 'in', documentIds)
        .where('applicant_id', '=', applicantId)
        .where('filing_id', 'is', null)
        .executeTakeFirst();
      if (Number(numUpdatedRows) !== new Set(documentIds).size) throw new Refused('upload.unknown');
    },

    certificatesOf: certificates,

    numbersRead: async (applicantId) =>
      (await certificates(applicantId)).flatMap(({ fields }) => (fields ? certificateNumbersIn(fields) : [])),

    async claim(documentId, state, leaseSeconds) {
      const now = clock.now();
      const { numUpdatedRows } = await database.sql
        .updateTable('document')
        .set({ claimed_until: new Date(now.getTime() + leaseSeconds * 1000) })
        .where('id', '=', documentId)
        .where('state', '=', state)
        .where((e) => e.or([e('claimed_until', 'is', null), e('claimed_until', '<=', now)]))
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },

    async change(documentId, from, { fields, ...change }) {
      const place = sealedPlace('document', 'fields_sealed', { id: documentId });
      const read = fields === undefined ? {} : { fields_sealed: seal.close(JSON.stringify(fields), place) };
      return changeDocument({ database, clock }, documentId, from, change, read);
    },
  };
}
