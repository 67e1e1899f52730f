import { type Selectable, sql } from 'kysely';
import { Refused } from '../../../../contracts/kit/refusal.ts';
import { certificateForm } from '../../../../contracts/normal-forms/certificate.ts';
import { textKey } from '../../../../contracts/normal-forms/text.ts';
import type { Seal } from '../../../../platform/ports/seal.ts';
import { type CheckedPerson, type LivenessCheck, triesTaken } from '../../../domain/liveness/liveness.ts';
import type { LivenessChecks } from '../../../ports/documents/liveness-checks.ts';
import type { DatabaseParts } from '../database.ts';
import type { Schema } from '../schema.ts';
import { sealedPlace } from '../sealing/sealed-place.ts';

function checkOf(row: Selectable<Schema['liveness_check']>, seal: Seal): LivenessCheck {
  return {
    id: row.id,
    filingId: row.filing_id,
    websiteId: row.website_id ?? undefined,
    transferId: row.transfer_id ?? undefined,
    person: JSON.parse(
      seal.open(row.person_sealed, sealedPlace('liveness_check', 'person_sealed', row)),
    ) as CheckedPerson,
    state: row.state,
    challenge: row.challenge,
    consentTextVersion: row.consent_text_version,
    photoDocumentId: row.photo_document_id,
    videoDocumentId: row.video_document_id ?? undefined,
    frameDocumentIds: row.frame_document_ids,
    photoAccepted: row.photo_accepted,
    matchedCards: row.matched_cards,
    cardSimilarities: row.card_similarities,
    reasons: row.reasons,
    similarity: row.similarity ?? undefined,
    assurance: row.assurance ?? undefined,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  };
}

const PURPOSE = 'liveness-person';
/** People are told apart as in `isOfSiteOwner`. */
const whoIs = ({ name, idNumber }: CheckedPerson): string => `${certificateForm(idNumber)}\n${textKey(name)}`;
/** The index of the tries of one person. */
export const triesIndex = (person: CheckedPerson, seal: Seal): Buffer => seal.blindIndex(PURPOSE, whoIs(person));

export const createLivenessChecks = ({ database, seal }: DatabaseParts): LivenessChecks => ({
  create: (check, maxTries) =>
    database.inTransaction(async () => {
      // Locks the filing's row to serialize concurrent openings.
      await database.lock('filing', { id: check.filingId }, ['id']);
      const before = await database.sql
        .selectFrom('liveness_check')
        .select(['state', 'created_at as createdAt'])
        .where('filing_id', '=', check.filingId)
        .where('website_id', 'is not distinct from', check.websiteId ?? null)
        .where('transfer_id', 'is not distinct from', check.transferId ?? null)
        .where('person_index', 'in', seal.blindIndexes(PURPOSE, whoIs(check.person)))
        .execute();
      if (triesTaken(before, check.createdAt) >= maxTries) throw new Refused('liveness.too-many-tries', { maxTries });
      // Opening uses no try, so without this many checks could be opened in advance and all be verified.
      await database.sql
        .updateTable('liveness_check')
        .set({ expires_at: check.createdAt })
        .where('filing_id', '=', check.filingId)
        .where('website_id', 'is not distinct from', check.websiteId ?? null)
        .where('transfer_id', 'is not distinct from', check.transferId ?? null)
        .where('state', '=', 'open')
        .where('expires_at', '>', check.createdAt)
        .execute();
      await database.add('liveness_check', {
        id: check.id,
        filing_id: check.filingId,
        website_id: check.websiteId ?? null,
        transfer_id: check.transferId ?? null,
        person_sealed: seal.close(JSON.stringify(check.person), sealedPlace('liveness_check', 'person_sealed', check)),
        person_index: triesIndex(check.person, seal),
        consent_text_version: check.consentTextVersion,
        state: check.state,
        challenge: JSON.stringify(check.challenge),
        photo_document_id: check.photoDocumentId,
        video_document_id: check.videoDocumentId ?? null,
        photo_accepted: check.photoAccepted,
        matched_cards: [...check.matchedCards],
        reasons: '[]',
        expires_at: check.expiresAt,
        created_at: check.createdAt,
      });
      if (check.transferId === undefined) return;
      // Those of before its approval are gone: it is looked at again.
      await database.change('filing', { id: check.filingId }, { has_face_files: true });
    }),

  async findOwn(checkId, applicantId) {
    const row = await database.sql
      .selectFrom('liveness_check')
      .innerJoin('filing', 'filing.id', 'liveness_check.filing_id')
      .selectAll('liveness_check')
      .where('liveness_check.id', '=', checkId)
      .where('filing.applicant_id', '=', applicantId)
      .executeTakeFirst();
    if (!row) throw new Refused('liveness.unknown');
    return checkOf(row, seal);
  },

  async ofFiling(filingId) {
    const rows = await database.list('liveness_check', { filing_id: filingId }, ['created_at']);
    return rows.map((row) => checkOf(row, seal));
  },

  async openOf(applicantId) {
    const rows = await database.sql
      .selectFrom('liveness_check')
      .innerJoin('filing', 'filing.id', 'liveness_check.filing_id')
      .selectAll('liveness_check')
      .where('filing.applicant_id', '=', applicantId)
      .where('liveness_check.state', '=', 'open')
      .orderBy('liveness_check.created_at')
      .execute();
    return rows.map((row) => checkOf(row, seal));
  },

  async change(checkId, from, change) {
    const { state, photoAccepted, frameDocumentIds, reasons, similarity, assurance, expiresAt } = change;
    return (
      (await database.change(
        'liveness_check',
        { id: checkId, state: from },
        {
          state,
          ...(photoAccepted === undefined ? {} : { photo_accepted: photoAccepted }),
          ...(frameDocumentIds === undefined ? {} : { frame_document_ids: [...frameDocumentIds] }),
          ...(assurance === undefined ? {} : { assurance }),
          ...(reasons === undefined ? {} : { reasons: JSON.stringify(reasons) }),
          ...(similarity === undefined ? {} : { similarity }),
          ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
        },
      )) === 1
    );
  },

  async addMatchedCard(checkId, documentId, similarity) {
    const entry = JSON.stringify(similarity === undefined ? {} : { [documentId]: similarity });
    await database.sql
      .updateTable('liveness_check')
      .set({
        matched_cards: sql`array_append(matched_cards, ${documentId}::uuid)`,
        card_similarities: sql`card_similarities || ${entry}::jsonb`,
      })
      .where('id', '=', checkId)
      .where(sql<boolean>`${documentId}::uuid <> all (matched_cards)`)
      .execute();
  },
});
