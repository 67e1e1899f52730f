import { Refused } from '../../contracts/kit/refusal.ts';
import {
  type DocumentKind,
  type DocumentSubject,
  GRANT_LIFETIME_SECONDS,
  limitsOf,
} from '../../shared/domain/media/document.ts';
import { checkPlace } from './grant-upload.ts';
import type { Ports } from './ports.ts';

export interface ReuseCommand {
  readonly applicantId: string;
  readonly body: { readonly filingId: string; readonly kind: DocumentKind; readonly subject: DocumentSubject };
}

/** Intake keeps photos as JPEG, whatever arrived. */
const KEPT_AS = 'image/jpeg';

/**
 * Uses the picture of a certificate again with which an earlier filing of the record was approved: puts a copy of it where an
 * upload would arrive. So it is checked and read by today's rules, and deleted by itself, like any other document of the
 * filing.
 *
 * @throws Refused('consent.missing') when the person has withdrawn their consent (SEC-07); Refused('upload.not-filed') when
 * no such picture can be used; Failed('object-store', …), and then the document is refused as one whose file never came.
 */
export async function reusePicture({ applicantId, body: { filingId, kind, subject } }: ReuseCommand, ports: Ports) {
  await checkPlace(applicantId, { filingId, kind, subject }, ports);
  if (!(await ports.consents.isInForce(applicantId))) throw new Refused('consent.missing');
  const find = await ports.filedPictures.of(await ports.filings.findOwn(filingId, applicantId));
  const picture = find(kind, subject);
  const { maxBytes } = limitsOf(kind);
  const bytes = picture?.cleanKey && (await ports.objectStore.read(picture.cleanKey, { maxBytes }));
  if (!bytes) throw new Refused('upload.not-filed');
  const document = { applicantId, filingId, kind, subject, contentType: KEPT_AS, maxBytes: bytes.length };
  // Committed before the file is there: intake deletes one that no document waits for.
  const { documentId, permit } = await ports.uploadPermits.issue(document, GRANT_LIFETIME_SECONDS);
  await ports.objectStore.write(permit.key, bytes, KEPT_AS);
  await ports.auditTrail.write(applicantId, 'document.reused', documentId);
  return { documentId };
}
