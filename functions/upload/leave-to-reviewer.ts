import { Refused } from '../../contracts/kit/refusal.ts';
import { leftToReviewer } from '../../shared/domain/media/picture-parts.ts';
import { checkPlace } from './grant-upload.ts';
import type { Ports } from './ports.ts';

/**
 * Leaves to the reviewer what a machine did not find in a letter or hand-held photo: the findings stop nothing any more, and
 * go with the picture.
 *
 * @throws Refused('upload.unknown') for a picture that can't be used; and as `grantUpload` where none may be replaced.
 */
export async function leaveToReviewer(
  { applicantId, documentId }: { readonly applicantId: string; readonly documentId: string },
  ports: Ports,
) {
  const document = await ports.documents.findOwn(documentId, applicantId);
  await checkPlace(applicantId, document, ports);
  const findings = leftToReviewer(document.findings);
  if (!(await ports.documents.change(documentId, 'ready', { state: 'ready', findings })))
    throw new Refused('upload.unknown');
  await ports.auditTrail.write(applicantId, 'document.left-to-reviewer', documentId);
  return { documentId, findings };
}
