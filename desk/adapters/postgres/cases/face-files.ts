import { isOfLiveness } from '../../../domain/cases/package.ts';
import type { DeskParts } from '../desk-database.ts';
import { createOpenCases } from './open-cases.ts';

/**
 * Marks the files of a filing's liveness checks, of all its rounds, so that the timer deletes them: applicants are told that
 * they are kept until the approval. Joins the running transaction; call it while the filing's row is locked.
 */
export async function eraseFaces(parts: DeskParts, filingId: string): Promise<void> {
  const { sql: db } = parts.database;
  const rounds = await db.selectFrom('desk.review_case').select('id').where('filing_id', '=', filingId).execute();
  const packages = await Promise.all(rounds.map(({ id }) => createOpenCases(parts).contents(id)));
  const faces = packages.flatMap(
    (reviewPackage) => reviewPackage?.documents.filter(isOfLiveness).map(({ id }) => id) ?? [],
  );
  if (faces.length === 0) return;
  await db
    .updateTable('desk.stored_document')
    .set({ erased_at: parts.clock.now() })
    .where('filing_id', '=', filingId)
    .where('document_id', 'in', faces)
    .execute();
}
