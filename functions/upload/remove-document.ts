import { Refused } from '../../contracts/kit/refusal.ts';
import type { Ports } from './ports.ts';

/** Deletes a certificate that its owner has uploaded before a filing. @throws Refused('upload.unknown') in a filing */
export async function removeDocument(
  { applicantId, documentId }: { readonly applicantId: string; readonly documentId: string },
  { documents, forgetting }: Ports,
) {
  const { filingId } = await documents.findOwn(documentId, applicantId);
  if (filingId !== undefined) throw new Refused('upload.unknown');
  await forgetting.forgetUnused([documentId]);
  return { documentId };
}
